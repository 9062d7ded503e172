import Specifications
import Testing

@testable import Datasets

@Suite("Groups beside a split that is given") struct GroupTests {
  /// Four rows a group; groups 0 … 14 train, 15 … 29 test.
  private func given() -> Cohort {
    var cohort = Cohort()
    cohort.groups = (0..<120).map { 1_000 + $0 / 4 }
    cohort.parts = [Array(0..<60), [], Array(60..<120)]
    return cohort
  }

  @Test("stay whole where validation is drawn from train, and are kept for the intervals")
  func validation() throws {
    let dataset = try given().dataset()
    #expect(dataset.groups == (0..<120).map { $0 / 4 })
    let split = dataset.split
    #expect(split.validationTakenFromTrain && split.validation.count % 4 == 0)
    #expect(Set(split.train.map { $0 / 4 }).isDisjoint(with: split.validation.map { $0 / 4 }))
    #expect(dataset.warnings.map(\.kind) == [.validationTakenFromTrain])
    var ungrouped = given()
    ungrouped.groups = nil
    #expect(try ungrouped.dataset().groups == nil)
    #expect(try ungrouped.dataset().digest != dataset.digest)
  }

  @Test("of test that also train are warned of with their number")
  func shared() throws {
    var cohort = given()
    cohort.parts = [Array(0..<50), Array(50..<60), Array(60..<120)]
    cohort.groups = (0..<120).map { $0 < 60 ? $0 / 4 : $0 < 84 ? ($0 - 60) / 4 : $0 / 4 }
    let dataset = try cohort.dataset()
    #expect(
      dataset.warnings.map(\.description) == [
        "data.split.group: 1 of 3 validation groups also train: rows of one group are alike, and what is "
          + "measured there does not hold for new groups",
        "data.split.group: 6 of 15 test groups also train: rows of one group are alike, and what is "
          + "measured there does not hold for new groups",
      ])
    #expect(dataset.card.groupOverlaps.map(\.alsoInTrain) == [1, 6])
  }

  @Test("beside a column of parts are read from that table, and are no feature of it")
  func column() throws {
    var sample = Sample()
    let parts = (0..<12).map { $0 < 6 ? "train" : $0 < 8 ? "validation" : "test" }
    let lines =
      ["part,person,x"]
      + parts.enumerated().map { "\($1),p\($0 / 2),\(Double(($0 * 5) % 7) + 0.5)" }
    sample.members["all.csv"] = Array(lines.joined(separator: "\n").utf8)
    sample.modalities[0] = ModalitySpecification(name: "a", file: "all.csv")
    sample.split = .column(
      ColumnReference(file: "all.csv", column: "part"), validationPolicy: .held,
      group: ColumnReference(file: "all.csv", column: "person"))
    let dataset = try sample.dataset()
    #expect(dataset.groups == (0..<12).map { $0 / 2 })
    #expect(dataset.modality("a")?.columnNames == ["x"])
    #expect(dataset.card.groupOverlaps == [])
  }

  @Test("of another number of rows are refused with the numbers")
  func rowCounts() {
    var cohort = given()
    cohort.groups = [1, 2, 3]
    let error = #expect(throws: DatasetError.self) { try cohort.dataset() }
    #expect(
      error?.problems.first?.found
        == "files of different numbers of rows: y.npy 120, groups.npy 3, a.npy 120, b.npy 120")
  }
}
