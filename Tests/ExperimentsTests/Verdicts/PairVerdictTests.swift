import Datasets
import Distillation
import Foundation
import Information
import Plans
import Records
import Tensors
import Testing

@testable import Experiments

/// Made of outputs by hand; how a job comes to its verdicts: ``JobVerdictTests``.
@Suite("The verdict on a pair") struct PairVerdictTests {
  private static let experiment = Result { try ReadableJob(train: 60).experiment() }

  private let experiment: Experiment

  init() throws { experiment = try Self.experiment.get() }

  /// What a run says of its rows: the probability of the label.
  private func products(
    _ answer: HandMadeJob.Answer, test: HandMadeJob.Answer? = nil
  ) -> Products {
    var products = Products()
    products[outputs: .outOfFold] = experiment.logits(experiment.task.train, answer)
    products[outputs: .validation] = experiment.logits(experiment.task.validation, answer)
    products[outputs: .test] = test.flatMap { experiment.logits(experiment.dataset.split.test, $0) }
    return products
  }

  private func verdict(
    _ experiment: Experiment? = nil, scores: (teacher: [Double?], student: [Double?]) = ([1], [0]),
    load: @escaping (StageInput, Int) -> Products?
  ) -> PairVerdict {
    func known(_ scores: [Double?]) -> [ValidationScore?] {
      scores.map { score in score.map { ValidationScore(score: $0, loss: 0) } }
    }
    return PairVerdict(
      experiment: experiment ?? self.experiment, pair: Pair(teacher: "scan", student: "photo"),
      ordinal: 3, labelSmoothing: 0, teacherScores: known(scores.teacher),
      studentScores: known(scores.student), load: load)
  }

  /// What each run says where both sides say something of every row.
  private func said(_ input: StageInput, test: HandMadeJob.Answer? = nil) -> Products {
    let answer = input == .teacher ? Self.sure : Self.unsure
    return products(answer, test: test)
  }

  private func reached(_ verdict: PairVerdict) throws -> VerdictRecord {
    try verdict.record((0..<2).compactMap { try verdict.estimate(seed: $0) })
  }

  private static let sure: @Sendable (Int) -> Double = { 0.6 + 0.39 * Double($0 * 7 % 11) / 11 }
  private static let unsure: @Sendable (Int) -> Double = { 0.35 + 0.4 * Double($0 * 5 % 13) / 13 }

  @Test("stands on held-out rows: train rows out of fold, and validation rows")
  func rows() throws {
    var asked: Set<String> = []
    let both = verdict { (input: StageInput, seed: Int) -> Products? in
      asked.insert("\(input) \(seed)")
      return said(input)
    }
    let record = try reached(both)
    #expect(record.ordinal == 3 && record.teacher == "scan" && record.student == "photo")
    #expect(record.rows == 60 + 40)
    #expect(record.delta != nil && record.deltaWithin != nil)
    #expect(record.information.map(\.ordinal) == Array(record.information.indices))
    #expect(asked.isSuperset(of: ["teacher 0", "folds 0", "student 0", "teacher 1", "folds 1"]))
  }

  // MARK: - Test rows

  @Test("never sees a test row: neither what runs say of it, nor its label, nor its features")
  func test() throws {
    func record(_ test: HandMadeJob.Answer?) throws -> VerdictRecord {
      try reached(verdict { (input: StageInput, _: Int) -> Products? in said(input, test: test) })
    }
    let own = try record(nil)
    #expect(try record { _ in 0.99 } == own)
    #expect(try record { $0 % 2 == 0 ? 0.01 : 0.7 } == own)
    guard case .labels(let labels, _) = experiment.study.task.target else { return }
    #expect(experiment.dataset.split.test.allSatisfy { labels[$0] == -1 })
  }

