import Specifications

@testable import Datasets

/// Twelve rows of two modalities in two classes, and a specification that reads them.
struct Sample {
  private static let rows = [0, 1, 4, 9, 5, 3, 3, 5, 9, 4, 1, 0].enumerated().map { row, value in
    [Double(value), Double((row * 7) % 12)]
  }
  var members: [String: [UInt8]] = [
    "a.npy": ArrayBytes.floats(Self.rows),
    "b.npy": ArrayBytes.array(
      (0..<12).map { Double(($0 * 5) % 12) }, "<u1", shape: [12]),
    "labels.npy": ArrayBytes.integers((0..<12).map { $0 % 2 }),
  ]
  var modalities = [
    ModalitySpecification(name: "a", file: "a.npy"),
    ModalitySpecification(name: "b", file: "b.npy"),
  ]
  var target = TargetSpecification.labels(ColumnReference(file: "labels.npy"), classes: nil)
  var ids: ColumnReference?
  var split = SplitSpecification.drawn(DrawnSplit(train: 0.5, validation: 0.25, test: 0.25))
  var standardise = true

  func dataset() throws(DatasetError) -> Dataset {
    try Dataset(
      DataSpecification(
        modalities: modalities, target: target, ids: ids, split: split, standardise: standardise),
      source: MemoryMembers(members))
  }

  /// The problems it is refused with.
  var problems: [DatasetProblem] {
    do throws(DatasetError) {
      _ = try dataset()
      return []
    } catch {
      return error.problems
    }
  }

  /// Splits by index lists.
  mutating func split(_ train: [Int], _ validation: [Int]?, _ test: [Int]) {
    func list(_ rows: [Int]) -> [UInt8] { Array("\(rows)".utf8) }
    members["train.json"] = list(train)
    members["test.json"] = list(test)
    if let validation { members["validation.json"] = list(validation) }
    split = .files(
      train: ColumnReference(file: "train.json"),
      validation: validation.map { _ in ColumnReference(file: "validation.json") },
      test: ColumnReference(file: "test.json"), validationPolicy: .held)
  }
}
