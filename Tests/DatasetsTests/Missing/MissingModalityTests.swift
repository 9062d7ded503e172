import Specifications
import Tensors
import Testing

@testable import Datasets

@Suite("Rows that a modality lacks") struct MissingModalityTests {
  /// Forty rows; `scan` lacks some, `cheap` none.
  private struct Case {
    var sample = Sample()
    let scan = (0..<40).map { row in [Double(row * 7 % 40), Double(row * row % 11)] }

    init(_ missing: MissingSpecification?) {
      sample.members["labels.npy"] = ArrayBytes.integers((0..<40).map { $0 % 2 })
      sample.members["a.npy"] = ArrayBytes.floats(scan)
      sample.members["b.npy"] = ArrayBytes.floats((0..<40).map { row in [Double(row * 13 % 40)] })
      sample.modalities = [
        ModalitySpecification(name: "scan", file: "a.npy", missing: missing),
        ModalitySpecification(name: "cheap", file: "b.npy"),
      ]
      sample.split(Array(0..<20), Array(20..<30), Array(30..<40))
    }

    mutating func mask(_ missing: Set<Int>, rows: Int = 40) {
      sample.members["mask.npy"] = ArrayBytes.array(
        (0..<rows).map { missing.contains($0) ? 1 : 0 }, "|b1", shape: [rows])
    }
  }

  private static let mask = MissingSpecification.mask(ColumnReference(file: "mask.npy"))

  @Test("are those a mask marks, and are NaN whatever the file holds")
  func mask() throws {
    var one = Case(Self.mask)
    one.mask([1, 25, 39])
    let dataset = try one.sample.dataset()
    let scan = try #require(dataset.modality("scan"))
    #expect(scan.missing?.indices.filter { scan.lacks($0) } == [1, 25, 39])
    #expect(dataset.modality("cheap")?.missing == nil)
    #expect(scan.features.tensor(rows: [1]).values.allSatisfy { $0.isNaN })
    #expect(scan.features.tensor(rows: [2]).values == [14, 4])
    #expect(dataset.standardisedFeatures("scan")?.tensor(rows: [39]).values[0].isNaN == true)
    #expect(dataset.missing(in: "scan", rows: dataset.split.test) == [39])
    #expect(dataset.missing(in: "cheap", rows: dataset.split.used) == [])
    #expect(dataset.missing(in: "none", rows: [1]) == [])
  }

  @Test("leave no trace where there are none")
  func none() throws {
    var one = Case(Self.mask)
    one.mask([])
    let masked = try one.sample.dataset()
    let plain = try Case(nil).sample.dataset()
    #expect(masked.modality("scan")?.missing == nil)
    #expect(masked.modality("scan")?.standardisation == plain.modality("scan")?.standardisation)
    #expect(masked.card == plain.card && masked.digest != plain.digest)
    #expect(masked.card.modalities.allSatisfy { $0.missing.isEmpty })
  }

  @Test("are left out of standardisation, scans and comparisons, whatever stands in them")
  func leftOut() throws {
    var one = Case(Self.mask)
    one.mask([1, 25, 39])
    let clean = try one.sample.dataset()
    var values = one.scan
    values[1] = [1e30, .nan]
    values[25] = [.infinity, 0]
    values[39] = values[2]
    one.sample.members["a.npy"] = ArrayBytes.floats(values)
    let dataset = try one.sample.dataset()
    let fit = try #require(dataset.modality("scan")?.standardisation)
    #expect(fit == clean.modality("scan")?.standardisation)
    let rows = (0..<20).filter { $0 != 1 }
    let mean = rows.reduce(0.0) { $0 + Double($1 * 7 % 40) } / 19
    #expect(abs(fit.mean[0] - mean) < 1e-12)
    #expect(dataset.card == clean.card)
  }

