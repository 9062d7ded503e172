import Specifications
import Testing

@Suite("The rows a modality lacks") struct MissingRowsTests {
  private func yaml(_ missing: String, ids: Bool = false) -> String {
    Example.small(
      modalities: "modalities: {a: {file: a.npy, \(ids ? "ids: i.npy, " : "")missing: \(missing)}, "
        + "b: b.npy}",
      target: ids ? "labels: y.npy\n  ids: j.npy" : "labels: y.npy")
  }

  private func missing(_ text: String, ids: Bool = false) throws -> MissingSpecification? {
    try Example.parsed(yaml(text, ids: ids)).specification.data.modalities[0].missing
  }

  @Test("are told by ids, by NaN or by a mask")
  func forms() throws {
    #expect(try missing("allowed", ids: true) == .allowed)
    #expect(try missing("nan") == .nan)
    #expect(try missing("mask.npy") == .mask(ColumnReference(file: "mask.npy")))
    #expect(
      try missing("{file: m.csv, column: absent}")
        == .mask(ColumnReference(file: "m.csv", column: "absent")))
    #expect(try Example.parsed(Example.small()).specification.data.modalities[0].missing == nil)
  }

  @Test("are part of the canonical form where there are any, and read back")
  func canonical() throws {
    let plain = canonicalJSON(of: try Example.parsed(Example.small()).specification)
    #expect(!plain.contains("missing"))
    for (text, ids) in [("allowed", true), ("nan", false), ("{file: m.npz, array: m}", false)] {
      let data = try Example.parsed(yaml(text, ids: ids)).specification.data
      let form = data.canonical.json
        .replacing(/"[a-z]+":null,/, with: "").replacing(/,"[a-z]+":null/, with: "")
      #expect(try DataSpecification(canonical: form).modalities == data.modalities, "\(text)")
    }
  }

  @Test("are told wrongly where the word is another, or nothing is joined")
  func wrong() {
    let word = Example.message(yaml("alowed", ids: true))
    #expect(word.contains("value of 'data.modalities.a.missing' not allowed"), "\(word)")
    #expect(word.contains("did you mean 'allowed'?"), "\(word)")
    let joined = Example.message(yaml("allowed"))
    #expect(joined.hasPrefix("job.yaml:4:16: 'missing: allowed' without 'data.ids'"), "\(joined)")
    #expect(joined.contains("'missing: nan', or 'missing: {file: mask.npy}'"), "\(joined)")
    let key = Example.message(yaml("{fiel: m.npy}"))
    #expect(key.contains("did you mean 'file'?"), "\(key)")
    #expect(Example.message(yaml("[1]")).contains("wrong type for 'data.modalities.a.missing'"))
  }
}
