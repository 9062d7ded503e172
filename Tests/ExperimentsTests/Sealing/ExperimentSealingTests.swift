import Distillation
import Statistics
import Tensors
import Testing

@testable import Experiments

@Suite("The evidence of a setting") struct ExperimentSealingTests {
  private static let pair = Pair(teacher: "scan", student: "photo")

  /// Right on the first so many rows of a part.
  private static func right(_ count: Int) -> HandMadeJob.Answer {
    { row in row < count ? 0.8 : 0.2 }
  }

  private func accuracy(_ arm: ArmPredictions?) -> Double? { arm?.mean(.accuracy) }

  @Test("leaves out the seeds that diverged, and an arm whose seeds all did")
  func diverged() throws {
    let job = try HandMadeJob(ReadableJob()) { run in
      switch run.work {
      case .teacher: nil
      case .student: run.seed == 0 ? nil : Self.right(30)
      default: Self.right(20)
      }
    }
    let evidence = try job.sealing().evidence(of: Self.pair)
    #expect(evidence.student.seeds == [1] && accuracy(evidence.student) == 0.75)
    #expect(evidence.teacher.seeds == [])
    #expect(try job.sealing().predictions(of: .teacher(modality: "scan")) == nil)
  }

  @Test(
    "has ten permutations of a shuffled teacher in all, each seed scored by the mean of its own")
  func permutations() throws {
    let job = try HandMadeJob(ReadableJob()) { run in
      guard case .control(.across, _, _, let permutation) = run.work else { return Self.right(20) }
      // 0, 8, 16, 24 and 32 of 40 rows.
      return Self.right(8 * permutation)
    }
    let evidence = try job.sealing().evidence(of: Self.pair)
    let across = evidence.controls[.init(control: .across, variant: .selected)]
    #expect(across.map { $0.seeds.map($0.draws(ofSeed:)).map(\.count) } == [5, 5])
    #expect(abs((accuracy(across) ?? 0) - 0.4) < 1e-12)
    let own = evidence.controls[.init(control: .own, variant: .selected)]
    #expect(own?.draws(ofSeed: 0).count == 1, "nothing of it is drawn")
  }

  @Test("takes the cell at the decay it was searched to, and keeps it at the student's beside it")
  func searched() throws {
    var job = try HandMadeJob(ReadableJob()) { run in
      switch run.work {
      case .searched(_, weightDecay: 0.1): Self.right(36)
      case .distilled: Self.right(28)
      default: Self.right(20)
      }
    }
    let same = try job.sealing().evidence(of: Self.pair)
    #expect(accuracy(same.selected) == 0.7 && same.atStudentDecay == nil)
    job.selections[0].distilled[Self.pair]?.weightDecay = 0.1
    let other = try job.sealing().evidence(of: Self.pair)
    #expect(accuracy(other.selected) == 0.9 && accuracy(other.atStudentDecay) == 0.7)
  }

  @Test(
    "takes of concatenation and late fusion what is better on validation rows, not on test rows")
  func fused() throws {
    let job = try HandMadeJob(
      ReadableJob(),
      editing: { run, products in
        // The first row's logits the other way round: wrong.
        if case .concatenation = run.work { products.validation?.values.swapAt(0, 1) }
        if case .lateFusion = run.work { products.test?.values.swapAt(0, 1) }
      }, answers: { _ in Self.right(40) })
    let evidence = try job.sealing().evidence(of: Self.pair)
    #expect(evidence.fused?.work == .lateFusion(Self.pair))
  }
}
