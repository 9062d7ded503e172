import Distillation
import Statistics
import Testing

@testable import Experiments

@Suite("predictions.csv") struct PredictionTableTests {
  private func export(
    _ job: ReadableJob, _ distilled: [Double], student: [Double]? = nil, teacher: [Double]? = nil
  ) throws -> ExportedSeed {
    let experiment = try job.experiment()
    func said(_ answers: [Double]) -> Predictions {
      experiment.testPredictions { answers[$0] }
    }
    return ExportedSeed(
      experiment: experiment, pair: Pair(teacher: "scan", student: "photo"), seed: 4,
      studentSeed: student == nil ? nil : 2, distilled: said(distilled),
      student: student.map(said), teacher: teacher.map(said))
  }

  private func lines(_ exports: [ExportedSeed]) -> [String] {
    PredictionTable.csv(exports).split(separator: "\n").map(String.init)
  }

  /// Three test rows, numbered 6, 7 and 8.
  private func small() -> ReadableJob {
    var job = ReadableJob(train: 4, validation: 2, test: 3)
    job.labels = [0, 1, 0, 1, 0, 1, 1, 0, 1]
    return job
  }

  @Test("has a line a test row: what is true, and what each of the exported models says")
  func classes() throws {
    let export = try export(
      small(), [0.75, 0.625, 0.25], student: [0.25, 0.75, 0.75], teacher: [0.75, 0.75, 0.75])
    #expect(
      lines([export]) == [
        "teacher,student,seed,row,id,actual,teacher_prediction,student_prediction,"
          + "distilled_prediction,distilled_probability,setting,student_seed",
        "scan,photo,4,6,,1,1,0,1,0.75,,2",
        "scan,photo,4,7,,0,0,0,0,0.625,,2",
        // Wrong, with the probability of what it says.
        "scan,photo,4,8,,1,1,1,0,0.75,,2",
      ])
  }

  @Test("leaves empty what a model that diverged would have said")
  func absent() throws {
    #expect(
      lines([try export(small(), [0.75, 0.75, 0.75])])[1] == "scan,photo,4,6,,1,,,1,0.75,,")
  }

  @Test("gives real targets as they are, without a probability")
  func values() throws {
    var job = small()
    job.values = [0.5, 1, 2, 3, 4, 5, 6.5, -7, 8]
    let table = lines([try export(job, [6, -7.25, 8], student: [1, 2, 3])])
    #expect(table[1] == "scan,photo,4,6,,6.5,,1.0,6.0,,,2")
    #expect(table[2] == "scan,photo,4,7,,-7.0,,2.0,-7.25,,,2")
  }

  @Test("has one pair after the other, each of its own setting")
  func settings() throws {
    var job = small()
    job.more = "sweep: {training.weight_decay: [0.001, 0.1]}"
    let exports = try job.checked().design.experiments.map { experiment in
      ExportedSeed(
        experiment: experiment, pair: Pair(teacher: "scan", student: "photo"), seed: 0,
        studentSeed: nil,
        distilled: experiment.testPredictions { _ in 0.75 })
    }
    let table = lines(exports)
    #expect(table.count == 7)
    #expect(table[1].hasSuffix(",training.weight_decay=0.001,"))
    #expect(table[4].hasSuffix(",training.weight_decay=0.1,"))
  }
}
