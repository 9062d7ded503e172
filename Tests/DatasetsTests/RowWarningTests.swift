import Testing

@testable import Datasets

@Suite("Rows that occur twice, or were never measured") struct RowWarningTests {
  /// A cohort whose rows 0 … 59 train, 60 … 79 validate, the rest test.
  private func given(seed: UInt64 = 1) -> Cohort {
    var cohort = Cohort(seed: seed)
    cohort.parts = [Array(0..<60), Array(60..<80), Array(80..<120)]
    return cohort
  }

  private func repeating(_ rows: [(copy: Int, of: Int)], in cohort: Cohort) -> Cohort {
    var cohort = cohort
    for row in rows {
      cohort.a[row.copy] = cohort.a[row.of]
      cohort.b[row.copy] = cohort.b[row.of]
      cohort.labels[row.copy] = cohort.labels[row.of]
    }
    return cohort
  }

  @Test("are counted by their parts, jointly over the modalities")
  func jointly() throws {
    let cohort = repeating(
      [(60, 0), (61, 1), (90, 2), (91, 62), (92, 62)], in: given())
    #expect(
      try cohort.warnings() == [
        "data.split: 2 validation rows equal train rows in every modality",
        "data.split: 1 test row equals a train row in every modality",
        "data.split: 2 test rows equal validation rows in every modality",
      ])
    let card = try cohort.dataset().card
    #expect(card.repeatedRows.overlaps.map(\.rows) == [2, 1, 2])
    #expect(card.modalities.map(\.testDuplicates) == [1, 1])
  }

  @Test("in one modality only are counted there")
  func alone() throws {
    var cohort = given()
    for row in 90..<95 { cohort.a[row] = cohort.a[row - 90] }
    #expect(
      try cohort.warnings() == [
        "modality 'a': 5 test rows and 0 validation rows equal a train row"
      ])
  }

  @Test("with other labels are said to contradict")
  func labels() throws {
    var cohort = repeating([(90, 2), (91, 3), (92, 4)], in: given())
    for row in [90, 91] { cohort.labels[row] = (cohort.labels[row] + 1) % 3 }
    #expect(
      try cohort.warnings() == [
        "data.split: 3 test rows equal train rows in every modality, 2 of them with other labels",
        "data: 4 rows occur with two labels: equal in every modality, of different classes",
      ])
    cohort.labels[92] = (cohort.labels[92] + 1) % 3
    #expect(try cohort.warnings()[0].hasSuffix("in every modality, all with other labels"))
  }

  @Test("of few values are told of where they are more than chance gives")
  func discrete() throws {
    var cohort = Cohort(rows: 300, classes: 2)
    func codes(_ count: Int, _ cohort: inout Cohort) -> [Double] {
      (0..<count).map { _ in Double(cohort.integer(below: 3)) }
    }
    for row in cohort.a.indices {
      cohort.a[row] = codes(6, &cohort)
      cohort.b[row] = codes(6, &cohort)
    }
    cohort.parts = [Array(0..<150), Array(150..<200), Array(200..<300)]
    #expect(try cohort.warnings() == [])
    for row in 200..<240 {
      cohort.a[row] = cohort.a[row - 200]
      cohort.b[row] = cohort.b[row - 200]
      cohort.labels[row] = cohort.labels[row - 200]
    }
    #expect(
      try cohort.warnings().contains("data.split: 40 test rows equal train rows in every modality"))
  }

  @Test("but for a trace of noise or the last digits are near copies")
  func near() throws {
    var cohort = repeating((0..<10).map { (90 + $0, $0) }, in: given())
    for row in 90..<100 {
      for column in 0..<4 {
        cohort.a[row][column] += 1e-6
        cohort.b[row][column] = (cohort.b[row][column] * 1e6).rounded() / 1e6
      }
    }
    #expect(
      try cohort.warnings() == [
        "data.split: 10 test rows are train rows but for a hundred-thousandth in every column: copies "
          + "with other digits?"
      ])
  }

  @Test("near each other by chance, as in one dimension, are no copies", arguments: 1...5)
  func byChance(_ seed: Int) throws {
    var cohort = Cohort(rows: 4_000, classes: 2, columns: 1, seed: UInt64(seed))
    for row in cohort.b.indices { cohort.b[row][0] = cohort.a[row][0] * 2 + 1 }
    let kinds = try cohort.dataset().warnings.map(\.kind)
    #expect(!kinds.contains(.nearCopies))
  }

  @Test("of zeros among others look missing")
  func zeros() throws {
    var cohort = given()
    for row in stride(from: 0, to: 120, by: 4) { cohort.a[row] = [0, 0, 0, 0] }
    #expect(
      try cohort.warnings() == [
        "modality 'a': 30 rows of 120 are 0 in every column, the others are not: missing rows kept as "
          + "zeros?"
      ])
    #expect(try cohort.dataset().card.modalities.map(\.zeroRows) == [30, 0])
  }

  @Test("of zeros are what sparse counts are made of")
  func sparse() throws {
    var cohort = Cohort(rows: 200, columns: 3)
    for row in cohort.a.indices {
      for column in 0..<3 {
        let count = cohort.integer(below: 10)
        cohort.a[row][column] = count < 7 ? 0 : Double(count - 6) + 0.001 * Double(row * 3 + column)
      }
    }
    #expect(!(try cohort.dataset().warnings.map(\.kind).contains(.zeroRows)))
    // Rain at two stations, mostly at both or at none.
    var rain = Cohort(rows: 200, columns: 2)
    for row in rain.a.indices {
      let (isDry, isLocal) = (rain.integer(below: 2) == 0, rain.integer(below: 10) == 0)
      rain.a[row] = isDry ? [0, isLocal ? rain.normal() : 0] : [rain.normal(), rain.normal()]
      rain.b[row] = [isDry ? 0 : rain.normal()]
    }
    #expect(!(try rain.dataset().warnings.map(\.kind).contains(.zeroRows)))
  }
}
