import Foundation
import Statistics
import Testing

@testable import Experiments

@Suite("An arm's level on validation and on test rows") struct PairEvidenceGapTests {
  /// An arm that is right on so many validation and test rows.
  private func gap(
    _ job: ReadableJob, validation: Int, test: Int
  ) throws -> PairEvidence.PartGapText? {
    var pair = try HandMadePair(job)
    let experiment = pair.experiment
    for seed in 0..<experiment.seeds {
      if job.parts.validation > 0 {
        pair.student.validation[seed] = experiment.validationPredictions {
          $0 < validation ? 0.8 : 0.2
        }
      }
      pair.student.test[seed] = experiment.testPredictions {
        $0 < test ? 0.8 : 0.2
      }
    }
    return pair.evidence.gap(between: pair.student)
  }

  /// Standard error of a share of rows, its variance over n − 1.
  private func error(_ right: Int, of rows: Int) -> Double {
    let share = Double(right) / Double(rows)
    return (share * (1 - share) / Double(rows - 1)).squareRoot()
  }

  @Test("are said to disagree beyond three standard errors of both parts together")
  func far() throws {
    let job = ReadableJob(validation: 100, test: 200)
    let found = try #require(try gap(job, validation: 95, test: 150))
    #expect(found.validation == "95.0 %" && found.test == "75.0 %")
    let z = 0.2 / hypot(error(95, of: 100), error(150, of: 200))
    #expect(abs((Double(found.errors) ?? 0) - z) <= 0.05 && z > 3)
    // 2.9 standard errors.
    #expect(0.11 / hypot(error(86, of: 100), error(150, of: 200)) < 3)
    #expect(try gap(job, validation: 86, test: 150) == nil)
  }

  @Test("may disagree either way: a validation part that is too hard is no better")
  func worse() throws {
    let job = ReadableJob(validation: 100, test: 200)
    #expect(try gap(job, validation: 50, test: 190) != nil)
  }

  @Test("count groups, not rows, where rows come in groups")
  func groups() throws {
    var job = ReadableJob(validation: 100, test: 200)
    #expect(try gap(job, validation: 90, test: 140) != nil)
    // Twenty rows a group: five groups of validation, ten of test.
    job.groups = (0..<320).map { $0 < 20 ? $0 : $0 / 20 + 20 }
    #expect(try gap(job, validation: 90, test: 140) == nil)
  }

  @Test("five rows that are all right know no more than half a row")
  func fewRows() throws {
    let job = ReadableJob(validation: 5, test: 200)
    // Nine tenths: one validation row in ten is wrong, so five right ones are no surprise.
    #expect(try gap(job, validation: 5, test: 180) == nil)
  }

  @Test("say nothing where there is one validation row, or none", arguments: [0, 1])
  func none(rows: Int) throws {
    #expect(try gap(ReadableJob(validation: rows), validation: 0, test: 40) == nil)
  }

  @Test("are mean squared errors of real targets, in three digits")
  func regression() throws {
    var job = ReadableJob(validation: 50, test: 50)
    job.values = (0..<120).map { Double($0 % 7) }
    var pair = try HandMadePair(job)
    let (experiment, values) = (pair.experiment, job.values ?? [])
    // Off by 1 or 1.2 on validation rows, by 3 or 3.2 on test rows.
    pair.student.validation[0] = experiment.validationPredictions {
      values[20 + $0] + ($0.isMultiple(of: 2) ? 1 : 1.2)
    }
    pair.student.test[0] = experiment.testPredictions {
      values[70 + $0] + ($0.isMultiple(of: 2) ? 3 : 3.2)
    }
    pair.student.validation[1] = nil
    pair.student.test[1] = nil
    let found = try #require(pair.evidence.gap(between: pair.student))
    #expect(found.validation == "a mean squared error of 1.22")
    #expect(found.test == "a mean squared error of 9.62")
  }
}

@Suite("Three digits of a level") struct LevelDigitsTests {
  @Test(
    "are kept, whatever its size",
    arguments: [
      (0.041234, "0.0412"), (4.126, "4.13"), (412.6, "413"), (999.6, "1000"), (12_354, "12400"),
      (-12_354, "-12400"), (0, "0"), (1.5e7, "15000000"),
    ] as [(Double, String)])
  func digits(value: Double, text: String) {
    #expect(value.formatted(significant: 3) == text)
  }
}
