import Datasets
import Distillation
import Plans
import Records
import Statistics
import Testing

@testable import Experiments

@Suite("What a report says of a pair") struct PairSummariesTests {
  private func right(_ count: Int) -> HandMadePair.Answer {
    { _, row in row < count ? 0.8 : 0.2 }
  }

  /// With a gain of another size than 0.
  private func pair(_ job: ReadableJob = ReadableJob(), student: Int = 20, distilled: Int = 30)
    throws
    -> HandMadePair
  {
    var pair = try HandMadePair(job)
    pair.setStudent(right(student))
    pair.set(right(distilled))
    return pair
  }

  private func summaries(
    _ pair: HandMadePair, headline: ComparisonRecord? = nil
  ) -> PairSummaries {
    PairSummaries(
      evidence: pair.evidence, search: .distilled(pair.experiment.recipes.range, from: 1e-2),
      comparisons: headline.map { [$0] } ?? [], export: nil, verdict: nil)
  }

  private func records(_ pair: HandMadePair, _ section: String) -> [SummaryRecord] {
    summaries(pair).records().filter { $0.section == section }
  }

  // MARK: - Arms

  @Test("has the level of every arm, with the standard errors of its seeds and of its rows")
  func arms() throws {
    var pair = try pair()
    pair.setStudent { seed, row in
      row < (seed == 0 ? 16 : 24) ? 0.8 : 0.2
    }
    let arm = try #require(
      records(pair, "arm").first { $0.label == "student" && $0.item == "accuracy" })
    let mean = try #require(arm.value)
    // Levels of 0.4 and 0.6: s/√2 = 0.1.
    #expect(abs(mean - 0.5) < 1e-12 && arm.count == 2)
    #expect(abs((arm.lower ?? 0) - 0.4) < 1e-12 && abs((arm.upper ?? 0) - 0.6) < 1e-12)
    // Row means are 1 (sixteen), ½ (eight) and 0 (sixteen).
    let rows = ((16 * 0.25 + 16 * 0.25) / 39 / 40).squareRoot()
    #expect(abs((arm.extra ?? 0) - rows) < 1e-12)
  }

  @Test("sets a prediction without inputs beside the arms: that of the larger class of train rows")
  func constant() throws {
    var job = ReadableJob(train: 40)
    for row in 0..<40 { job.labels[row] = row % 4 == 0 ? 0 : 1 }
    for row in 80..<120 { job.labels[row] = row % 5 == 0 ? 1 : 0 }
    let constant = try records(pair(job), "arm").filter { $0.label == "constant" }
    // Class 1 is three in four of train and one in five of test.
    #expect(constant.first { $0.item == "accuracy" }?.value == 0.2)
    #expect(constant.first { $0.item == "auc" }?.value == 0.5)
  }

  @Test("gives the recall of every class, mean over seeds, of teacher, student and distilled arm")
  func classes() throws {
    var pair = try pair()
    // Even rows are of class 0: seed 0 is right on all of them, seed 1 on those below 20.
    pair.setStudent { seed, row in
      row % 2 == 0 && (seed == 0 || row < 20) ? 0.8 : 0.2
    }
    let found = records(pair, "class")
    let student = found.filter { $0.label == "student" }
    #expect(student.map(\.item) == ["0", "1"])
    #expect(student.map(\.value) == [0.75, 0] && student.map(\.count) == [20, 20])
    #expect(Set(found.map(\.label)) == ["teacher", "student", "distilled"])
  }

  @Test("counts the configurations of the distilled arm, and says where its decay lies")
  func tuning() throws {
    var job = ReadableJob()
    job.method = "{hinton: {lambda: [0.5, 1], temperature: [1, 2]}}"
    let record = try #require(try records(pair(job), "tuning").first)
    // Four cells at the student's decay; the search tried no other.
    #expect(record.label == "distilled" && record.count == 4 && record.value == 1e-2)
  }

  // MARK: - The exported models

  @Test(
    "recommends the arm that is better on validation rows, the student of equals",
    arguments: [(0.7, 0.8, "distilled"), (0.8, 0.7, "student"), (0.8, 0.8, "student")])
  func recommended(student: Double, distilled: Double, label: String) throws {
    var pair = try pair()
    for seed in 0..<2 {
      pair.student.validationScores[seed] = ValidationScore(score: student, loss: 1)
      pair.selected?.validationScores[seed] = ValidationScore(score: distilled, loss: 1)
    }
    #expect(records(pair, "model").map(\.label) == [label])
  }

  @Test("recommends nothing where no validation rows can say what is better")
  func noValidation() throws {
    #expect(try records(pair(ReadableJob(validation: 0)), "model").isEmpty)
  }

  // MARK: - Warnings

  private func warnings(_ pair: HandMadePair, headline: ComparisonRecord? = nil) -> [String] {
    summaries(pair, headline: headline).records().filter { $0.section == "warning" }
      .compactMap(\.text)
  }

  private func headline(gain: Double = 0.1) -> ComparisonRecord {
    var record = ComparisonRecord(
      ordinal: 0, teacher: "scan", student: "photo", variant: "", method: "hinton", split: "test",
      metric: "accuracy", seeds: 2, rows: 40)
    record.selected = true
    (record.gain, record.studentMean) = (gain, 0.5)
    return record
  }

  @Test("warns of a teacher that gains half a point with its rows shuffled over all rows")
  func across() throws {
    func isWarned(_ right: Int, of arm: Arm = .across) throws -> Bool {
      var pair = try pair(ReadableJob(test: 200), student: 100)
      pair.set(arm) { seed, row in row < (seed == 0 ? 100 : right) ? 0.8 : 0.2 }
      let sentence =
        "The control '\(arm.word)' gains: it learns from \(arm.learnsFrom), and should not."
      return warnings(pair, headline: headline()).contains { $0.hasPrefix(sentence) }
    }
    // Rows of the 400 that two seeds have: three are 0.75 points, one is 0.25.
    #expect(try isWarned(103))
    #expect(try !isWarned(101) && !isWarned(80))
    #expect(try !isWarned(200, of: .within), "labels tell it something, and it may gain")
  }

  @Test("warns where the distilled arm's own weight decay decides the sign of the gain")
  func decay() throws {
    /// The student is right on 20 rows, the distilled arm at the student's decay on so many.
    func isWarned(_ right: Int) throws -> Bool {
      var pair = try pair(student: 20)
      pair.atStudentDecay = pair.experiment.arm(
        pair.distilled(pair.chosen.variant), self.right(right))
      return warnings(pair, headline: headline(gain: 0.1)).contains {
        $0.hasPrefix("Weight decay decides the sign")
      }
    }
    #expect(try isWarned(18))
    #expect(try !isWarned(22))
  }

  @Test("counts the seeds of the student and of the distilled arm that diverged")
  func diverged() throws {
    var pair = try pair()
    pair.student.test[1] = nil
    pair.teacher.test[1] = nil
    #expect(
      warnings(pair) == [
        "1 of 2 seeds of the arm 'student' diverged and are left out of its means."
      ])
  }

  // MARK: - What the sentence needs

  @Test("tells the sentence of a chosen λ of 0, of groups and of the constant")
  func facts() throws {
    var job = ReadableJob()
    job.groups = (0..<100).map { $0 < 60 ? $0 : 60 + $0 / 2 }
    job.method = "{hinton: {lambda: 0, temperature: 1}}"
    let facts = try summaries(pair(job)).facts
    #expect(!facts.isTaught && facts.unitsAreGroups && facts.units == 20)
    #expect(facts.constant == 0.5 && !facts.seesTheSame)
    #expect(facts.decisive == .isDecided)
    #expect(try summaries(pair()).facts.isTaught)
  }
}
