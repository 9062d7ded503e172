import Records
import Testing

@Suite("Names of models") struct ModelFileNameTests {
  @Test("are those of the modalities where these are plain")
  func plain() {
    #expect(
      ModelFileName.distilled(teacher: "pixels", student: "Karhunen_2-b")
        == "pixels-to-Karhunen_2-b")
    #expect(ModelFileName.student("pixels") == "student-pixels")
  }

  @Test("differ wherever the pairs differ")
  func distinct() {
    let modalities = [
      "a", "b", "b-to-c", "a-to-b", "c", "to-b", "a-to", "to", "student", "scan.a", "scan-a",
      "scan a", "scan/a", "scan-a-ccd9d929", "模态", "图像", "é", "e\u{301}",
    ]
    var names = modalities.map(ModelFileName.student)
    for teacher in modalities {
      names += modalities.map { ModelFileName.distilled(teacher: teacher, student: $0) }
    }
    #expect(Set(names).count == names.count)
  }

  @Test("hold letters, digits, dashes and underscores of ASCII alone, so that they leave no folder")
  func safe() {
    let name = ModelFileName.distilled(teacher: "../scan 1", student: "foto_é\n")
    #expect(
      name.utf8.allSatisfy { byte in
        let scalar = Unicode.Scalar(byte)
        return scalar == "-" || scalar == "_" || scalar.properties.isAlphabetic
          || scalar.properties.numericType != nil
      })
    #expect(name.hasPrefix("---scan-1-"))
  }

  @Test("grow by no more than nine signs a modality, whatever it is called")
  func bounded() {
    let long = String(repeating: "模", count: 64)
    #expect(ModelFileName.student(long).utf8.count == "student-".utf8.count + 64 + 9)
  }
}