  @Test("are counted in the card, and told")
  func card() throws {
    var one = Case(Self.mask)
    one.mask([1, 25, 38, 39])
    let dataset = try one.sample.dataset()
    let counts = try #require(dataset.card.modalities.first?.missing)
    #expect(counts.map(\.part) == ["train", "validation", "test"])
    #expect(counts.map(\.rows) == [1, 1, 2] && counts.map(\.of) == [20, 10, 10])
    #expect(
      dataset.warnings.map(\.description).contains(
        "modality 'scan': missing in 1 of 20 train rows, 1 of 10 validation rows, 2 of 10 test rows"
      ))
  }

  @Test("let copies be found in the rows that have both")
  func copies() throws {
    var one = Case(Self.mask)
    one.mask([0, 5, 33])
    one.sample.members["b.npy"] = one.sample.members["a.npy"]
    let relations = try one.sample.dataset().card.relations
    #expect(relations.map(\.kind) == [.equal, .equal])
    // A held row that lacks a modality equals none that has it.
    one.sample.members["a.npy"] = ArrayBytes.floats(
      (0..<40).map { row in row == 33 ? [0, 0] : one.scan[row] })
    let repeated = try one.sample.dataset().card
    #expect(repeated.repeatedRows.copiesOfTrain(in: "test") == 0)
  }

  // MARK: NaN

  @Test("are rows of nothing but NaN, where that is said")
  func nan() throws {
    var one = Case(.nan)
    var values = one.scan
    values[3] = [.nan, .nan]
    values[35] = [.nan, .nan]
    one.sample.members["a.npy"] = ArrayBytes.floats(values)
    let dataset = try one.sample.dataset()
    #expect(dataset.missing(in: "scan", rows: Array(0..<40)) == [3, 35])
    one.sample.members["a.csv"] = Array(
      ("x,y\n" + values.map { "\($0[0]),\($0[1])\n" }.joined()).utf8)
    one.sample.modalities[0].file = "a.csv"
    #expect(try one.sample.dataset().missing(in: "scan", rows: Array(0..<40)) == [3, 35])
    one.sample.modalities[0].missing = nil
    #expect(one.sample.problems.map(\.kind) == [.notFinite], "where it is not, they are an error")
  }

  @Test("are no rows with some NaN: these are refused by row and column")
  func someNaN() {
    var one = Case(.nan)
    var values = one.scan
    values[3] = [.nan, .nan]
    values[7][1] = .nan
    one.sample.members["a.npy"] = ArrayBytes.floats(values)
    #expect(
      one.sample.problems.map(\.description) == [
        """
        modality 'scan' (a.npy): 1 value not finite in 1 row: row 7, column 1 is NaN
          expected: finite numbers in every row of train, validation and test (counted from 0)
          remedy: fill the values in, or write NaN into every column: 'missing: nan' takes whole rows
        """
      ])
  }

  // MARK: ids

  @Test("are those whose id it has not, where rows are joined and that is allowed")
  func joined() throws {
    var one = Case(.allowed)
    one.sample.members["ids.json"] = Array("\((0..<40).map { "r\($0)" })".utf8)
    let own = (0..<40).reversed().filter { ![4, 31].contains($0) }
    one.sample.members["a.csv"] = Array(
      ("id,x\n" + own.map { "r\($0),\($0 * 7 % 40)\n" }.joined()).utf8)
    one.sample.ids = ColumnReference(file: "ids.json")
    let all = ColumnReference(file: "ids.json")
    one.sample.modalities = [
      ModalitySpecification(
        name: "scan", file: "a.csv", ids: ColumnReference(file: "", column: "id"), missing: .allowed
      ),
      ModalitySpecification(name: "cheap", file: "b.npy", ids: all),
    ]
    let dataset = try one.sample.dataset()
    #expect(dataset.rows == 40)
    #expect(dataset.missing(in: "scan", rows: Array(0..<40)) == [4, 31])
    let features = try #require(dataset.modality("scan")?.features)
    #expect(features.tensor(rows: [5, 39]).values == [35, 33])
    #expect(features.tensor(rows: [4]).values[0].isNaN)
    one.sample.modalities[0].missing = nil
    #expect(
      one.sample.problems.map(\.remedy) == [
        "keep the rows both have, or let the modality lack rows: 'missing: allowed'"
      ])
    // An id that no label row has is no missing row.
    one.sample.modalities[0].missing = .allowed
    one.sample.members["a.csv"] = Array("id,x\nr1,2\nzz,3\n".utf8)
    #expect(one.sample.problems.map(\.found) == ["1 id of a.csv column 'id' absent: 'zz'"])
  }

  @Test("marked by a mask follow the rows of its file where they are joined")
  func joinedMask() throws {
    let modality = Modality(
      name: "m", features: Tensor(rows: 3, columns: 1, values: [0, 1, 2]),
      missing: [false, true, false])
    let found = try IdentifierJoin(["a", "b", "c"], name: "ids").joined(
      modality, file: "m.npy", ids: ("n", .text(["c", "a", "b"]))
    ).get()
    #expect(found.missing == [true, false, false])
    #expect(found.features.tensor(rows: [1, 2]).values == [2, 0])
    #expect(found.features.tensor(rows: [0]).values[0].isNaN)
  }

  // MARK: bad masks

  @Test("need a mask as long as the modality's file")
  func length() {
    var one = Case(Self.mask)
    one.mask([1], rows: 39)
    #expect(
      one.sample.problems.map(\.description) == [
        """
        mask.npy: 39 rows in the mask and 40 rows in a.npy
          expected: one value for each row of the modality's file
          remedy: write the mask in the order of that file's rows
        """
      ])
  }

  @Test(
    "need a mask of booleans",
    arguments: [
      (Array("[\((0..<38).map { _ in "0" }.joined(separator: ",")),2,1]".utf8), "row 38 has '2'"),
      (Array("[\((0..<39).map { _ in "0" }.joined(separator: ",")),0.5]".utf8), "row 39 has '0.5'"),
      (
        Array("[\((0..<39).map { _ in "\"true\"" }.joined(separator: ",")),\"no\"]".utf8),
        "row 39 has 'no'"
      ),
    ])
  func values(_ mask: [UInt8], _ place: String) {
    var one = Case(.mask(ColumnReference(file: "mask.json")))
    one.sample.members["mask.json"] = mask
    #expect(
      one.sample.problems.map(\.description) == [
        """
        mask.json: 1 value neither true nor false: \(place)
          expected: true or 1 where a row is missing, false or 0 elsewhere (rows are counted from 0)
          remedy: write a boolean or 0 and 1 for every row
        """
      ])
  }

  @Test("may be told by a column of the modality's own table, which is then no feature")
  func column() throws {
    var one = Case(.mask(ColumnReference(file: "a.csv", column: "absent")))
    one.sample.members["a.csv"] = Array(
      ("x,absent\n" + (0..<40).map { "\($0 * 7 % 40),\($0 == 9 ? "True" : "False")\n" }.joined())
        .utf8)
    one.sample.modalities[0].file = "a.csv"
    let dataset = try one.sample.dataset()
    #expect(dataset.modality("scan")?.columnNames == ["x"])
    #expect(dataset.missing(in: "scan", rows: Array(0..<40)) == [9])
  }

  @Test("are not all of train")
  func all() {
    var one = Case(Self.mask)
    one.mask(Set(0..<20))
    #expect(
      one.sample.problems.map(\.found) == ["missing in each of 20 train rows"])
    one.mask(Set(20..<40))
    #expect(
      one.sample.problems == [], "a teacher's modality may be missing wherever nothing is learned")
  }

  @Test("hold no token numbers")
  func tokens() throws {
    var one = Case(Self.mask)
    one.mask([2])
    let dataset = try one.sample.dataset()
    let scan = try #require(dataset.modality("scan"))
    #expect(scan.largestWholeNumber(in: [1, 2, 3]) == 21)
    let data = DataSpecification(
      modalities: one.sample.modalities, target: one.sample.target, split: one.sample.split)
    #expect(TokenScan(scan, of: dataset, vocabulary: 40).problems(data) == [])
  }
}
