import Foundation
import Specifications
import Testing

@Suite("data: {from: …}") struct BorrowedDataTests {
  static let known = DataSpecification(
    modalities: [
      ModalitySpecification(name: "b", file: "b.npy"),
      ModalitySpecification(name: "a", file: "all.csv", columns: ["x", "y"]),
    ], target: .labels(ColumnReference(file: "all.csv", column: "label"), classes: nil),
    split: .drawn(DrawnSplit(train: 0.5, validation: 0.2, test: 0.3, seed: 7)))

  private func yaml(_ data: String) -> String {
    """
    retort: 1
    name: nightly
    data: \(data)
    teacher: {modality: a, network: linear}
    student: {modality: b, network: linear}
    method: {hinton: {lambda: 0.5, temperature: 4}}
    """
  }

  private func parsed(
    _ data: String, known: DataSpecification? = Self.known
  ) throws(SpecificationError) -> JobSpecification {
    try ParsedSpecification(
      yaml: yaml(data), methods: Example.methods, networks: Example.kinds, known: known
    ).specification
  }

  @Test("is the data of another job, with its split or another one")
  func taken() throws {
    #expect(try parsed("{from: mfeat}").data == Self.known)
    let split = "{train: 0.6, validation: 0.2, test: 0.2}"
    var own = Self.known
    own.split = .drawn(DrawnSplit(train: 0.6, validation: 0.2, test: 0.2))
    #expect(try parsed("{from: mfeat, split: \(split)}").data == own)
    var other = Self.known
    other.split = .drawn(DrawnSplit(train: 0.5, validation: 0.2, test: 0.3, seed: 9))
    other.labelBudget = 50
    #expect(try parsed("{from: mfeat, split: {seed: 9, labels: 50}}").data == other)
  }

