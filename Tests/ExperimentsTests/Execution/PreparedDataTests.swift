import Datasets
import Distillation
import Plans
import Specifications
import Tensors
import Testing

@testable import Experiments

/// What runs of other jobs are recognised by: values, and not what files look like.
@Suite("Data prepared for networks") struct PreparedDataTests {
  /// Twelve rows of two modalities and two classes; a test writes what it is about.
  private struct Files {
    /// By modality, in the order of the specification.
    var modalities = [("scan", "scan.npy"), ("photo", "photo.npy")]
    var rows: [String: [[Double]]] = [
      "scan": (0..<12).map { [Double($0), 0.5 * Double($0 * 7 % 5)] },
      "photo": (0..<12).map { [Double($0 * 5 % 7), 2, Double($0 % 3)] },
    ]
    var labels = (0..<12).map { $0 % 2 }
    var groups: [Int]?
    var parts = [Array(0..<6), Array(6..<9), Array(9..<12)]
    var standardises = true
    /// Readings beside measurements.
    var tokens: Set<String> = []

    func prepared() throws -> PreparedData {
      var members = [
        "labels.npy": NumPy.integers(labels), "train.npy": NumPy.integers(parts[0]),
        "validation.npy": NumPy.integers(parts[1]), "test.npy": NumPy.integers(parts[2]),
      ]
      members["group.npy"] = groups.map(NumPy.integers)
      for (name, file) in modalities {
        let values = rows[name] ?? []
        members[file] = file.hasSuffix(".csv") ? Self.table(values) : NumPy.matrix(values)
      }
      let specification = DataSpecification(
        modalities: modalities.map { ModalitySpecification(name: $0.0, file: $0.1) },
        target: .labels(ColumnReference(file: "labels.npy"), classes: nil),
        split: .files(
          train: ColumnReference(file: "train.npy"),
          validation: ColumnReference(file: "validation.npy"),
          test: ColumnReference(file: "test.npy"), validationPolicy: .held,
          group: groups.map { _ in ColumnReference(file: "group.npy") }),
        standardise: standardises)
      let readings =
        modalities.map { ModalityReading(modality: $0.0, asTokens: false) }
        + tokens.map { ModalityReading(modality: $0, asTokens: true) }
      return PreparedData(
        try Dataset(specification, source: MemoryMembers(members)), Set(readings),
        standardises: standardises)
    }

    private static func table(_ rows: [[Double]]) -> [UInt8] {
      let names = (rows.first ?? []).indices.map { "column \($0)" }.joined(separator: ",")
      let lines = rows.map { $0.map { "\($0)" }.joined(separator: ",") }
      return Array(([names] + lines).joined(separator: "\n").utf8) + [10]
    }
  }

  private func source(_ name: String, _ files: Files) throws -> CanonicalValue {
    try #require(try files.prepared().study.sources[.measured(name)]).identity
  }

  private func split(_ editing: (inout Files) -> Void = { _ in }) throws -> CanonicalValue {
    var files = Files()
    editing(&files)
    return try files.prepared().study.splitIdentity
  }

  // MARK: - Sources

  @Test("knows equal values as one source, whatever the file is called and what format it has")
  func files() throws {
    let own = try source("scan", Files())
    var renamed = Files()
    renamed.modalities = [("scan", "x-ray of 1999.npy"), ("photo", "photo.npy")]
    #expect(try source("scan", renamed) == own)
    var table = Files()
    table.modalities = [("scan", "scan.csv"), ("photo", "photo.npy")]
    #expect(try source("scan", table) == own)
  }

  @Test("knows equal values as one source, whatever the modality is called and beside which others")
  func names() throws {
    let own = try source("scan", Files())
    var turned = Files()
    turned.modalities.reverse()
    #expect(try source("scan", turned) == own)
    var alone = Files()
    alone.modalities = [("scan", "scan.npy")]
    #expect(try source("scan", alone) == own)
    var named = Files()
    named.modalities = [("ultrasound", "scan.npy")]
    named.rows["ultrasound"] = named.rows["scan"]
    #expect(try source("ultrasound", named) == own)
  }

  @Test("tells sources apart by a single value, by the order of rows and by how they are seen")
  func values() throws {
    let own = try source("scan", Files())
    var value = Files()
    value.rows["scan"]?[11][1] += 1e-3
    #expect(try source("scan", value) != own, "of a test row too: features belong to no part")
    var order = Files()
    order.rows["scan"]?.swapAt(0, 1)
    #expect(try source("scan", order) != own)
    var raw = Files()
    raw.standardises = false
    #expect(try source("scan", raw) != own)
    var tokens = Files()
    tokens.tokens = ["photo"]
    let sources = try tokens.prepared().study.sources
    let seen = try #require(sources[.tokens("photo")])
    #expect(seen.identity != sources[.measured("photo")]?.identity)
    #expect(seen.features.tensor(rows: [1]).values == [5, 2, 1])
  }

  // MARK: - The split

  @Test("knows a split by its rows, its labels and its groups, and by nothing else")
  func splits() throws {
    let own = try split()
    #expect(try split { $0.rows["scan"]?[3][0] = -1 } == own)
    #expect(try split { $0.modalities.reverse() } == own)
    #expect(try split { $0.parts[0] = Array(0..<5) } != own)
    #expect(try split { $0.parts[1] = [7, 8] } != own)
    #expect(try split { $0.labels[4] = 1 } != own)
    let grouped = try split { $0.groups = Array(0..<12) }
    #expect(grouped != own)
    #expect(try split { $0.groups = (0..<12).map { $0 < 2 ? 0 : $0 } } != grouped)
  }

  @Test("leaves the sources as they are where rows are split in another way")
  func resplit() throws {
    var files = Files()
    files.parts[0] = Array(0..<5)
    #expect(try source("scan", files) == source("scan", Files()))
  }

  @Test("shows stages the labels of no test row")
  func labels() throws {
    let data = try Files().prepared()
    guard case .labels(let seen, _) = data.study.task.target,
      case .labels(let all, _) = data.task.target
    else {
      Issue.record("labels were read")
      return
    }
    #expect(seen.prefix(9) == all.prefix(9) && seen.suffix(3) == [-1, -1, -1])
  }
}
