import Specifications
import Testing

@Suite("The shapes of a split") struct SplitShapeTests {
  static let shapes = [
    "train: 0.5, test: 0.4", "train: t.npy, test: s.npy", "file: s.csv, column: part",
  ]

  private func data(_ split: String, target: String = "labels: y.csv") throws -> DataSpecification {
    try Example.parsed(Example.small(target: target, split: "split: \(split)")).specification.data
  }

  private func message(_ split: String) -> String {
    Example.message(Example.small(split: "split: \(split)"))
  }

  @Test("may leave rows over, and may add up to exactly 1 in spite of rounding")
  func sums() throws {
    for fractions in ["{train: 0.1, test: 0.1}", "{train: 0.7, validation: 0.2, test: 0.1}"] {
      #expect(try data(fractions).split.policy == .held)
    }
    #expect(message("{train: 0.7, validation: 0.2, test: 0.1001}").contains("found 1.0001 in all"))
  }

  @Test(
    "each take a number of labels",
    arguments: shapes)
  func labels(split: String) throws {
    #expect(try data("{\(split), labels: 50}").labelBudget == 50)
    #expect(try data("{\(split), labels: all}").labelBudget == nil)
    #expect(
      message("{\(split), labels: 0}").contains(
        "expected a whole number from 1 to 1000000000, or all"))
  }

  @Test("each say what becomes of train rows without a label", arguments: shapes)
  func unlabelled(split: String) throws {
    #expect(try data("{\(split)}").unlabelled == .keep)
    #expect(try data("{\(split), unlabelled: keep}").unlabelled == .keep)
    #expect(try data("{\(split), unlabelled: drop}").unlabelled == .drop)
    #expect(try data("{\(split), unlabelled: drop, labels: 50}").unlabelled == .drop)
    #expect(
      message("{\(split), unlabelled: dorp}").contains("did you mean 'drop'?"))
  }

  @Test(
    "whose labels are few write what becomes of the others, and older forms mean that they are dropped"
  )
  func canonicalBudget() throws {
    func form(_ more: String) throws -> String {
      try data("{train: 0.5, test: 0.4\(more)}").canonical.json
        .replacing(/"[a-z]+":null,/, with: "").replacing(/,"[a-z]+":null/, with: "")
    }
    #expect(try form("") == form(", unlabelled: keep") && !form("").contains("unlabelled"))
    #expect(try form(", labels: 9").contains(#""labels":9"#))
    for more in ["", ", labels: 9", ", unlabelled: drop", ", labels: 9, unlabelled: drop"] {
      let written = try data("{train: 0.5, test: 0.4\(more)}")
      #expect(try DataSpecification(canonical: form(more)) == written, "\(more)")
    }
    let older = try form(", labels: 9").replacing(#","unlabelled":"keep""#, with: "")
    #expect(try DataSpecification(canonical: older).unlabelled == .drop)
  }

  @Test(
    "each take a group, which is a column of the labels' file or a file",
    arguments: shapes)
  func groups(split: String) throws {
    #expect(
      try data("{\(split), group: site}").split.group
        == ColumnReference(file: "y.csv", column: "site"))
    #expect(
      try data("{\(split), group: sites.tsv}").split.group == ColumnReference(file: "sites.tsv"))
    #expect(
      try data("{\(split), group: {file: s.npz, array: site}}", target: "target: y.csv").split.group
        == ColumnReference(file: "s.npz", array: "site"))
  }

  @Test(
    "each may do without validation rows, and then nothing stops early",
    arguments: shapes)
  func unvalidated(split: String) throws {
    let yaml = Example.small(split: "split: {\(split), validation: none}")
    let job = try Example.parsed(yaml).specification
    #expect(job.data.split.policy == .none)
    #expect(job.training.stop == .none)
  }

  @Test("stratify for labels and not for a target, unless the file says otherwise")
  func stratification() throws {
    func isStratified(_ more: String, target: String) throws -> Bool? {
      let split = try data("{train: 0.5, test: 0.4\(more)}", target: target).split
      if case .drawn(let drawn) = split { return drawn.stratify }
      return nil
    }
    #expect(try isStratified("", target: "labels: y.npy") == true)
    #expect(try isStratified(", stratify: false", target: "labels: y.npy") == false)
    #expect(try isStratified("", target: "target: y.npy") == false)
    #expect(try isStratified(", stratify: false", target: "target: y.npy") == false)
  }

  static let wrong: [(split: String, place: String, says: String)] = [
    ("{}", "6:3", "missing key 'data.split.train'"),
    ("{train: 0.5, validation: 0.1}", "6:3", "missing key 'data.split.test'"),
    ("{train: t.npy}", "6:3", "missing key 'data.split.test'"),
    ("{train: 0, test: 0.5}", "6:18", "value of 'data.split.train' out of range"),
    (
      "{train: 0.5, validation: 0, test: 0.5}", "6:35",
      "value of 'data.split.validation' out of range"
    ),
    ("{train: 0.5, test: \"0.5\"}", "6:29", "remove the quotes: 0.5"),
    ("{train: 50%, test: 0.5}", "6:18", "expected a number above 0 and at most 1"),
    ("{train: t.npy, test: s.npy, seed: 3}", "6:38", "unknown key"),
    ("{train: t.npy, test: s.npy, stratify: true}", "6:38", "unknown key"),
    ("{file: s.csv, train: 0.5}", "6:24", "unknown key"),
    (
      "{file: s.csv, validation: 0.1}", "6:36", "expected none: the column says which rows validate"
    ),
    ("{train: {file: t.npy}, test: 0.5}", "6:39", "give all parts as fractions, or all as files"),
    ("{train: 0.5, test: 0.5, group: }", "6:41", "wrong type for 'data.split.group'"),
    ("{train: 0.5, test: 0.5, group: {column: g}}", "6:34", "missing key 'data.split.group.file'"),
    ("{train: 0.5, test: 0.5, seeds: 2}", "6:34", "did you mean 'seed'?"),
    ("[0.5, 0.5]", "6:10", "expected fractions, index files, or a column"),
    ("split.csv", "6:10", "expected fractions, index files, or a column"),
    ("{train: ../t.npy, test: s.npy}", "6:18", "found a path with '..'"),
  ]

  @Test("say where and why they cannot be", arguments: wrong.indices)
  func problems(index: Int) {
    let (split, place, says) = Self.wrong[index]
    let message = message(split)
    #expect(message.hasPrefix("job.yaml:\(place): "), "\(message)")
    #expect(message.contains(says), "\(message)")
  }
}