  @Test("has nothing to stratify by where its target is a real number")
  func stratified() throws {
    var known = Self.known
    known.target = .values(ColumnReference(file: "all.csv", column: "height"))
    let error = #expect(throws: SpecificationError.self) {
      try parsed("{from: mfeat, split: {stratify: true}}", known: known)
    }
    #expect(error.map { "\($0)".contains("nothing to stratify by") } == true)
    #expect(throws: Never.self) {
      try parsed("{from: mfeat, split: {stratify: false}}", known: known)
    }
  }

  @Test("keeps its label budget where only the seed is another")
  func budget() throws {
    var known = Self.known
    known.labelBudget = 50
    #expect(try parsed("{from: mfeat, split: {seed: 9}}", known: known).data.labelBudget == 50)
    known.unlabelled = .drop
    #expect(try parsed("{from: mfeat, split: {labels: 5}}", known: known).data.unlabelled == .drop)
    #expect(
      try parsed("{from: mfeat, split: {unlabelled: keep}}", known: known).data.unlabelled == .keep)
    #expect(
      try parsed("{from: mfeat, split: {train: 0.5, test: 0.5}}", known: known).data.unlabelled
        == .keep, "a split of its own")
    let split = "{train: 0.6, validation: 0.2, test: 0.2}"
    #expect(
      try parsed("{from: mfeat, split: \(split)}", known: known).data.labelBudget == nil)
  }

  @Test("may be swept, and asked by a preset")
  func swept() throws {
    let text = yaml("{from: mfeat}")
    let job = try ParsedSpecification(
      yaml: text + "\nexperiment: label-budget\nsweep: {data.split.seed: [7, 8]}",
      methods: Example.methods, networks: Example.kinds, known: Self.known)
    #expect(job.settings.count == 8)
    #expect(job.settings[0].label == "data.split.seed=7, data.split.labels=50")
    #expect(job.settings[3].specification.data == Self.known)
    var known = Self.known
    known.modalities.append(ModalitySpecification(name: "c", file: "c.npy"))
    let choice = try ParsedSpecification(
      yaml: text.replacingOccurrences(of: "modality: a, ", with: "")
        + "\nexperiment: teacher-choice",
      methods: Example.methods, networks: Example.kinds, known: known)
    #expect(choice.specification.sweptPairs.map(\.teacher) == ["a", "c"])
  }

  @Test("is read ahead of everything else, whatever else is wrong")
  func reference() {
    func found(_ data: String) -> DataReference? { DataReference(yaml: Array(yaml(data).utf8)) }
    #expect(found("{from: mfeat}") == DataReference(word: "mfeat", hasSplit: false))
    #expect(
      found("{from: 12345678, split: {test: 3}}")
        == DataReference(word: "12345678", hasSplit: true))
    #expect(found("{from: mfeat, split: {seed: 3}}")?.hasSplit == false)
    #expect(found("{from: mfeat, colour: red}")?.word == "mfeat")
    #expect(found("{from: [a]}") == nil)
    #expect(found("{modalities: {a: a.npy}}") == nil)
    #expect(DataReference(yaml: Array("{".utf8)) == nil)
    #expect(DataReference(yaml: [0xff]) == nil)
  }

  @Test(
    "says what is wrong with it",
    arguments: [
      ("{from: mfeat, labels: y.npy}", "'labels' beside 'data.from'"),
      ("{from: [a, b]}", "wrong value for 'data.from'"),
      ("{from: \"\"}", "wrong value for 'data.from'"),
      ("{from: mfeat, split: {train: 2}}", "data.split.train"),
    ])
  func problems(data: String, says: String) {
    let error = #expect(throws: SpecificationError.self) { try parsed(data) }
    #expect("\(error.map { "\($0)" } ?? "")".contains(says))
  }

  @Test("means nothing where there is no ledger")
  func nowhere() {
    let error = #expect(throws: SpecificationError.self) { try parsed("{from: mfeat}", known: nil) }
    #expect("\(error.map { "\($0)" } ?? "")".contains("--root"))
  }

  @Test("reads every form of data back from its canonical text, but for the order of modalities")
  func canonical() throws {
    let column = ColumnReference(file: "s.csv", column: "part")
    let numbers = ColumnReference(file: "d.npz", array: "rows")
    let splits: [SplitSpecification] = [
      Self.known.split, .drawn(DrawnSplit(train: 0.7, validation: 0, test: 0.3, stratify: false)),
      .drawn(
        DrawnSplit(
          train: 1e-5, validation: 0, test: 0.3, group: column, seed: 3, validationPolicy: .none)),
      .files(train: numbers, validation: numbers, test: column, validationPolicy: .held),
      .files(train: numbers, validation: nil, test: column, validationPolicy: .none),
      .files(train: numbers, validation: nil, test: column, validationPolicy: .held, group: column),
      .column(column, validationPolicy: .held), .column(column, validationPolicy: .none),
      .column(column, validationPolicy: .held, group: numbers),
    ]
    for split in splits {
      var data = Self.known
      data.modalities = [
        ModalitySpecification(name: "a", file: "all/näme 1.npz", array: "x"),
        ModalitySpecification(
          name: "b", file: "b.csv", columns: ["1", "true", "null"],
          ids: ColumnReference(file: "b.csv", column: "id")),
      ]
      data.ids = ColumnReference(file: "ids.csv", column: "id")
      data.split = split
      data.standardise = false
      data.labelBudget = 40
      #expect(try DataSpecification(canonical: withoutNulls(data.canonical).json) == data)
      data.target = .labels(ColumnReference(file: "y.npy"), classes: "classes.json")
      #expect(try DataSpecification(canonical: withoutNulls(data.canonical).json) == data)
    }
  }

  @Test("is what packaging/nightly-job.yaml shows, in a few hundred bytes")
  func example() throws {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "packaging/nightly-job.yaml")
    let text = try String(contentsOf: file, encoding: .utf8)
    var known = Self.known
    known.modalities = ["pixels", "zernike"].map {
      ModalitySpecification(name: $0, file: "\($0).npy")
    }
    let parsed = try ParsedSpecification(
      yaml: text, methods: Example.methods, networks: Example.kinds, known: known)
    #expect(parsed.specification.data == known && parsed.warnings.isEmpty)
    #expect(DataReference(yaml: Array(text.utf8))?.word == "mfeat")
    #expect(text.utf8.count < 1_000)
  }

  private func withoutNulls(_ value: CanonicalValue) -> CanonicalValue {
    guard case .object(let members) = value else { return value }
    return .object(members.filter { $0.value != .null }.mapValues(withoutNulls))
  }
}
