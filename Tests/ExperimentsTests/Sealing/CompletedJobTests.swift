import Distillation
import Plans
import Records
import Tensors
import Testing

@testable import Experiments

@Suite("A job whose plan has ended") struct CompletedJobTests {
  /// Students are best at 0.01 without smoothing; seed 1 of the teacher diverged.
  private static let made = Result {
    try HandMadeJob(
      ReadableJob(),
      choosing: { $0.place.words == "weight_decay=0.01, label_smoothing=0" ? 1 : 0 },
      answers: { run in
        if run.arm == .teacher, run.seed == 1 { return nil }
        return { $0 < 30 ? 0.8 : 0.2 }
      })
  }

  private let made: HandMadeJob
  private let question: QuestionNodes
  private let students: StudentNodes
  private var job: CompletedJob { made.completed }

  init() throws {
    made = try Self.made.get()
    question = made.question()
    students = try #require(made.design.first.nodes.students["photo"])
  }

  /// The number of a configuration among the student's candidates.
  private func candidate(_ decay: Double, smoothing: Double = 0) throws -> Plan.ID {
    let wanted = StudentConfiguration(weightDecay: decay, labelSmoothing: smoothing)
    return students.candidates[try #require(students.search.configurations.firstIndex(of: wanted))]
  }

  @Test("finds a choice's run where its winner stands")
  func winner() throws {
    let winner = try candidate(1e-2)
    #expect(job.plan.winner(of: students.chosen) == winner)
    #expect(job.place(of: students.chosen)?.words == "weight_decay=0.01, label_smoothing=0")
    #expect(job.fit(of: students.chosen)?.recipe.weightDecay == 1e-2)
    let results = (0..<2).map { job.result(of: students.chosen, seed: $0) }
    #expect(results[0] != nil && results == (0..<2).map { job.result(of: winner, seed: $0) })
    #expect(results[0]?.record.key != results[1]?.record.key)
  }

  @Test("has a result of each seed, diverged ones among them, and of no other")
  func seeds() {
    let teacher = question.question.teacher
    #expect(job.result(of: teacher, seed: 0)?.record.status == .finished)
    #expect(job.result(of: teacher, seed: 1)?.record.status == .diverged)
    #expect(job.result(of: teacher, seed: 2) == nil)
  }

  @Test("reads back from the store what a run left")
  func products() throws {
    let products = try #require(try job.products(of: students.chosen, seed: 1))
    #expect(products[outputs: .test]?.rows == 40 && products[outputs: .validation]?.rows == 40)
    let failed = try #require(try job.products(of: question.question.teacher, seed: 1))
    #expect(failed.failure == "diverged" && failed[outputs: .test] == nil)
  }

  @Test("has one score a seed of what was computed, and none of what no search asked for")
  func scores() throws {
    #expect(job.scores(of: students.chosen)?.map(\.?.score) == [0.75, 0.75])
    #expect(job.scores(of: question.question.teacher)?.map { $0 == nil } == [false, true])
    let unasked = try candidate(10)
    #expect(job.scores(of: unasked) == nil && job.result(of: unasked, seed: 0) == nil)
    #expect(try job.products(of: unasked, seed: 0) == nil)
    let ordinal = job.design.plan[unasked].ordinal
    #expect(job.unfilled.isSuperset(of: [ordinal, ordinal + 1]))
    // The search looked at half decades beside the best.
    #expect(job.scores(of: try candidate(3e-3)) != nil)
  }

  @Test("knows the result of a place that another one filled by the same computation")
  func shared() throws {
    // The smoothed control is the student's own smoothing, which its search has computed.
    let smoothed = try #require(students.smoothed)
    let candidate = try candidate(1e-2, smoothing: 0.1)
    #expect(job.result(of: smoothed, seed: 0) == job.result(of: candidate, seed: 0))
    #expect(job.place(of: smoothed)?.arm == .smoothed)
  }

  @Test("knows no fit of what trains nothing")
  func untrained() {
    #expect(job.fit(of: question.fused[0])?.role == "concatenation")
    #expect(job.fit(of: question.fused[1]) == nil)
  }
}
