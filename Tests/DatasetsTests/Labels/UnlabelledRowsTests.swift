import Digests
import Specifications
import Tensors
import Testing

@testable import Datasets

@Suite("Rows without a label") struct UnlabelledRowsTests {
  /// Forty rows of two classes, of which some have no label.
  private func sample(without: [Int], real: Bool = false) -> Sample {
    var sample = Sample()
    let a = (0..<40).map { row in [Double(row * 7 % 40), Double(row * row % 11)] }
    sample.members["a.npy"] = ArrayBytes.floats(a)
    let b = (0..<40).map { row in [Double(row * 13 % 40)] }
    sample.members["b.npy"] = ArrayBytes.floats(b)
    let rows = (0..<40).map { row -> String in
      without.contains(row) ? "" : real ? "\(row * 3 % 40).5" : row % 2 == 0 ? "ill" : "well"
    }
    sample.members["y.csv"] = Array(
      "id,y\n\(rows.enumerated().map { "r\($0),\($1)\n" }.joined())".utf8)
    let column = ColumnReference(file: "y.csv", column: "y")
    sample.target = real ? .values(column) : .labels(column, classes: nil)
    sample.split = .drawn(
      DrawnSplit(train: 0.5, validation: 0.25, test: 0.25, stratify: !real))
    return sample
  }

  @Test(
    "stand beside train where a split is drawn, and no other row moves", arguments: [false, true])
  func drawn(real: Bool) throws {
    let without = [0, 3, 4, 17, 38, 39]
    let split = try sample(without: without, real: real).dataset().split
    #expect(split.unlabelled == without)
    #expect(split.labelled == (0..<40).filter { !without.contains($0) })
    #expect(split.train.count == 17 && split.used == Array(0..<40))
    #expect(split.trainInputs == (split.train + without).sorted())
    let whole = try sample(without: [], real: real).dataset()
    #expect(whole.split.unlabelled == [] && whole.split.trainInputs == whole.split.train)
  }

  @Test("are drawn round: the split is that of the labelled rows alone")
  func alone() throws {
    let without = [0, 3, 4, 17, 38, 39]
    let labelled = (0..<40).filter { !without.contains($0) }
    let split = try sample(without: without).dataset().split
    var few = SplitReader(
      .labels(labelled.map { $0 % 2 }, classes: ["ill", "well"]), groups: nil)
    let found = few.drawn(DrawnSplit(train: 0.5, validation: 0.25, test: 0.25))
    let drawn = try #require(found)
    #expect(split.train == drawn.train.map { labelled[$0] })
    #expect(split.validation == drawn.validation.map { labelled[$0] })
    #expect(split.test == drawn.test.map { labelled[$0] })
  }

  @Test("count in no class, and tell of nothing they have not")
  func card() throws {
    let dataset = try sample(without: [0, 2, 4, 6, 8, 10]).dataset()
    #expect(dataset.card.unlabelledRows == 6 && dataset.card.usedRows == 40)
    #expect(dataset.card.parts.map(\.name) == ["train", "validation", "test"])
    #expect(dataset.card.parts.map(\.rows).reduce(0, +) == 34)
    let counts = dataset.card.parts.compactMap(\.classCounts)
    #expect(counts.reduce(0) { $0 + $1[0] } == 14 && counts.reduce(0) { $0 + $1[1] } == 20)
    guard case .labels(let labels, let classes) = dataset.target else { return }
    #expect(classes == ["ill", "well"])
    #expect(labels.indices.filter { labels[$0] == -1 } == [0, 2, 4, 6, 8, 10])
    let real = try sample(without: [1], real: true).dataset()
    #expect(real.card.parts.allSatisfy { $0.mean?.isFinite == true })
  }

  @Test("are standardised by, and checked, as train rows are")
  func inputs() throws {
    var sample = sample(without: [1])
    let dataset = try sample.dataset()
    let fit = try #require(dataset.modality("a")?.standardisation)
    let rows = dataset.split.trainInputs
    let mean = rows.reduce(0.0) { $0 + Double($1 * 7 % 40) } / Double(rows.count)
    #expect(abs(fit.mean[0] - mean) < 1e-12)
    sample.members["b.npy"] = ArrayBytes.floats(
      (0..<40).map { [$0 == 1 ? .nan : Double($0 * 13 % 40)] })
    #expect(sample.problems.first?.found == "1 value not finite in 1 row: row 1, column 0 is NaN")
  }

  @Test("in train of index files or of a column are parted from the others")
  func given() throws {
    var sample = sample(without: [5, 1, 30])
    sample.split(Array(0..<20), Array(20..<25), [25, 26, 27])
    let split = try sample.dataset().split
    #expect(split.unlabelled == [1, 5] && split.train == (0..<20).filter { ![1, 5].contains($0) })
    sample.members["part.csv"] = Array(
      "part\n\((0..<40).map { $0 < 31 ? "train\n" : $0 < 36 ? "validation\n" : "test\n" }.joined())"
        .utf8)
    sample.split = .column(ColumnReference(file: "part.csv"), validationPolicy: .held)
    #expect(try sample.dataset().split.unlabelled == [1, 5, 30])
  }

