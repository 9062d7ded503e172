import Specifications
import Testing

@Suite("Places of keys") struct KeyPlacesTests {
  @Test("are those of their values, or of the lists that sweep them")
  func found() {
    let written = KeyPlaces(yaml: Array(Example.networks().utf8))
    #expect(written.place(of: "student.network") == "job.yaml:8:33")
    #expect(written.place(of: "training") == "job.yaml")
    let swept = KeyPlaces(yaml: Array(Example.swept.utf8))
    #expect(swept.place(of: "student.network") == "job.yaml:12:20")
    let marked = KeyPlaces(yaml: Array("\u{FEFF}\(Example.networks())".utf8))
    #expect(marked.place(of: "student.network") == "job.yaml:8:33")
  }

  @Test("are unknown where the file is none", arguments: ["", "{", "[]", "a: *b"])
  func unknown(yaml: String) {
    #expect(KeyPlaces(yaml: Array(yaml.utf8)).place(of: "student.network") == "job.yaml")
  }
}
