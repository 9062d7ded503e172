import Specifications
import Tensors
import Testing

@testable import Datasets

@Suite("A dataset") struct DatasetTests {
  @Test("has its rows, target, split, digests and card")
  func whole() throws {
    let dataset = try Sample().dataset()
    #expect(dataset.rows == 12)
    #expect(dataset.modalities.map(\.name) == ["a", "b"])
    #expect(dataset.target == .labels((0..<12).map { $0 % 2 }, classes: ["0", "1"]))
    #expect(dataset.split.train.count == 6 && dataset.split.test.count == 3)
    #expect(dataset.card.parts.map(\.name) == ["train", "validation", "test"])
    #expect(dataset.card.parts[0].classCounts == [3, 3])
    #expect(dataset.warnings == [])
    #expect(try Sample().dataset().digest == dataset.digest)
    #expect(try Sample().dataset().splitDigest == dataset.splitDigest)
  }

  @Test("is another one if a file, the split or how it is read changes")
  func identity() throws {
    let digest = try Sample().dataset().digest
    var other = Sample()
    other.members["b.npy"]?[130] ^= 1
    #expect(try other.dataset().digest != digest)
    other = Sample()
    other.standardise = false
    #expect(try other.dataset().digest != digest)
    other = Sample()
    other.split = .drawn(DrawnSplit(train: 0.5, validation: 0.25, test: 0.25, seed: 2))
    #expect(try other.dataset().digest != digest)
    #expect(try other.dataset().splitDigest != Sample().dataset().splitDigest)
    other = Sample()
    other.members["extra.txt"] = []
    #expect(try other.dataset().digest == digest)
  }

  @Test("standardises with train rows only, the same bits from memory and on gathering")
  func standardisation() throws {
    let dataset = try Sample().dataset()
    let modality = try #require(dataset.modality("a"))
    let fit = try #require(modality.standardisation)
    let train = modality.features.tensor(rows: dataset.split.train)
    let mean = (0..<6).reduce(0.0) { $0 + Double(train[$1, 0]) } / 6
    #expect(abs(fit.mean[0] - mean) < 1e-12)
    let inMemory = try #require(dataset.standardisedFeatures("a") as? Tensor)
    let lazy = fit(modality.features)
    #expect(lazy.tensor().values.map(\.bitPattern) == inMemory.values.map(\.bitPattern))
    #expect(dataset.standardisedFeatures("c") == nil)
  }

  // MARK: joining

