import Specifications
import Testing

@Suite("Further test sets of a split") struct TestSetTests {
  private func yaml(_ tests: String, split: String = "train: 0.5, test: 0.4") -> String {
    Example.small(split: "split: {\(split), tests: \(tests)}")
  }

  private func tests(_ text: String, split: String = "train: 0.5, test: 0.4") throws
    -> [TestSetSpecification]
  {
    try Example.parsed(yaml(text, split: split)).specification.data.tests
  }

  @Test("stand beside every form of split", arguments: SplitShapeTests.shapes)
  func forms(split: String) throws {
    #expect(
      try tests("{next-month: {file: n.csv, column: id}, B2: h.npy}", split: split) == [
        TestSetSpecification(
          name: "next-month", rows: ColumnReference(file: "n.csv", column: "id")),
        TestSetSpecification(name: "B2", rows: ColumnReference(file: "h.npy")),
      ])
  }

  @Test("are part of the canonical form where there are any, and read back")
  func canonical() throws {
    let plain = canonicalJSON(of: try Example.parsed(Example.small()).specification)
    #expect(!plain.contains("tests"))
    let data = try Example.parsed(yaml("{next-month: n.npy, hard: h.npy}")).specification.data
    let form = data.canonical.json
      .replacing(/"[a-z]+":null,/, with: "").replacing(/,"[a-z]+":null/, with: "")
    #expect(form.contains(#""tests":{"hard":{"file":"h.npy"},"next-month":{"file":"n.npy"}}"#))
    #expect(try Set(DataSpecification(canonical: form).tests) == Set(data.tests))
  }

  @Test(
    "have names of letters, digits and dashes that no part has",
    arguments: ["next.month", "next_month", "-next", "test", "train", "unlabelled", "ü"])
  func names(name: String) {
    let message = Example.message(yaml("{\(name): n.npy}"))
    #expect(message.hasPrefix("job.yaml:6:42: name of a test set not allowed"), "\(message)")
    #expect(
      message.contains(
        "expected a name of letters, digits and dashes (at most 64 characters), other than train, "
          + "validation, test, unlabelled"), "\(message)")
  }

  @Test("are a mapping of files")
  func wrong() {
    #expect(Example.message(yaml("{}")).contains("no test set"))
    #expect(Example.message(yaml("n.npy")).contains("wrong type for 'data.split.tests'"))
    #expect(Example.message(yaml("{next: 0.2}")).contains("fraction for 'data.split.tests.next'"))
    #expect(
      Example.message(yaml("{next: {column: id}}")).contains(
        "missing key 'data.split.tests.next.file'"))
  }
}
