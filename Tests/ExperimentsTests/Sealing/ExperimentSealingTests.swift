import Distillation
import Plans
import Statistics
import Tensors
import Testing

@testable import Experiments

@Suite("The evidence of a setting") struct ExperimentSealingTests {
  /// Right on the first so many rows of a part.
  private static func right(_ count: Int) -> HandMadeJob.Answer {
    { row in row < count ? 0.8 : 0.2 }
  }

  private func accuracy(_ arm: ArmPredictions?) -> Double? { arm?.mean(.accuracy) }

  @Test("leaves out the seeds that diverged, and an arm whose seeds all did")
  func diverged() throws {
    let job = try HandMadeJob(ReadableJob()) { run in
      switch run.arm {
      case .teacher: nil
      case .student: run.seed == 0 ? nil : Self.right(30)
      default: Self.right(20)
      }
    }
    let evidence = try job.sealing().evidence(of: job.question())
    #expect(evidence.student.seeds == [1] && accuracy(evidence.student) == 0.75)
    #expect(evidence.teacher.seeds == [])
    #expect(try job.sealing().predictions(of: job.question().question.teacher) == nil)
  }

  @Test(
    "has ten permutations of a shuffled teacher in all, each seed scored by the mean of its own")
  func permutations() throws {
    let job = try HandMadeJob(ReadableJob()) { run in
      guard run.arm == .across else { return Self.right(20) }
      let words = run.place.words.split(separator: " ")
      let permutation = words.contains("permutation") ? words.last.flatMap { Int($0) } : 1
      // 0, 8, 16, 24 and 32 of 40 rows.
      return permutation.map { Self.right(8 * ($0 - 1)) }
    }
    let evidence = try job.sealing().evidence(of: job.question())
    let across = evidence.control(.across, ofTwin: false)
    #expect(across.map { $0.seeds.map($0.draws(ofSeed:)).map(\.count) } == [5, 5])
    #expect(abs((accuracy(across) ?? 0) - 0.4) < 1e-12)
    let own = evidence.control(.own, ofTwin: false)
    #expect(own?.draws(ofSeed: 0).count == 1, "nothing of it is drawn")
  }

  @Test("takes the cell at the decay it was searched to, and keeps it at the student's beside it")
  func searched() throws {
    /// The cell is the better one on test rows where it is at the decay that validation chose.
    func evidence(_ chosen: String) throws -> PairEvidence {
      let best = [chosen, "weight_decay=0.01, label_smoothing=0"]
      func score(_ run: HandMadeRun) -> Double { best.contains(run.place.words) ? 1 : 0.5 }
      let job = try HandMadeJob(ReadableJob(), choosing: score) { run in
        guard run.arm == .distilled else { return Self.right(20) }
        return Self.right(run.place.words == "selected, weight_decay=0.1" ? 36 : 28)
      }
      let evidence = try job.sealing().evidence(of: job.question())
      #expect(evidence.student.variant == "weight_decay=0.01, label_smoothing=0")
      return evidence
    }
    let same = try evidence("lambda=0.5, temperature=1")
    #expect(accuracy(same.selected) == 0.7 && same.atStudentDecay == nil)
    let other = try evidence("selected, weight_decay=0.1")
    #expect(other.chosen?.weightDecay == 0.1)
    #expect(accuracy(other.selected) == 0.9 && accuracy(other.atStudentDecay) == 0.7)
  }

  @Test(
    "takes of concatenation and late fusion what is better on validation rows, not on test rows")
  func fused() throws {
    let job = try HandMadeJob(
      ReadableJob(),
      editing: { run, products in
        // The first row's logits the other way round: wrong.
        switch run.place.words {
        case "concatenation": products[outputs: .validation]?.values.swapAt(0, 1)
        case "late fusion": products[outputs: .test]?.values.swapAt(0, 1)
        default: break
        }
      }, answers: { _ in Self.right(40) })
    let evidence = try job.sealing().evidence(of: job.question())
    #expect(evidence.fused?.place.words == "late fusion")
  }
}