  @Test("with files of different numbers of rows names each with its rows")
  func rowCounts() {
    var sample = Sample()
    sample.members["b.npy"] = ArrayBytes.array([1, 2, 3], shape: [3])
    let problems = sample.problems
    #expect(problems.map(\.kind) == [.rowCounts])
    #expect(
      problems.first?.found
        == "files of different numbers of rows: labels.npy 12, a.npy 12, b.npy 3")
  }

  private func joined(_ ids: [String]) -> Sample {
    var sample = Sample()
    sample.members["ids.csv"] = Array(
      "id\n\((0..<12).map { "r\($0)" }.joined(separator: "\n"))".utf8)
    sample.members["a.csv"] = Array(
      ("id,x\n" + ids.enumerated().map { "\($1),\($0)\n" }.joined()).utf8)
    sample.members["b.ids.json"] = Array(
      "[\((0..<12).map { "\"r\($0)\"" }.joined(separator: ","))]".utf8)
    sample.members["a.npy"] = nil
    sample.ids = ColumnReference(file: "ids.csv")
    sample.modalities = [
      ModalitySpecification(
        name: "a", file: "a.csv", ids: ColumnReference(file: "", column: "id")),
      ModalitySpecification(
        name: "b", file: "b.npy", ids: ColumnReference(file: "b.ids.json")),
    ]
    return sample
  }

  @Test("joined by id has every modality's rows in the order of its ids")
  func join() throws {
    let dataset = try joined((0..<12).reversed().map { "r\($0)" }).dataset()
    let features = try #require(dataset.modality("a")).features
    #expect(features.tensor(rows: [0, 11, 3]).values == [11, 0, 8])
    #expect(dataset.modality("a")?.columnNames == ["x"])
    #expect(dataset.ids?.prefix(2) == ["r0", "r1"])
  }

  @Test("joined by id lists repeated, missing and unknown ids, all together")
  func badIds() {
    var ids = (0..<12).map { "r\($0)" }
    ids[3] = "r2"
    ids[4] = ""
    ids[5] = "z"
    let problems = joined(ids).problems
    #expect(problems.allSatisfy { $0.kind == .ids })
    #expect(
      problems.map(\.found) == [
        "1 id missing: row 4", "1 id repeated: 'r2' in rows 2 and 3",
        "3 ids of ids.csv column 'id' absent: 'r3', 'r4', 'r5'",
        "2 ids of a.csv column 'id' absent: '', 'z'",
      ])
    #expect(problems.map(\.place).contains("a.csv column 'id'"))
  }

  @Test("joined by id needs ids of every modality")
  func noIds() {
    var sample = joined((0..<12).map { "r\($0)" })
    sample.modalities[1].ids = nil
    #expect(sample.problems.map(\.found) == ["no ids"])
    #expect(sample.problems.first?.place == "modality 'b' (b.npy)")
  }

  // MARK: splits

  @Test("takes index files, and a sixth of train where there is no validation")
  func indexFiles() throws {
    var sample = Sample()
    sample.split([3, 1, 0, 2, 4, 5], [6, 7], [11, 10])
    var dataset = try sample.dataset()
    #expect(dataset.split.train == [0, 1, 2, 3, 4, 5] && dataset.split.test == [10, 11])
    #expect(!dataset.split.validationTakenFromTrain)
    sample.split(Array(0..<10), nil, [10, 11])
    dataset = try sample.dataset()
    #expect(dataset.split.validationTakenFromTrain)
    #expect(dataset.split.validation.count == 2 && dataset.split.train.count == 8)
    #expect(dataset.warnings.map(\.kind).contains(.validationTakenFromTrain))
  }

  @Test("with 'validation: none' has no validation rows")
  func noValidation() throws {
    var sample = Sample()
    sample.split = .drawn(
      DrawnSplit(train: 0.5, validation: 0, test: 0.5, validationPolicy: .none))
    #expect(try sample.dataset().split.validation == [])
  }

  @Test("takes a column of words, and refuses other words with their rows")
  func column() throws {
    var sample = Sample()
    let words = (0..<12).map { $0 < 6 ? "train" : $0 < 8 ? "validation" : "test" }
    sample.members["split.csv"] = Array("part\n\(words.joined(separator: "\n"))".utf8)
    sample.split = .column(
      ColumnReference(file: "split.csv", column: "part"), validationPolicy: .held)
    #expect(try sample.dataset().split.validation == [6, 7])
    sample.members["split.csv"] = Array(
      "part\n\(words.joined(separator: "\n"))".replacing("validation", with: "val").utf8)
    #expect(sample.problems.first?.found == "2 rows of no part: row 6 has 'val', row 7 has 'val'")
  }

  @Test("with overlapping indices names the rows")
  func overlap() {
    var sample = Sample()
    sample.split([0, 1, 2, 3, 4, 5], [5, 6], [0, 1, 10])
    #expect(
      sample.problems.map(\.found) == [
        "train and validation share 1 row: 5", "train and test share 2 rows: 0, 1",
      ])
    #expect(sample.problems.allSatisfy { $0.kind == .splitOverlap })
  }

  @Test("with indices out of range, negative or repeated names them and the range")
  func range() {
    var sample = Sample()
    sample.split([0, 1, 1, 12, -1], nil, [10, 11])
    #expect(
      sample.problems.map(\.found) == [
        "2 row numbers out of range: 12, -1", "1 row number repeated: 1",
      ])
    #expect(sample.problems.first?.expected == "row numbers 0 to 11: there are 12 rows")
    #expect(
      sample.problems.map(\.remedy) == [
        "count rows from 0, and remove the numbers that have no row", "remove the repeats",
      ])
    sample.split([], nil, [10])
    #expect(sample.problems.map(\.kind) == [.emptyPart])
  }

  @Test("with a class absent from train, or fewer rows than classes, says so with the numbers")
  func classes() {
    var sample = Sample()
    sample.split([0, 2, 4], [6], [1, 3])
    #expect(sample.problems.map(\.kind) == [.classAbsentFromTrain])
    #expect(
      sample.problems.first?.found == "1 class without a train row: '1' (6 rows in all)")
    sample.members["labels.npy"] = ArrayBytes.integers(Array(0..<12))
    #expect(sample.problems.first?.found == "3 train rows for 12 classes")
  }

  @Test("keeps groups together, in the validation rows it takes as well")
  func groups() throws {
    var sample = Sample()
    sample.members["groups.npy"] = ArrayBytes.integers((0..<12).map { 100 + $0 / 2 })
    sample.split = .drawn(
      DrawnSplit(
        train: 0.7, validation: 0, test: 0.3, group: ColumnReference(file: "groups.npy")))
    let dataset = try sample.dataset()
    #expect(dataset.groups == (0..<12).map { $0 / 2 })
    let parts = [dataset.split.train, dataset.split.validation, dataset.split.test]
    let sets = parts.map { Set($0.map { $0 / 2 }) }
    #expect(sets[0].isDisjoint(with: sets[1]) && sets[0].isDisjoint(with: sets[2]))
    #expect(parts.joined().sorted() == Array(0..<12))
  }

  // MARK: features

  @Test("with NaN or infinity in used rows names row, column and count")
  func notFinite() throws {
    var sample = Sample()
    var rows = (0..<12).map { [Double($0), 1.0 + Double($0)] }
    rows[3][1] = .nan
    rows[5][1] = .nan
    rows[5][0] = .infinity
    sample.members["a.npy"] = ArrayBytes.floats(rows)
    sample.split([0, 1, 2, 3, 4, 5], [6, 7], [8, 9])
    let problem = try #require(sample.problems.first)
    #expect(problem.kind == .notFinite)
    #expect(
      problem.description.hasPrefix(
        "modality 'a' (a.npy): 3 values not finite in 2 rows: row 3, column 1 is NaN, "
          + "row 5, column 0 is infinite or beyond Float32"))
    sample.split([0, 1, 2, 4], [6, 7], [8, 9])
    #expect(sample.problems.isEmpty, "rows in no part may hold anything")
  }

  @Test("with features above 1e18 in used rows says that their squares overflow")
  func tooLarge() {
    var sample = Sample()
    var rows = (0..<12).map { [Double($0), 1.0 + Double($0)] }
    rows[0][0] = 1e18
    sample.members["a.npy"] = ArrayBytes.floats(rows)
    #expect(sample.problems.isEmpty)
    rows[3][1] = -3e18
    sample.members["a.npy"] = ArrayBytes.floats(rows)
    #expect(
      sample.problems.map(\.description) == [
        """
        modality 'a' (a.npy): 1 value beyond Float32 when squared in 1 row: row 3, column 1 is -3e+18
          expected: numbers of at most 1e18 in magnitude, so that squares fit Float32, in every row of train, validation and test (counted from 0)
          remedy: rescale the values, for example into another unit
        """
      ])
  }

  @Test("without rows says so, not that columns are missing")
  func noRows() {
    var sample = Sample()
    sample.members["a.npy"] = ArrayBytes.array([], shape: [0, 4])
    #expect(sample.problems.map(\.found) == ["no rows"])
    sample.members["a.npy"] = ArrayBytes.array([], shape: [12, 0])
    #expect(sample.problems.map(\.found) == ["no columns"])
  }

  @Test("warns once of many files that are never named, five by name")
  func manyUnused() throws {
    var sample = Sample()
    for number in 100..<400 { sample.members["x\(number).txt"] = [] }
    let unused = try sample.dataset().warnings.filter { $0.kind == .unusedMember }
    #expect(
      unused.map(\.description) == [
        "300 files: in the bundle, but job.yaml never names them: 'x100.txt', 'x101.txt', "
          + "'x102.txt', 'x103.txt', 'x104.txt' and 295 more"
      ])
  }

  @Test("warns of constant columns, duplicate rows, linear functions and files never named")
  func warnings() throws {
    var sample = Sample()
    let rows = (0..<60).map { [Double($0 % 30), 7, Double(($0 * $0) % 17)] }
    sample.members["a.npy"] = ArrayBytes.floats(rows)
    sample.members["b.npy"] = ArrayBytes.array(rows.map { 2 * $0[0] - $0[2] + 1 }, shape: [60])
    sample.members["labels.npy"] = ArrayBytes.integers((0..<60).map { $0 % 2 })
    sample.members["notes.txt"] = []
    sample.members["README.md"] = []
    sample.members["job.yaml"] = []
    let dataset = try sample.dataset()
    let warnings = dataset.warnings.map(\.description)
    #expect(warnings[0] == "notes.txt: in the bundle, but job.yaml never names it")
    #expect(
      warnings[1]
        == "modality 'a': 1 column of 3 constant on train (counted from 0): 1")
    #expect(dataset.warnings.map(\.kind).contains(.linearFunction))
    let function = try #require(dataset.card.linearFunctions.first { $0.modality == "b" })
    #expect(try #require(function.r2) > 0.999)
    #expect(dataset.card.modalities[0].constantColumns == [1])
  }
}
