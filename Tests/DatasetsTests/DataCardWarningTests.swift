import Specifications
import Testing

@testable import Datasets

/// Each text once as a person reads it, and once where one row or column less must leave it out.
@Suite("Warnings of the data card") struct DataCardWarningTests {
  /// Rows 0 … 59 train, 60 … 79 validate, the rest test.
  private func given(classes: Int = 3) -> Cohort {
    var cohort = Cohort(classes: classes)
    cohort.parts = [Array(0..<60), Array(60..<80), Array(80..<120)]
    return cohort
  }

  // MARK: the split

  @Test("tell how many rows of train became validation, where none were named")
  func validationTaken() throws {
    var cohort = given()
    #expect(try cohort.warnings() == [])
    cohort.parts = [Array(0..<60), [], Array(60..<120)]
    let split = try cohort.dataset().split
    #expect(
      try cohort.warnings() == [
        "data.split: no validation rows were named: a stratified sixth of train "
          + "(\(split.validation.count) rows) became validation, \(split.train.count) rows stay for "
          + "training"
      ])
  }

  @Test("name the classes a part lacks, and no class that has one row there")
  func classMissing() throws {
    var cohort = given(classes: 4)
    for row in 60..<80 where cohort.labels[row] > 1 { cohort.labels[row] -= 2 }
    let missing = try cohort.dataset().warnings.filter { $0.kind == .classMissing }
    #expect(
      missing.map(\.description) == ["data.split: validation has no row of 2 classes: '2', '3'"])
    (cohort.labels[60], cohort.labels[61]) = (2, 3)
    #expect(!(try cohort.dataset().warnings.map(\.kind).contains(.classMissing)))
  }

  @Test("of one class in a part are not told again as classes missing there")
  func oneClass() throws {
    var cohort = given()
    for row in 60..<80 { cohort.labels[row] = 1 }
    let kinds = try cohort.dataset().warnings.map(\.kind)
    #expect(kinds.contains(.oneClass) && !kinds.contains(.classMissing))
    (cohort.labels[60], cohort.labels[61]) = (0, 2)
    #expect(!(try cohort.dataset().warnings.map(\.kind).contains(.oneClass)))
  }

  @Test("of a shift end in what it does: to accuracy for classes, to values for a real target")
  func shift() throws {
    var cohort = given(classes: 2)
    for row in cohort.labels.indices {
      cohort.labels[row] = row < 80 || row % 20 == 0 ? row % 2 : 1
    }
    let classes = try cohort.dataset().warnings.filter { $0.kind == .labelShift }
    // 30 and 30 of train; 2 and 38 of test.
    #expect(
      classes.map(\.description) == [
        "data.split: the classes of test are mixed otherwise than those of train (total variation "
          + "0.45, p < 0.0001): a gain in accuracy may come from the mixture alone"
      ])
    cohort.target = (0..<120).map { Double(($0 * 37) % 60) + ($0 < 80 ? 0 : 30) }
    let values = try cohort.dataset().warnings.filter { $0.kind == .labelShift }
    #expect(values.count == 1)
    #expect(
      values.first?.text.hasSuffix("what is learned from train is judged on other values") == true)
    cohort.target = (0..<120).map { Double(($0 * 37) % 60) }
    #expect(!(try cohort.dataset().warnings.map(\.kind).contains(.labelShift)))
  }

  @Test("of shared groups count one group as one")
  func groups() throws {
    var cohort = given()
    cohort.groups = (0..<120).map { $0 / 20 }
    #expect(!(try cohort.dataset().warnings.map(\.kind).contains(.sharedGroups)))
    for row in 60..<80 { cohort.groups?[row] = 0 }
    let shared = try cohort.dataset().warnings.filter { $0.kind == .sharedGroups }
    #expect(
      shared.map(\.description) == [
        "data.split.group: 1 of 1 validation group also train: rows of one group are alike, and what is "
          + "measured there does not hold for new groups"
      ])
  }

  // MARK: columns

  @Test("name constant columns, by number in arrays, and count train rows alone")
  func constant() throws {
    var cohort = given()
    for row in 0..<60 { (cohort.a[row][1], cohort.a[row][3]) = (2, -1) }
    #expect(
      try cohort.warnings() == [
        "modality 'a': 2 columns of 4 constant on train (counted from 0): 1, 3"
      ])
    (cohort.a[0][1], cohort.a[59][3]) = (2.5, -1.5)
    #expect(!(try cohort.dataset().warnings.map(\.kind).contains(.constantColumns)))
  }

  @Test("of several columns speak of them in the plural")
  func counting() throws {
    var cohort = given()
    for row in 0..<120 {
      cohort.a[row][0] = Double(row)
      cohort.a[row][2] = 500 - Double(2 * row)
    }
    #expect(
      try cohort.warnings() == [
        "modality 'a': columns 0, 2 (counted from 0) count the rows: a row number is no measurement, "
          + "and tells the label where rows are sorted; leave it out"
      ])
    (cohort.a[40][0], cohort.a[40][2]) = (40.5, 419)
    #expect(!(try cohort.dataset().warnings.map(\.kind).contains(.countingColumn)))
  }

  // MARK: modalities

  @Test("of a modality that another explains name the later of two that are equal")
  func relations() throws {
    var cohort = given()
    cohort.a = cohort.b
    #expect(
      try cohort.warnings() == [
        "modality 'b': equals 'a', column for column: neither can tell the other anything new"
      ])
    cohort.a = cohort.b.map { [$0[0]] }
    #expect(
      try cohort.warnings() == [
        "modality 'a': every column is a column of 'b': it can tell 'b' nothing new"
      ])
    cohort.a = cohort.b.map { [-$0[1] * $0[1] * $0[1]] }
    #expect(
      try cohort.warnings() == [
        "modality 'a': every column is a monotone function of a column of 'b': it can tell 'b' nothing "
          + "new"
      ])
    cohort.a = cohort.b.map { [$0[1] * $0[1]] }
    #expect(try cohort.warnings() == [])
  }

  // MARK: order

  @Test("come by what they are of: split, groups, columns, rows, modalities")
  func order() throws {
    var cohort = given()
    cohort.groups = (0..<120).map { $0 % 40 }
    cohort.b = cohort.a
    for row in 0..<120 { cohort.b[row][0] = 7 }
    (cohort.a[90], cohort.b[90], cohort.labels[90]) = (cohort.a[3], cohort.b[3], cohort.labels[3])
    #expect(
      try cohort.dataset().warnings.map(\.kind) == [
        .sharedGroups, .sharedGroups, .constantColumns, .repeatedRows, .functionOfModality,
      ])
  }
}