  @Test("of a job is the same whatever test rows hold, and is given no output of one")
  func job() throws {
    let job = SmallJob.untuned.with { $0.rest = "distil: false" }
    let verdicts = try MemoryWorld.after(job).verdicts
    for member in ["labels.npy", "sight.npy", "sound.npy"] {
      var other = job
      var bytes = try #require(other.members[member])
      // The last rows of the file are those of test.
      let row = (bytes.count - 128) / SmallJob.labels.count
      let start = bytes.count - SmallJob.testRows * row
      let rows = stride(from: start, to: bytes.count, by: row).map { Array(bytes[$0..<$0 + row]) }
      bytes.replaceSubrange(start..., with: rows.reversed().flatMap { $0 })
      #expect(bytes != other.members[member])
      other.members[member] = bytes
      #expect(try MemoryWorld.after(other).verdicts == verdicts, "\(member)")
    }
  }

  // MARK: - Seeds without outputs

  @Test(
    "leaves out a seed where a run it reads diverged",
    arguments: ["teacher", "folds"] as [StageInput])
  func diverged(_ input: StageInput) throws {
    var failed = Products()
    failed.failure = "loss is not finite"
    let one = verdict { (asked: StageInput, seed: Int) -> Products? in
      guard asked == input, seed == 0 else { return said(asked) }
      return failed
    }
    #expect(try one.estimate(seed: 0) == nil)
    #expect(try one.estimate(seed: 1) != nil)
  }

  @Test("cannot be reached without the outputs of a single seed, and says so or why")
  func nothing() throws {
    let none = verdict { (_: StageInput, _: Int) -> Products? in nil }
    let record = try none.record([])
    #expect(record.verdict == "cannot tell" && record.delta == nil)
    #expect(record.reason == "No seed has outputs of both teacher and student.")
    let error = InformationError.tooFewRows(found: 2, needed: 9)
    #expect(try none.record([.failure(error), .failure(error)]).reason == "\(error)")
  }

  // MARK: - The teacher

  @Test(
    "says whether the teacher is better on validation rows, mean over seeds, where all have one")
  func better() throws {
    func isBetter(_ teacher: [Double?], _ student: [Double?]) throws -> Bool? {
      try verdict(scores: (teacher, student)) { input, _ in said(input) }.record([]).teacherBetter
    }
    #expect(try isBetter([0.9, 0.7], [0.75, 0.75]) == true)
    #expect(try isBetter([0.9, 0.5], [0.75, 0.75]) == false)
    #expect(try isBetter([0.9, nil], [0.75, 0.75]) == nil)
  }

  @Test("says it of train rows out of fold where no validation rows choose")
  func unselected() throws {
    let experiment = try ReadableJob(train: 60, validation: 0).experiment()
    func products(_ right: Int) -> Products {
      var products = Products()
      products[outputs: .outOfFold] = experiment.logits(experiment.task.train) {
        $0 < right ? 0.8 : 0.2
      }
      return products
    }
    for (teacher, student, isBetter) in [(40, 30, true), (30, 40, false), (30, 30, false)] {
      let unselected = verdict(experiment, scores: ([nil], [nil])) { input, _ in
        products(input == .teacher ? teacher : student)
      }
      #expect(try unselected.record([]).teacherBetter == isBetter)
    }
  }

  @Test("gives the temperature at which a teacher is as sure as it is right, mean over seeds")
  func temperature() throws {
    // Right on eight of ten rows: at 0.8 it says what it knows; its logits doubled say too much.
    func temperature(_ confidence: (Int) -> Double) throws -> Double {
      let seeds = (0..<2).map { seed in
        products { $0 % 5 == 0 ? 1 - confidence(seed) : confidence(seed) }
      }
      let ofTeacher = verdict { input, seed in input == .teacher ? seeds[seed] : nil }
      return try #require(try ofTeacher.record([]).teacherTemperature)
    }
    #expect(abs(try temperature { _ in 0.8 } - 1) < 1e-3)
    // Odds of 16 in place of 4.
    #expect(abs(try temperature { _ in 16.0 / 17 } - 2) < 1e-2)
    #expect(abs(try temperature { $0 == 0 ? 0.8 : 16.0 / 17 } - 1.5) < 1e-2)
  }
}
