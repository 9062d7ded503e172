import Randomness
import Specifications

@testable import Datasets

/// Honest data that nothing is to be warned of, for tests to plant one fault into: two modalities of
/// normal variables about the class, rows in random order, a drawn split.
struct Cohort {
  var a: [[Double]] = []
  var b: [[Double]] = []
  /// Classes, or a real target.
  var labels: [Int] = []
  var target: [Double]?
  var groups: [Int]?
  /// Rows of train, validation and test; `nil` draws them.
  var parts: [[Int]]?
  var standardise = true
  var type = "<f8"
  private(set) var stream: RandomStream

  /// - Parameters:
  ///   - effect: distance of the class means in standard deviations.
  ///   - seed: another cohort for another number.
  init(
    rows: Int = 120, classes: Int = 3, columns: Int = 4, effect: Double = 1, seed: UInt64 = 1
  ) {
    stream = RandomStream(key: seed)
    for _ in 0..<rows {
      let label = min(classes - 1, Int(stream.uniform() * Double(classes)))
      labels.append(label)
      a.append((0..<columns).map { _ in effect * Double(label) + stream.normal() })
      b.append((0..<columns).map { _ in effect * Double(label) + stream.normal() })
    }
  }

  mutating func normal() -> Double { stream.normal() }

  /// The next number below a bound.
  mutating func integer(below bound: Int) -> Int {
    min(bound - 1, Int(stream.uniform() * Double(bound)))
  }

  func dataset() throws(DatasetError) -> Dataset {
    var members = [
      "a.npy": array(a), "b.npy": array(b),
      "y.npy": target.map { ArrayBytes.array($0, "<f8", shape: [$0.count]) }
        ?? ArrayBytes.integers(labels),
    ]
    members["groups.npy"] = groups.map(ArrayBytes.integers)
    let group = groups.map { _ in ColumnReference(file: "groups.npy") }
    var split = SplitSpecification.drawn(
      DrawnSplit(
        train: 0.4, validation: 0.2, test: 0.4, stratify: target == nil, group: group))
    if let parts {
      for (name, rows) in zip(["train", "validation", "test"], parts) where !rows.isEmpty {
        members["\(name).npy"] = ArrayBytes.integers(rows)
      }
      split = .files(
        train: ColumnReference(file: "train.npy"),
        validation: parts[1].isEmpty ? nil : ColumnReference(file: "validation.npy"),
        test: ColumnReference(file: "test.npy"), validationPolicy: .held, group: group)
    }
    let reference = ColumnReference(file: "y.npy")
    return try Dataset(
      DataSpecification(
        modalities: [
          ModalitySpecification(name: "a", file: "a.npy"),
          ModalitySpecification(name: "b", file: "b.npy"),
        ], target: target == nil ? .labels(reference, classes: nil) : .values(reference),
        split: split, standardise: standardise),
      source: MemoryMembers(members))
  }

  private func array(_ rows: [[Double]]) -> [UInt8] {
    ArrayBytes.array(rows.flatMap { $0 }, type, shape: [rows.count, rows.first?.count ?? 0])
  }

  /// What it is warned of.
  func warnings() throws(DatasetError) -> [String] { try dataset().warnings.map(\.description) }
}
