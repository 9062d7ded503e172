import Randomness
import Specifications
import Testing

@testable import Datasets

@Suite("A budget of labels") struct LabelBudgetTests {
  private let strata = (0..<300).map { $0 % 10 == 0 ? 2 : $0 % 3 == 0 ? 1 : 0 }

  private func rows(_ count: Int) -> [Int] {
    var stream = RandomStream(seed: 1, role: .design, purpose: .split, index: 2)
    return LabelBudget(strata: strata).rows(
      of: Array(0..<300), count: count, stream: &stream)
  }

  @Test("keeps every smaller budget inside the larger one")
  func nested() {
    var smaller: Set<Int> = []
    for count in [1, 3, 10, 50, 200, 300] {
      let found = rows(count)
      #expect(found.count == count && found == found.sorted())
      #expect(Set(found).isSuperset(of: smaller))
      smaller = Set(found)
    }
  }

  @Test("keeps the shares of the classes, and a row of each")
  func shares() {
    #expect(Set(rows(3).map { strata[$0] }) == [0, 1, 2])
    for stratum in 0...2 {
      let share = Double(strata.count { $0 == stratum }) / 300
      let found = Double(rows(100).count { strata[$0] == stratum }) / 100
      #expect(abs(found - share) <= 0.02)
    }
  }

  @Test("takes rows of train alone, all of them where it is as large")
  func train() {
    let train = Array(stride(from: 1, to: 300, by: 3))
    func rows(_ count: Int, seed: Int = 1) -> [Int] {
      var stream = RandomStream(seed: seed, role: .design, purpose: .split, index: 2)
      return LabelBudget(strata: strata).rows(of: train, count: count, stream: &stream)
    }
    #expect(rows(100) == train)
    #expect(Set(rows(20)).isSubset(of: train) && rows(20).count == 20)
    #expect(rows(20) == rows(20) && rows(20) != rows(20, seed: 2))
    #expect(rows(0) == [])
  }

  // MARK: the rows beyond it

  /// Forty rows of two classes, half of them train.
  private func dataset(
    labels: Int?, _ policy: UnlabelledPolicy = .keep, missing: Set<Int> = [], real: Bool = false
  ) throws(DatasetError) -> Dataset {
    let features = (0..<40).map { row in [Double(row * 7 % 40), Double(row * row % 11)] }
    let labels = (labels, (0..<40).map { missing.contains($0) ? "" : "\($0 % (real ? 37 : 2))" })
    let column = ColumnReference(file: "y.csv")
    return try Dataset(
      DataSpecification(
        modalities: [ModalitySpecification(name: "a", file: "a.npy")],
        target: real ? .values(column) : .labels(column, classes: nil),
        split: .drawn(DrawnSplit(train: 0.5, validation: 0.25, test: 0.25, stratify: !real)),
        labelBudget: labels.0, unlabelled: policy),
      source: MemoryMembers([
        "a.npy": ArrayBytes.floats(features),
        "y.csv": Array(("y\n" + labels.1.map { "\"\($0)\"\n" }.joined()).utf8),
      ]))
  }

  @Test(
    "are kept without their label, and the labelled rows are those of old",
    arguments: [false, true])
  func kept(real: Bool) throws {
    let whole = try dataset(labels: nil, real: real)
    let kept = try dataset(labels: 6, real: real)
    let dropped = try dataset(labels: 6, .drop, real: real)
    #expect(kept.split.train == dropped.split.train && kept.split.train.count == 6)
    #expect(dropped.split.unlabelled == [] && dropped.hiddenLabels == nil)
    #expect(dropped.target == whole.target, "rows that are not used keep what they have")
    #expect(kept.split.trainInputs == whole.split.train)
    #expect(kept.split.validation == whole.split.validation && kept.split.test == whole.split.test)
    #expect(kept.card.unlabelledRows == 14 && kept.card.parts[0].rows == 6)
  }

  @Test("hide their label from whoever learns, and keep it for diagnostics")
  func hidden() throws {
    let kept = try dataset(labels: 6)
    #expect(kept.target.unlabelledRows == kept.split.unlabelled)
    #expect(kept.hiddenLabels == (try dataset(labels: nil).target))
    let real = try dataset(labels: 6, real: true)
    #expect(real.target.unlabelledRows == real.split.unlabelled)
    #expect(real.hiddenLabels == (try dataset(labels: nil, real: true).target))
    #expect(try dataset(labels: nil).hiddenLabels == nil)
    #expect(try dataset(labels: 20).hiddenLabels == nil, "a label for each train row")
    let missing = try dataset(labels: nil, missing: [3], real: true)
    #expect(missing.split.unlabelled == [3] && missing.hiddenLabels == nil)
  }

  @Test("join the rows that never had a label")
  func joined() throws {
    let missing: Set<Int> = [0, 1, 2, 3]
    let kept = try dataset(labels: 6, missing: missing)
    #expect(missing.isSubset(of: kept.split.unlabelled) && kept.split.unlabelled.count == 16)
    #expect(kept.hiddenLabels?.unlabelledRows == [0, 1, 2, 3])
    let dropped = try dataset(labels: 6, .drop, missing: missing)
    #expect(dropped.split.train == kept.split.train && dropped.split.unlabelled == [])
    #expect(dropped.split.used.allSatisfy { !missing.contains($0) })
    let half = Set(stride(from: 0, to: 40, by: 2))
    #expect(
      try dataset(labels: 6, missing: half, real: true).split.train
        == dataset(labels: 6, .drop, missing: half, real: true).split.train)
    let error = #expect(throws: DatasetError.self) { try dataset(labels: 19, missing: missing) }
    #expect(
      error?.problems.map(\.description) == [
        """
        data.split.labels: 19 labels for 18 labelled train rows
          expected: at most as many labels as there are labelled train rows
          remedy: write 'all', or a smaller number
        """
      ])
  }

  @Test("are part of the data's digest where they are kept; dropped, they leave it as it was")
  func digests() throws {
    #expect(try dataset(labels: 6).digest != dataset(labels: 6, .drop).digest)
    #expect(try dataset(labels: nil).digest == dataset(labels: nil, .drop).digest)
    #expect(
      try dataset(labels: nil, missing: [3]).digest
        != dataset(labels: nil, .drop, missing: [3]).digest)
    #expect(try dataset(labels: nil, .drop).warnings == [])
  }

  @Test("beyond the rows of train is refused with both numbers")
  func tooMany() throws {
    let sample = Sample()
    func dataset(_ budget: Int) throws(DatasetError) -> Dataset {
      try Dataset(
        DataSpecification(
          modalities: sample.modalities, target: sample.target, split: sample.split,
          labelBudget: budget), source: MemoryMembers(sample.members))
    }
    #expect(try dataset(4).split.train.count == 4)
    let error = #expect(throws: DatasetError.self) { try dataset(7) }
    #expect(
      error?.description == """
        data.split.labels: 7 labels for 6 train rows
          expected: at most as many labels as there are train rows
          remedy: write 'all', or a smaller number
        """)
  }
}
