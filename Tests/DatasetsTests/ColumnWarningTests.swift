import Specifications
import Testing

@testable import Datasets

@Suite("A column that is no measurement") struct ColumnWarningTests {
  private func warnings(_ cohort: Cohort, _ kind: DatasetWarning.Kind) throws -> [String] {
    try cohort.dataset().warnings.filter { $0.kind == kind }.map(\.description)
  }

  // MARK: the rows

  @Test(
    "because it counts the rows, from any number in any step",
    arguments: [(0, 1), (1, 1), (90, -3)])
  func counting(_ start: Int, _ step: Int) throws {
    var cohort = Cohort()
    for row in cohort.b.indices { cohort.b[row][2] = Double(start + step * row) }
    #expect(
      try cohort.warnings() == [
        "modality 'b': column 2 (counted from 0) counts the rows: a row number is no measurement, and "
          + "tells the label where rows are sorted; leave it out"
      ])
  }

  @Test("because its name says that it numbers the rows, and it does with gaps")
  func named() throws {
    var lines = ["Unnamed: 0,age"]
    var sample = Sample()
    for row in 0..<12 { lines.append("\(row * row + row),\([5, 3, 8][row % 3] + row % 5)") }
    sample.members["a.csv"] = Array(lines.joined(separator: "\n").utf8)
    sample.modalities[0] = ModalitySpecification(name: "a", file: "a.csv")
    sample.members["a.npy"] = nil
    #expect(
      try sample.dataset().warnings.map(\.description).first?.hasPrefix(
        "modality 'a': column 'Unnamed: 0' counts the rows") == true)
    lines[0] = "dose,age"
    sample.members["a.csv"] = Array(lines.joined(separator: "\n").utf8)
    #expect(try sample.dataset().warnings == [])
  }

  @Test(
    "by its name is an index, a measurement is not",
    arguments: [
      ("Unnamed: 0", true), ("X", true), ("", true), ("row_id", true), ("Index", true), ("#", true),
      ("x1", false), ("height", false), ("identity", false), ("rowing", false),
    ])
  func names(_ name: String, _ isIndex: Bool) {
    #expect(RowOrder.isIndexName(name) == isIndex)
  }

  @Test("because it follows the rows where they are sorted by class")
  func sorted() throws {
    var cohort = Cohort()
    cohort.labels.sort()
    var clock = 0.0
    for row in cohort.a.indices {
      clock += cohort.normal().magnitude
      cohort.a[row][1] = clock
    }
    #expect(
      try warnings(cohort, .sortedWithLabels).map { String($0.prefix(71)) } == [
        "modality 'a': column 1 (counted from 0) follows the order of the rows, "
      ])
    // In random order a clock says nothing of the label.
    var mixed = Cohort()
    for row in mixed.a.indices { mixed.a[row][1] = cohort.a[row][1] }
    #expect(try mixed.warnings() == [])
  }

  // MARK: the target

  @Test("because it is the label, its code, or the label with a trace of noise")
  func label() throws {
    let codes: [(Int, inout Cohort) -> Double] = [
      { label, _ in Double(label) },
      { label, cohort in Double([7, -1, 40][label] + 100 * cohort.integer(below: 3)) },
      { label, cohort in Double(label) + 0.01 * cohort.normal() },
    ]
    for code in codes {
      var cohort = Cohort()
      for row in cohort.a.indices { cohort.a[row][3] = code(cohort.labels[row], &cohort) }
      #expect(
        try warnings(cohort, .tellsTarget) == [
          "modality 'a': column 3 (counted from 0) tells the label alone, in train and in the rows held "
            + "out: a copy of the label, or of what it was made from?"
        ])
    }
  }

  @Test("is not said of a code that misses a row, nor of one that train cannot know")
  func almost() throws {
    var cohort = Cohort()
    for row in cohort.a.indices { cohort.a[row][3] = Double(cohort.labels[row]) }
    cohort.a[5][3] = Double((cohort.labels[5] + 1) % 3)
    #expect(try warnings(cohort, .tellsTarget) == [])
    // Age of a person: one label each, and people of test are new.
    var people = Cohort(rows: 240, classes: 2)
    people.groups = people.labels.indices.map { $0 / 8 }
    for row in people.labels.indices {
      people.labels[row] = (row / 8) % 2
      people.a[row][0] = 20 + Double((row / 8) * 7 % 31)
    }
    #expect(try warnings(people, .tellsTarget) == [])
  }

  @Test("is not said of a strong feature that a threshold cuts perfectly")
  func strong() throws {
    var cohort = Cohort(rows: 80, classes: 2, effect: 0)
    for row in cohort.a.indices {
      cohort.a[row][0] = 6 * Double(cohort.labels[row]) + min(2.9, max(-2.9, cohort.normal()))
    }
    #expect(try warnings(cohort, .tellsTarget) == [])
    for row in cohort.a.indices { cohort.a[row][0] = (2 * cohort.a[row][0]).rounded() }
    #expect(try warnings(cohort, .tellsTarget) == [], "rounded it is no code")
  }

  @Test("because it is the real target, in another unit or on another scale")
  func realTarget() throws {
    let copies: [(Double) -> Double] = [{ $0 }, { 1.8 * $0 + 32 }, { -$0 * $0 * $0 - $0 }]
    for copy in copies {
      var cohort = Cohort()
      cohort.target = cohort.a.map { $0[0] + $0[1] }
      for row in cohort.b.indices { cohort.b[row][0] = copy(cohort.a[row][0] + cohort.a[row][1]) }
      #expect(
        try warnings(cohort, .tellsTarget) == [
          "modality 'b': column 0 (counted from 0) tells the target alone, in train and in the rows held "
            + "out: a copy of the target, or of what it was made from?"
        ])
    }
    // r = 0.999 is a good instrument.
    var honest = Cohort()
    honest.target = honest.a.map { 20 * $0[0] + 0.5 * $0[1] }
    #expect(try warnings(honest, .tellsTarget) == [])
  }
}
