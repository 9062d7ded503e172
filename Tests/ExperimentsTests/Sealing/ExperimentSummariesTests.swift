import Distillation
import Foundation
import Plans
import Records
import Testing

@testable import Experiments

@Suite("What a report says of a setting") struct ExperimentSummariesTests {
  private func summaries(
    _ small: ReadableJob = ReadableJob(), choosing score: (HandMadeRun) -> Double? = { _ in nil },
    cutShort: (HandMadeRun) -> Bool = { _ in false }, teacher inSample: HandMadeJob.Answer? = nil,
    withData: Bool = false, sharesData: Bool = true
  ) throws -> [SummaryRecord] {
    let experiment = try small.experiment()
    let rows = experiment.task.train
    let job = try HandMadeJob(
      small, choosing: score, cutShort: cutShort,
      editing: { run, products in
        guard run.arm == .teacher else { return }
        // The first seed is right on every fifth row but one, the second on every one.
        products[outputs: .outOfFold] = experiment.logits(rows) { row in
          run.seed == 0 && row % 5 == 0 ? 0.2 : 0.8
        }
        products[outputs: .inSample] = inSample.flatMap { experiment.logits(rows, $0) }
      }, answers: { _ in { row in row % 5 == 0 ? 0.2 : 0.8 } })
    return try ExperimentSummaries(
      sealing: job.sealing(), withData: withData, sharesData: sharesData
    ).records()
  }

  private func warnings(_ records: [SummaryRecord]) -> [String] {
    records.filter { $0.section == "warning" }.compactMap(\.text)
  }

  // MARK: - The teacher

  @Test("are a teacher's accuracy, log-loss, top probability and entropy, means over seeds")
  func character() throws {
    let records = try summaries().filter { $0.section == "teacher" && $0.label == "out-of-fold" }
    let found = records.reduce(into: [:]) { $0[$1.item] = $1.value }
    func expect(_ item: String, _ value: Double) {
      #expect(abs((found[item] ?? .nan) - value) < 1e-6, "\(item)")
    }
    expect("accuracy", (0.8 + 1) / 2)
    expect("log-loss", -((0.8 * log(0.8) + 0.2 * log(0.2)) + log(0.8)) / 2)
    expect("mean top probability", 0.8)
    expect("entropy", -(0.8 * log(0.8) + 0.2 * log(0.2)))
    #expect(records.allSatisfy { $0.teacher == "scan" })
  }

  @Test("give a teacher that is right as often as it says a temperature of 1")
  func temperature() throws {
    // On validation rows eight in ten are right, each with a probability of 0.8.
    let record = try #require(try summaries().first { $0.item == "temperature" })
    #expect(record.label == "validation" && abs((record.value ?? 0) - 1) < 1e-3)
  }

  @Test(
    "warn of in-sample targets that are the labels again",
    arguments: [
      ("in-sample", "Its soft targets repeat them; use targets: cross-fitted."),
      ("cross-fitted", "Its soft targets are out of fold."),
    ])
  func sure(targets: String, advice: String) throws {
    var job = ReadableJob()
    job.teacherOptions = ", targets: \(targets)"
    let found = try warnings(summaries(job, teacher: { _ in 0.995 }))
    let start = "In-sample outputs of teacher scan know the labels: an entropy under 0.05 nats. "
    #expect(found.contains { $0.hasPrefix(start) })
    #expect(found.contains { $0.hasSuffix(advice) })
    // 0.056 nats.
    #expect(try !warnings(summaries(job, teacher: { _ in 0.99 })).contains { $0.hasSuffix(advice) })
  }

  // MARK: - Training and tuning

  @Test("count the fits that were cut short, of arms where more than a tenth were, by key")
  func cutShort() throws {
    var job = ReadableJob()
    job.network = "{mlp: [4]}"
    job.seeds = 10
    let found = try warnings(
      summaries(
        job,
        cutShort: { run in
          switch (run.arm, run.place.words) {
          case (.teacher, _): true
          // Two of ten, and one of ten.
          case (.smoothed, _): run.seed < 2
          case (.fused, "concatenation"): run.seed < 1
          // Trains nothing.
          case (.fused, _): true
          default: false
          }
        }))
    #expect(
      found.filter { $0.hasPrefix("Fits were still improving") } == [
        "Fits were still improving when they ended at training.optimizer.lbfgs.iterations: "
          + "10 of 10 of 'teacher'. Raise it, or leave it out.",
        "Fits were still improving when they ended at training.epochs: 2 of 10 of 'smoothed'. "
          + "Raise it, or leave it out.",
      ])
  }

  @Test("say what the student chose, out of how many, and at which end of them")
  func tuning() throws {
    let record = try #require(
      try summaries(choosing: { run in
        let isSmoothed = run.place.words.hasSuffix("label_smoothing=0.1")
        return run.place.words.hasPrefix("weight_decay=10,") ? (isSmoothed ? 2 : 1) : 0
      }).first { $0.section == "tuning" })
    // 1e-4 … 10, 3 between the last two, and label smoothing at the best of them.
    #expect(record.count == 8 && record.value == 10 && record.extra == 0.1)
    #expect(record.text == "at the upper end")
    #expect(record.variant == "weight_decay=10, label_smoothing=0.1")
  }

  @Test("say where no validation rows choose")
  func noSelection() throws {
    func design(_ validation: Int) throws -> [String] {
      try summaries(ReadableJob(validation: validation)).filter { $0.section == "design" }.map(
        \.label)
    }
    #expect(try design(0) == ["none"])
    #expect(try design(40) == [])
  }

  // MARK: - Data

  @Test("describe the data once, for all settings where they share it")
  func data() throws {
    var job = ReadableJob()
    job.more = "sweep: {training.weight_decay: [0.01, 0.1]}"
    func settings(withData: Bool, sharesData: Bool) throws -> Set<String> {
      let records = try summaries(job, withData: withData, sharesData: sharesData)
      return Set(records.filter { $0.section == "data" }.map(\.setting))
    }
    #expect(try settings(withData: true, sharesData: true) == [""])
    #expect(
      try settings(withData: true, sharesData: false) == ["training.weight_decay=0.01"])
    #expect(try settings(withData: false, sharesData: true).isEmpty)
  }

  @Test("count rows, classes and columns of the data")
  func card() throws {
    var job = ReadableJob(train: 30, validation: 20, test: 40, classes: 3)
    job.modalities["scan"] = ReadableJob.noise(rows: 90, columns: 1, seed: 5).map { $0 + [7] }
    let data = try summaries(job, withData: true).filter { $0.section == "data" }
    func record(_ item: String, _ label: String) -> SummaryRecord? {
      data.first { $0.item == item && $0.label == label }
    }
    #expect(record("rows", "train")?.count == 30)
    #expect(record("rows per class", "train")?.text == "10")
    #expect(record("rows per class", "validation")?.text == "6 to 7")
    // Total variation: of 20 rows 7, 7 and 6.
    #expect(
      abs((record("shift from train", "validation")?.value ?? 0) - (1.0 / 3 - 0.3)) < 1e-12)
    #expect(record("columns", "photo")?.count == 3)
    #expect(record("constant columns", "scan")?.count == 1)
  }
}
