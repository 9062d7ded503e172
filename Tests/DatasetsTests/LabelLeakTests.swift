import Tensors
import Testing

@testable import Datasets

@Suite("A column that tells the target") struct LabelLeakTests {
  private static let rows = 90
  /// Two thirds train.
  private let isTrain = (0..<rows).map { $0 % 3 != 2 }

  private func tells(_ column: [Double], _ target: Target, rows: Int = rows) -> Bool {
    let features = DecimalColumns(rows: column.count, columns: 1, values: column)
    let used = Array(0..<rows)
    let sample = ColumnSample(features, used: used)
    return LabelLeak(target, rows: used, isTrain: Array(isTrain.prefix(rows))).columns(of: sample)
      == [0]
  }

  private func tells(_ column: [Double], labels: [Int], rows: Int = rows) -> Bool {
    let classes = (0...(labels.max() ?? 0)).map(String.init)
    return tells(column, .labels(labels, classes: classes), rows: rows)
  }

  /// Three classes in irregular order.
  private let labels = (0..<rows).map { ($0 * $0 + $0 / 7) % 3 }

  // MARK: codes

  @Test("is a code: every value of one class, several values a class if they are mixed in order")
  func codes() {
    #expect(tells(labels.map { [4.0, 1, 9][$0] }, labels: labels))
    let mixed = labels.enumerated().map { Double($1 + 3 * ($0 % 4)) }
    #expect(tells(mixed, labels: labels))
  }

  @Test("is no code with one value of two classes")
  func impure() {
    for row in [0, 2, 89] {
      var column = labels.map { Double($0) }
      column[row] = Double((labels[row] + 1) % 3)
      #expect(!tells(column, labels: labels))
    }
  }

  @Test("is no code of more values than a fifth of the rows")
  func values() {
    // Eighteen values of five rows each, their classes in irregular order.
    var column = (0..<Self.rows).map { Double($0 / 5) }
    let labels = (0..<Self.rows).map { (($0 / 5) * ($0 / 5) + $0 / 35) % 3 }
    #expect(tells(column, labels: labels))
    column[Self.rows - 1] = 18
    #expect(!tells(column, labels: labels), "a nineteenth")
  }

  @Test("is no code where train knows too few of the held rows' values")
  func unseen() {
    let column = labels.enumerated().map { row, label in
      Double(label + 3 * (row % 2)) + (isTrain[row] ? 0 : 0.5)
    }
    #expect(!tells(column, labels: labels))
  }

  @Test("is no code where chance makes few rows pure: nearly all rows of one class")
  func chance() {
    let rare = (0..<Self.rows).map { $0 == 4 || $0 == 5 ? 1 : 0 }
    #expect(!tells(rare.map { Double($0) }, labels: rare))
    let half = (0..<Self.rows).map { ($0 * $0 + $0 / 7) % 2 }
    #expect(tells(half.map { Double($0) }, labels: half))
  }

  // MARK: levels

  @Test("is a level: intervals of the classes with gaps as wide as they are")
  func levels() {
    let noise = (0..<Self.rows).map { Double(($0 * 37) % 101) / 101 }
    #expect(tells(zip(labels, noise).map { 2.1 * Double($0) + $1 }, labels: labels))
    #expect(tells(zip(labels, noise).map { -5 * Double($0) - $1 }, labels: labels))
    #expect(!tells(zip(labels, noise).map { 1.9 * Double($0) + $1 }, labels: labels))
    #expect(!tells(zip(labels, noise).map { 0.9 * Double($0) + $1 }, labels: labels))
  }

  // MARK: real targets

  private let target = (0..<rows).map { Double(($0 * 53) % 97) }

  @Test("is a real target in any unit, or in any strictly monotone scale")
  func realTargets() {
    #expect(tells(target.map { 1.8 * $0 + 32 }, .values(target)))
    #expect(tells(target.map { -$0 * $0 }, .values(target)))
    let noise = (0..<Self.rows).map { Double(($0 * 37) % 11) - 5 }
    #expect(tells(zip(target, noise).map { $0 + 0.01 * $1 }, .values(target)))
    #expect(!tells(zip(target, noise).map { $0 + 1.5 * $1 }, .values(target)))
    #expect(!tells(target.map { abs($0 - 48) }, .values(target)))
    #expect(!tells(target.map { _ in 3 }, .values(target)))
  }

  @Test("is not a scale on which a target of few values is tied, nor one that follows train alone")
  func ties() {
    let few = target.map { $0 < 48 ? 0.0 : 1.0 }
    #expect(!tells(target, .values(few)), "two values are crossed once, which says nothing")
    let train = target.indices.map { isTrain[$0] ? target[$0] : Double(($0 * 31) % 89) }
    #expect(!tells(train, .values(target)))
  }

  // MARK: bounds

  @Test("is not looked for below 60 rows, or below 10 held ones")
  func few() {
    let column = labels.map { Double($0) }
    #expect(tells(column, labels: labels, rows: 60))
    #expect(!tells(column, labels: labels, rows: 59))
    func found(held: Int) -> Bool {
      let sample = ColumnSample(
        DecimalColumns(rows: Self.rows, columns: 1, values: column), used: Array(0..<Self.rows))
      return !LabelLeak(
        .labels(labels, classes: ["0", "1", "2"]), rows: Array(0..<Self.rows),
        isTrain: (0..<Self.rows).map { $0 >= held }
      ).columns(of: sample).isEmpty
    }
    #expect(found(held: 10) && !found(held: 9))
  }
}
