import Testing

@testable import Specifications

@Suite("A swept key") struct SweptDefaultTests {
  /// Keys of the docs that sweep a value with a printed default.
  static let keys = DocumentedKey.withDefault.filter { key in
    Example.reference.swept.settings.contains { $0.path == key.path }
  }

  /// The file with a list of this key instead of its value.
  private func swept(_ key: DocumentedKey, _ list: String) throws -> ParsedSpecification {
    try Example.parsed(key.file(nil) + "\nsweep: {\(key.path): \(list)}\n")
  }

  @Test("has a default in the docs often enough to be tried here")
  func found() { #expect(Self.keys.count > 30) }

  @Test("at its default alone is the job without the sweep", arguments: keys)
  func alone(key: DocumentedKey) throws {
    let fallback = try #require(key.printedDefault)
    let setting = try #require(try swept(key, "[\(fallback)]").settings.first)
    #expect(setting.label == "\(key.path)=\(fallback)")
    #expect(
      canonicalJSON(of: setting.specification)
        == canonicalJSON(of: try Example.parsed(key.file(nil)).specification))
  }

  @Test("at another value is the job that says that value", arguments: keys)
  func other(key: DocumentedKey) throws {
    let fallback = try #require(key.printedDefault)
    let candidates = (key.bounds?.allowed ?? key.words) + ["true", "false"]
    let value = try #require(candidates.first { $0 != fallback })
    guard let written = try? Example.parsed(key.file(value)).specification else {
      // What cannot be written cannot be swept either.
      #expect(throws: SpecificationError.self) { try swept(key, "[\(value)]") }
      return
    }
    let settings = try swept(key, "[\(fallback), \(value)]").settings
    try #require(settings.count == 2)
    #expect(canonicalJSON(of: settings[1].specification) == canonicalJSON(of: written))
    #expect(settings[0].specification != settings[1].specification)
  }
}

@Suite("The combinations of a sweep") struct SweepCountTests {
  private func parsed(_ sweep: String) throws -> ParsedSpecification {
    try Example.parsed(Example.networks(more: "sweep:\n\(sweep)"))
  }

  static let sweeps: [(sweep: String, settings: Int, cells: Int)] = [
    ("  training.epochs: [5, 6, 7]\n", 3, 3),
    ("  training.epochs: [5, 6]\n  training.batch: [1, 2, 3]\n", 6, 6),
    ("  training.epochs: [5, 6]\n  method.lambda: [0, 0.5, 1]\n", 2, 6),
    ("  training.epochs: [5, 6]\n  method.lambda: [0, 1]\n  teacher.modality: [a, b]\n", 2, 8),
    ("  zip: {training.epochs: [5, 6], training.batch: [1, 2]}\n  training.clip: [1, 2]\n", 4, 4),
    (
      "  zip:\n  - {training.epochs: [5, 6], training.batch: [1, 2]}\n"
        + "  - {method.lambda: [0, 0.5, 1], method.temperature: [1, 2, 3]}\n"
        + "  - {teacher.modality: [a, b], student.modality: [b, a]}\n", 2, 12
    ),
    ("  training.epochs: [5]\n", 1, 1),
  ]

  @Test("are the product of the lists, zips counting once", arguments: sweeps.indices)
  func products(index: Int) throws {
    let (sweep, settings, cells) = Self.sweeps[index]
    let parsed = try parsed(sweep)
    #expect(parsed.settings.count == settings)
    #expect(SweepAxis.cellCount(of: parsed.specification.sweep) == cells)
    let inner = parsed.specification.sweptPairs.count * parsed.specification.sweptOptions.count
    #expect(settings * inner == cells)
    #expect(Set(parsed.settings.map(\.label)).count == settings)
    #expect(Set(parsed.settings.map { canonicalJSON(of: $0.specification) }).count == settings)
  }

  @Test("may be ten thousand, and not one list of values more")
  func limit() throws {
    func lines(_ lambdas: Int) -> String {
      let weights = (0..<lambdas).map { "0.\(1000 + $0)" }.joined(separator: ", ")
      return "  method.lambda: [\(weights)]\n  method.temperature: [\(Example.hundred)]\n"
    }
    #expect(SweepAxis.cellCount(of: try parsed(lines(100)).specification.sweep) == 10_000)
    let error = #expect(throws: SpecificationError.self) { try parsed(lines(101)) }
    #expect(error?.problems.map(\.summary) == ["sweep too large"])
  }

  @Test("of more axes than a number can count are refused all the same")
  func overflow() {
    let axes = (0..<70).map { SweepAxis(key: "k\($0)", values: [.integer(1), .integer(2)]) }
    #expect(SweepAxis.cellCount(of: axes) == nil)
    #expect(SweepAxis.cellCount(of: Array(axes.prefix(10))) == 1_024)
    #expect(SweepAxis.cellCount(of: []) == 1)
    #expect(SweepAxis.cells(of: []) == [[]])
  }

  @Test("turn like the wheels of a counter, the last one fastest")
  func counter() {
    let axes = [2, 3].map { SweepAxis(key: "k\($0)", values: (0..<$0).map { .integer($0) }) }
    #expect(SweepAxis.cells(of: axes) == [[0, 0], [0, 1], [0, 2], [1, 0], [1, 1], [1, 2]])
    let zipped = [0, nil, 0].map { zip in
      SweepAxis(key: "k", values: [.integer(0), .integer(1)], zip: zip)
    }
    #expect(SweepAxis.cells(of: zipped) == [[0, 0, 0], [0, 1, 0], [1, 0, 1], [1, 1, 1]])
  }

  @Test(
    "are told apart by meaning: a value written twice in two ways is one",
    arguments: [
      ("training.clip", "[1, 1.0]"), ("training.weight_decay", "[1e-3, 0.001]"),
      ("training.optimizer", "[sgd, {sgd: {momentum: 0.90}}]"),
      ("training.schedule", "[step, {step: {every: 10}}]"), ("training.stop", "[none, none]"),
      ("student.network", "[transformer, {transformer: {feedforward: 512}}]"),
      ("student.network", "[linear, \"linear\"]"),
      ("student.network", "[{mlp: [8]}, {mlp: [8], activation: relu, dropout: 0.0}]"),
      ("student.network.mlp", "[[8], [08]]"), ("method.temperature", "[2, 2.00]"),
      ("method.convention", "[code, \"code\"]"), ("student.modality", "[b, 'b']"),
    ])
  func repetition(key: String, list: String) {
    let message = Example.message(Example.networks(more: "sweep: {\(key): \(list)}"))
    #expect(message.contains("repeated value in '\(key)'"), "\(message)")
    #expect(message.hasSuffix("expected every value once\n  remove one of the two"))
  }
}
