import Bundles
import Digests
import Foundation
import Specifications
import Tensors
import Testing

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

  // MARK: labels

  @Test("takes labels as numbers or names, with and without a class list")
  func labels() throws {
    func target(_ labels: String, _ classes: String?) throws -> Target {
      var sample = Sample()
      sample.members["labels.json"] = Array(labels.utf8)
      sample.members["classes.json"] = classes.map { Array($0.utf8) }
      sample.target = .labels(
        ColumnReference(file: "labels.json"), classes: classes.map { _ in "classes.json" })
      return try sample.dataset().target
    }
    let half = "10,9,10,9,10,9,10,9,10,9,10,9"
    let numbers = (0..<12).map { 1 - $0 % 2 }
    #expect(try target("[\(half)]", nil) == .labels(numbers, classes: ["9", "10"]))
    #expect(
      try target("[\(half)]", "[10, 9]") == .labels(numbers.map { 1 - $0 }, classes: ["10", "9"]))
    let words = numbers.map { $0 == 0 ? "\"cat\"" : "\"dog\"" }.joined(separator: ",")
    #expect(try target("[\(words)]", nil) == .labels(numbers, classes: ["cat", "dog"]))
    #expect(
      try target("[\(words)]", "[\"dog\", \"cat\"]")
        == .labels(numbers.map { 1 - $0 }, classes: ["dog", "cat"]))
    #expect(
      try target("\(numbers)", "[\"cat\", \"dog\"]") == .labels(numbers, classes: ["cat", "dog"]))
  }

  @Test("with a label outside the class list names the row")
  func outside() {
    var sample = Sample()
    sample.members["classes.json"] = Array("[\"only\", \"two\"]".utf8)
    sample.members["labels.npy"] = ArrayBytes.integers([0, 1, 0, 1, 2, 1, 0, 1, 0, 1, 0, -1])
    sample.target = .labels(ColumnReference(file: "labels.npy"), classes: "classes.json")
    let problem = sample.problems.first
    #expect(problem?.kind == .label)
    #expect(problem?.found == "2 labels outside the class list: row 4 has 2, row 11 has -1")
    #expect(problem?.expected?.contains("class numbers 0 to 1") == true)
    #expect(problem?.remedy == "add the class to the list, or correct these labels")
    sample.members["classes.json"] = Array("[\"two\", \"two\"]".utf8)
    #expect(sample.problems.first?.remedy == "remove the repeated names from the list")
    sample.members["classes.json"] = Array("[\"two\", ".utf8)
    #expect(sample.problems.first?.remedy?.hasPrefix("write it as [") == true)
    sample.members["classes.json"] = Array("[\"only\", \"two\"]".utf8)

    sample.members["labels.csv"] = Array(
      "y\n\(String(repeating: "only\ntwo\n", count: 5))only\ntow\n".utf8)
    sample.target = .labels(
      ColumnReference(file: "labels.csv", column: "y"), classes: "classes.json")
    #expect(
      sample.problems.first?.found == "1 label outside the class list: row 11 has 'tow'")
  }

  @Test("with real labels, or texts for a target, says which key is meant")
  func wrongTarget() {
    var sample = Sample()
    sample.members["labels.npy"] = ArrayBytes.array(
      (0..<12).map { Double($0) / 2 }, "<f8", shape: [12])
    #expect(sample.problems.first?.remedy?.contains("'target:' instead of 'labels:'") == true)
    sample.members["y.csv"] = Array("y\n\(String(repeating: "1.5\nx\n", count: 6))".utf8)
    sample.target = .values(ColumnReference(file: "y.csv"))
    #expect(sample.problems.first?.kind == .target)
    #expect(
      sample.problems.first?.found.hasPrefix("6 rows without a number: row 1 has 'x'") == true)
  }

  @Test("takes a real target in full precision, and refuses one that is not finite")
  func regression() throws {
    var sample = Sample()
    var values = (0..<12).map { Double($0) + 0.1 }
    sample.members["y.npy"] = ArrayBytes.array(values, "<f8", shape: [12])
    sample.target = .values(ColumnReference(file: "y.npy"))
    let dataset = try sample.dataset()
    #expect(dataset.target == .values(values))
    #expect(dataset.card.parts[0].classCounts == nil && dataset.card.parts[0].mean != nil)
    values[7] = .nan
    sample.members["y.npy"] = ArrayBytes.array(values, "<f8", shape: [12])
    #expect(sample.problems.first?.found == "1 value not finite: row 7 is nan")
  }

  private func regression(_ values: [Double]) -> Sample {
    var sample = Sample()
    sample.members["y.npy"] = ArrayBytes.array(values, "<f8", shape: [12])
    sample.target = .values(ColumnReference(file: "y.npy"))
    sample.split([0, 1, 2, 3], [4, 5], [6, 7, 8])
    return sample
  }

  @Test("refuses a target beyond Float32 in used rows, and says to rescale it")
  func largeTarget() {
    var values = (0..<12).map { Double($0) }
    values[11] = 9e300
    #expect(regression(values).problems.isEmpty, "row 11 is in no part")
    values[7] = 9e300
    values[1] = -2e18
    #expect(
      regression(values).problems.map(\.description) == [
        """
        data.target: 2 values beyond Float32 when squared: row 1 is -2e+18, row 7 is 9e+300
          expected: numbers of at most 1e18 in magnitude, so that squares fit Float32, in every used row (rows are counted from 0)
          remedy: rescale the values, for example into another unit
        """
      ])
  }

  @Test("refuses a target that is one value in train")
  func constantTarget() {
    let values = (0..<12).map { $0 < 4 ? 2.5 : Double($0) }
    #expect(
      regression(values).problems.map(\.description) == [
        """
        data.target: every train row has the same value, 2.5
          expected: at least two values in train: one value leaves nothing to learn
          remedy: name another target, or split so that train holds several values
        """
      ])
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

  // MARK: files

  @Test("with absent files names each, with the nearest name, all together")
  func absent() {
    var sample = Sample()
    sample.modalities[0].file = "aa.npy"
    sample.modalities[1].file = "zzzzzz.npy"
    let problems = sample.problems
    #expect(problems.map(\.kind) == [.memberAbsent, .memberAbsent])
    #expect(problems[0].description.contains("named as modality 'a', but not in the bundle"))
    #expect(problems[0].remedy == "did you mean 'a.npy'?")
    #expect(problems[1].remedy == "add the file, or correct its name")
  }

  @Test("tells problems of different files together")
  func together() {
    var sample = Sample()
    sample.members["a.npy"] = Array("no array".utf8)
    sample.members["b.npy"]?.removeLast()
    sample.split([0, 1, 99], nil, [1])
    #expect(
      Set(sample.problems.map(\.kind)) == [.arrayFormat, .arrayLength, .splitIndex, .splitOverlap])
  }

  @Test("refuses endings it has no reader for, and keys that do not fit the file")
  func fileTypes() {
    var sample = Sample()
    sample.members["a.mat"] = []
    sample.modalities[0].file = "a.mat"
    sample.modalities[1].columns = ["x"]
    #expect(sample.problems.map(\.kind) == [.fileType, .specification])
  }

  @Test("reads arrays of an .npz by name, and lists them if none was chosen")
  func archives() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let npz = try [UInt8](Data(contentsOf: folder.appending(path: "Fixtures/arrays/two.npz")))
    var sample = Sample()
    sample.members["all.npz"] = npz
    sample.modalities[0] = ModalitySpecification(name: "a", file: "all.npz", array: "first")
    let dataset = try sample.dataset()
    #expect(dataset.modality("a")?.features.columns == 3)
    #expect(dataset.modality("a")?.features.tensor(rows: [1]).values == [3, 4, 5])
    sample.modalities[0].array = nil
    #expect(
      sample.problems.first?.found == "2 arrays ('first', 'second'), and none was chosen")
    sample.modalities[0].array = "frist"
    #expect(sample.problems.first?.description.contains("did you mean 'first'?") == true)
    sample.members["all.npz"] = Array(npz.dropLast(30))
    #expect(sample.problems.first?.place == "all.npz")
    #expect(sample.problems.first?.found.contains("truncated") == true)
  }

  @Test("is the same from memory, from a directory and from stored objects")
  func sources() throws {
    let sample = Sample()
    let folder = FileManager.default.temporaryDirectory.appending(path: "retort-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var stored: [ArchiveMember] = []
    let objects = folder.path
    for (name, bytes) in sample.members {
      try Data(bytes).write(to: folder.appending(path: name))
      stored.append(ArchiveMember(name: name, size: bytes.count, digest: Digest(of: bytes)))
    }
    let specification = DataSpecification(
      modalities: sample.modalities, target: sample.target, split: sample.split)
    let directory = try Dataset(
      specification, source: DirectoryMembers(BundleDirectory(path: objects)))
    for (name, bytes) in sample.members {
      try Data(bytes).write(to: folder.appending(path: Digest(of: bytes).hex))
      _ = name
    }
    let store = try Dataset(
      specification, source: StoredMembers(stored) { "\(objects)/\($0.hex)" })
    let memory = try sample.dataset()
    #expect(directory.digest == memory.digest && store.digest == memory.digest)
    #expect(store.standardisedFeatures("a")?.tensor() == memory.standardisedFeatures("a")?.tensor())
  }
}