  @Test("in validation or test are refused with their ids, and where to put them")
  func held() {
    var sample = sample(without: [5, 21, 26])
    sample.split(Array(0..<20), Array(20..<25), [25, 26, 27])
    #expect(
      sample.problems.map(\.description) == [
        """
        data.split: 1 validation row without a label: row 21
          expected: a label for every row that chooses or tests (rows are counted from 0)
          remedy: move these rows to train, where no label loss sees them, or label them
        """,
        """
        data.split: 1 test row without a label: row 26
          expected: a label for every row that chooses or tests (rows are counted from 0)
          remedy: move these rows to train, where no label loss sees them, or label them
        """,
      ])
    var reader = SplitReader(
      .values([.nan, 1, 2]), groups: nil, ids: ["x", "y", "z"])
    #expect(
      reader.column(.text(["test", "train", "validation"]), name: "part", policy: .held) == nil)
    #expect(
      reader.problems.map(\.found) == ["1 test row without a label: row 0 (id 'x')"])
  }

  @Test("may not be all of train")
  func none() {
    var sample = sample(without: [0, 1, 2])
    sample.split([0, 1, 2], [3, 4], [5, 6])
    #expect(sample.problems.map(\.found) == ["no label in any of 3 train rows"])
  }

  @Test("leave a class that no train row is labelled with to be refused")
  func absent() {
    var sample = sample(without: (0..<20).filter { $0 % 2 == 0 })
    sample.split(Array(0..<20), [20, 21], [22, 23])
    #expect(
      sample.problems.map(\.description) == [
        """
        data.split: 1 class without a labelled train row: 'ill' (10 labelled rows in all)
          expected: every class in train
          remedy: label rows of it, raise the train fraction, or drop the class from the list
        """
      ])
    // A name that none but rows without a label could have.
    sample.members["c.json"] = Array("[\"ill\", \"well\", \"other\"]".utf8)
    sample.target = .labels(ColumnReference(file: "y.csv", column: "y"), classes: "c.json")
    sample.split = .drawn(DrawnSplit(train: 0.5, validation: 0.25, test: 0.25))
    #expect(
      sample.problems.map(\.found) == [
        "1 class without a labelled train row: 'other' (0 labelled rows in all)"
      ])
    sample.split([0, 1], [20, 21], [22, 23])
    #expect(sample.problems.map(\.found) == ["1 labelled train row for 3 classes"])
  }

  @Test("of a group that was drawn into another part are left out, and that is told")
  func groups() throws {
    var sample = sample(without: Array(30..<40))
    sample.members["g.npy"] = ArrayBytes.integers((0..<40).map { $0 % 10 })
    let group = ColumnReference(file: "g.npy")
    sample.split = .drawn(
      DrawnSplit(train: 0.5, validation: 0.2, test: 0.3, group: group))
    let dataset = try sample.dataset()
    let held = Set((dataset.split.validation + dataset.split.test).map { $0 % 10 })
    #expect(dataset.split.unlabelled == (30..<40).filter { !held.contains($0 % 10) })
    #expect(dataset.split.unlabelled.count == 6)
    #expect(
      dataset.warnings.map(\.description).filter { $0.hasPrefix("data.split.group") } == [
        "data.split.group: 4 rows without a label left out: their groups were drawn into validation or test"
      ])
    // Of a split that was given, only the validation rows are drawn.
    sample.members["train.npy"] = ArrayBytes.integers(Array(0..<20) + Array(30..<40))
    sample.members["test.npy"] = ArrayBytes.integers(Array(20..<30))
    sample.split = .files(
      train: ColumnReference(file: "train.npy"), validation: nil,
      test: ColumnReference(file: "test.npy"), validationPolicy: .held, group: group)
    let given = try sample.dataset().split
    let drawn = Set(given.validation.map { $0 % 10 })
    #expect(!drawn.isEmpty)
    #expect(given.unlabelled == (30..<40).filter { !drawn.contains($0 % 10) })
  }

  @Test("are part of a split's digest where there are any")
  func digest() {
    let split = Split(train: [0], validation: [1], test: [2], unlabelled: [3, 4])
    #expect(split.digest == Digest(of: "train 0\nvalidation 1\ntest 2\nunlabelled 3,4"))
  }

  @Test("contradict no label where they equal a row that has one")
  func repeated() {
    let split = Split(train: [0, 1], validation: [], test: [2, 3], unlabelled: [4, 5])
    let values: [Double] = [1, 2, 3, 4, 3, 1]
    let rows = RepeatedRows(
      values.map { RowDigest([$0]) }, used: UsedRows(split), labels: [0, 1, 1, 0, -1, -1],
      isDiscrete: false)
    #expect(rows.contradictory == 0)
    #expect(rows.overlaps.map(\.earlier) == ["train"])
    #expect(rows.overlaps.map(\.rows) == [1] && rows.overlaps.map(\.otherLabels) == [0])
  }

  @Test("take no place in the deciles of those that have a value")
  func deciles() {
    let target = Target.values((0..<100).map { $0 < 80 ? .nan : Double($0) })
    let strata = Strata.of(target, leavingOut: target.unlabelledRows)
    #expect(Array(strata[80...]) == (0..<20).map { $0 / 2 })
    #expect(strata[..<80].allSatisfy { $0 == 9 })
  }

  @Test("are null in a JSON list of labels, and nowhere else")
  func null() throws {
    func read(_ text: String, _ takesNull: Bool) throws(DatasetProblem) -> ColumnValues {
      try ValueList.read(Array(text.utf8), name: "y.json", takesNull: takesNull)
    }
    #expect(try read("[\"a\", null]", true) == .text(["a", ""]))
    guard case .reals(let values) = try read("[1, null, 0]", true) else {
      Issue.record("numbers with a gap are real numbers")
      return
    }
    #expect(values[0] == 1 && values[1].isNaN && values[2] == 0)
    #expect(try read("[1, 0]", true) == .integers([1, 0]))
    #expect(throws: DatasetProblem.self) { try read("[1, null]", false) }
    #expect(throws: DatasetProblem.self) { try read("[1, null, \"a\"]", true) }
  }
}
