import Datasets
import Testing

@testable import Experiments

/// How the data are made; what must come out of them: ``PlantedTests``.
@Suite("A planted job") struct PlantedJobTests {
  private func job(
    _ planted: PlantedJob.Case, draw: Int = 4, strength: PlantedStrength = .full
  ) -> PlantedJob {
    PlantedJob(
      planted, draw: draw, testRows: 500, seeds: 2, method: "hinton", strength: strength,
      validationRows: 300)
  }

  private func rows(
    _ planted: PlantedJob.Case, strength: PlantedStrength = .full
  ) throws -> PlantedRows {
    let job = job(planted, strength: strength)
    return try PlantedRows(yaml: job.yaml, members: job.members)
  }

  /// Correlations of a column with each of the student's, by size.
  private func correlations(_ column: [Double], _ rows: PlantedRows) -> [Double] {
    (0..<50).map { abs(PlantedRows.correlation(column, rows.student.column($0))) }
  }

  /// Five standard errors of a correlation of 1 000 rows that are independent.
  private let chance = 5 / 1_000.0.squareRoot()

  @Test("has 200 train rows, and validation and test rows of its own, as many as asked")
  func parts() throws {
    let parts = try rows(.noise).parts
    #expect(parts.map(\.count) == [200, 300, 500])
    #expect(Set(parts.flatMap { $0 }) == Set(0..<1_000))
  }

  @Test("is the same to the byte for the same draw, and another one for another")
  func draws() {
    #expect(job(.cleanLabels).members == job(.cleanLabels).members)
    #expect(
      job(.cleanLabels).members["labels.npy"] != job(.cleanLabels, draw: 5).members["labels.npy"])
  }

  @Test("of clean labels: the teacher sees the score itself, which the labels follow but for noise")
  func cleanLabels() throws {
    let rows = try rows(.cleanLabels)
    #expect(rows.experiment.dataset.card.isFunction("privileged", of: "regular"))
    #expect(!rows.experiment.dataset.card.areTheSame("privileged", "regular"))
    // A score of variance 50 and noise of variance 1 differ in sign once in 22 rows.
    let agreeing = zip(rows.teacher, rows.target).count { ($0[0] > 0) == ($1 == 1) }
    #expect((0.93...0.975).contains(Double(agreeing) / 1_000))
  }

  @Test("of relevant features: the teacher sees three of the student's fifty columns, and no other")
  func relevantFeatures() throws {
    let rows = try rows(.relevantFeatures)
    for column in 0..<3 {
      let seen = rows.teacher.column(column)
      #expect((0..<50).count { rows.student.column($0) == seen } == 1)
    }
    #expect(rows.teacher[0].count == 3)
    // They are the measurements that matter, not the same measurements.
    #expect(!rows.experiment.dataset.card.areTheSame("privileged", "regular"))
  }

  @Test("of conditional independence: the teacher tells the label, and nothing else of the student")
  func conditionallyIndependent() throws {
    let rows = try rows(.conditionallyIndependent)
    let classes = rows.target.map { Int($0) }
    for column in 0..<3 {
      let seen = rows.teacher.column(column)
      // 0.8 on either side of noise of variance 1: 0.8 / √1.64.
      #expect(abs(PlantedRows.correlation(seen, rows.target) - 0.625) < 0.07)
      for other in 0..<50 {
        let left = PlantedRows.correlation(
          seen, rows.student.column(other), inside: classes)
        #expect(abs(left) < chance)
      }
    }
  }

  @Test("of noise: the teacher tells neither the label nor anything of the student")
  func noise() throws {
    let rows = try rows(.noise)
    for column in 0..<2 {
      let seen = rows.teacher.column(column)
      #expect(abs(PlantedRows.correlation(seen, rows.target)) < chance)
      #expect(correlations(seen, rows).allSatisfy { $0 < chance })
    }
    // The student has something to learn.
    #expect(
      (0..<50).contains { column in
        abs(PlantedRows.correlation(rows.student.column(column), rows.target)) > chance
      })
  }

  @Test("of half the strength: the teacher sees the same through noise of 0.55 standard deviations")
  func half() throws {
    let rows = try rows(.relevantFeatures, strength: .half)
    let expected = 1 / (1 + 0.55 * 0.55).squareRoot()
    for column in 0..<3 {
      let best = correlations(rows.teacher.column(column), rows).sorted().suffix(2)
      #expect(abs((best.last ?? 0) - expected) < 0.03 && (best.first ?? 1) < chance)
    }
    #expect(!rows.experiment.dataset.card.isFunction("privileged", of: "regular"))
  }
}
