import Distillation
import Glibc
import Testing

@testable import Experiments

/// Scores are written down by hand; what is tried and what wins follows from them.
@Suite("A search on validation rows") struct SearchChoicesTests {
  /// Best at the peak, and worse with every decade away from it.
  private func distance(_ decay: Double, _ peak: Double) -> Double {
    -abs(log10(decay) - log10(peak))
  }

  // MARK: - Students

  @Test(
    "comes to the best decay of the range wherever it lies, of nine configurations at most",
    arguments: [1e-5, 3e-5, 1e-4, 3e-4, 1e-3, 3e-3, 1e-2, 3e-2, 1e-1, 3e-1, 1, 3, 10])
  func peak(_ peak: Double) throws {
    let search = try ScoredPlan(SmallJob()).searchStudent {
      (distance($0.weightDecay, peak), 0)
    }
    #expect(search.choice == StudentConfiguration(weightDecay: peak))
    let smoothed = 1
    #expect(search.tried.count + smoothed <= 9)
    #expect(Set(search.tried).count == search.tried.count, "nothing is tried twice")
    #expect(search.tried.allSatisfy { $0 >= 1e-5 && $0 <= 10 })
  }

  @Test("ends where the best has a worse one within a decade on both sides, or the range ends")
  func bracketed() throws {
    for (peak, neighbours) in [(1e-2, [3e-3, 1e-2, 3e-2]), (10, [3, 10]), (1e-5, [1e-5, 3e-5])] {
      let tried = try ScoredPlan(SmallJob()).searchStudent {
        (distance($0.weightDecay, peak), 0)
      }.tried
      let near = tried.filter { $0 > peak / 9 && $0 < peak * 9 }
      #expect(near == neighbours)
    }
  }

  @Test("takes the smoothed student only where it is better at the best decay")
  func smoothing() throws {
    func choice(_ gain: Double) throws -> StudentConfiguration? {
      try ScoredPlan(SmallJob()).searchStudent {
        (distance($0.weightDecay, 1e-2) + ($0.labelSmoothing > 0 ? gain : 0), 0)
      }.choice
    }
    #expect(try choice(0.01) == StudentConfiguration(weightDecay: 1e-2, labelSmoothing: 0.1))
    #expect(try choice(-0.01) == StudentConfiguration(weightDecay: 1e-2))
    #expect(try choice(0) == StudentConfiguration(weightDecay: 1e-2))
  }

  @Test("gives equal scores to the lower loss, then to the larger decay without smoothing")
  func ties() throws {
    let equal = try ScoredPlan(SmallJob()).searchStudent { _ in (0.5, 1) }
    #expect(equal.choice == StudentConfiguration(weightDecay: 10))
    let losses = try ScoredPlan(SmallJob()).searchStudent {
      (0.5, -distance($0.weightDecay, 1e-4))
    }
    #expect(losses.choice == StudentConfiguration(weightDecay: 1e-4))
  }

  @Test("passes over decays whose fits diverged, and keeps the job's own where all did")
  func diverged() throws {
    let search = try ScoredPlan(SmallJob()).searchStudent {
      $0.weightDecay < 1e-2 ? (nil, 0) : (distance($0.weightDecay, 1e-4), 0)
    }
    #expect(search.choice == StudentConfiguration(weightDecay: 1e-2))
    let none = try ScoredPlan(SmallJob()).searchStudent { _ in (nil, 0) }
    #expect(none.choice == StudentConfiguration(weightDecay: 1e-4))
    #expect(none.rounds.count == 1, "there is nothing to go by")
  }

  @Test("tries nothing but the job's own decay where none may be searched")
  func untuned() throws {
    let search = try ScoredPlan(.untuned).searchStudent { (distance($0.weightDecay, 1), 0) }
    #expect(search.tried == [1e-4])
    #expect(search.choice == StudentConfiguration(weightDecay: 1e-4))
  }

  // MARK: - Distilled arms

  @Test(
    "of a distilled arm goes by decades from the student's own, where the student may look",
    arguments: [(3e-3, 3.0), (3e-3, 3e-5), (1e-5, 10), (10, 1e-5), (1e-2, 1e-2)])
  func distilled(start: Double, peak: Double) throws {
    let plan = try ScoredPlan(SmallJob())
    let search = try plan.searchDistilled(
      student: { distance($0.weightDecay, start) }, score: { distance($0, peak) })
    #expect(search.rounds.first == [start])
    #expect(search.choice == peak)
    for decay in search.tried {
      let decades = log10(decay / start)
      #expect(abs(decades - decades.rounded()) < 1e-9)
      #expect(decay >= 1e-5 && decay <= 10)
    }
    let mostConfigurations = 1 + plan.experiment.recipes.range.mostNeighbours
    #expect(search.tried.count <= mostConfigurations)
  }

  @Test("of a distilled arm is none where the student had none: both are tuned by one rule")
  func together() throws {
    let search = try ScoredPlan(.untuned).searchDistilled(
      student: { distance($0.weightDecay, 1) }, score: { distance($0, 1) })
    #expect(search.tried == [1e-4] && search.choice == 1e-4)
  }

  @Test("of a distilled arm gives equal scores to the larger decay")
  func distilledTies() throws {
    let search = try ScoredPlan(SmallJob()).searchDistilled(
      student: { distance($0.weightDecay, 1e-2) }, score: { $0 <= 1e-1 ? 0.5 : 0.4 })
    #expect(search.choice == 1e-1)
  }

  // MARK: - Variants

  private func variant(_ score: (Variant) -> [Double?]) throws -> String? {
    let plan = try ScoredPlan(
      SmallJob(method: "{hinton: {lambda: [1, 0.5], temperature: [4, 1]}}"))
    return try plan.selectedVariant(score)?.label
  }

  @Test("takes the variant with the best mean over seeds, not the one with the best seed")
  func variants() throws {
    #expect(
      try variant {
        $0.teacherShare == 1 && $0.options["temperature"]?.number == 4 ? [0.8, 0.7] : [0.9, 0.5]
      }
        == "lambda=1, temperature=4")
    #expect(
      try variant {
        $0.teacherShare == 1
          ? [0.99, nil] : $0.options["temperature"]?.number == 4 ? [0.6, 0.6] : [0.5, 0.5]
      }
        == "lambda=0.5, temperature=4")
  }

  @Test("gives equal variants to the smaller λ and the lower temperature, not to the first written")
  func variantTies() throws {
    #expect(try variant { _ in [0.5, 0.5] } == "lambda=0.5, temperature=1")
    #expect(try variant { _ in [nil, nil] } == "lambda=0.5, temperature=1")
    #expect(
      try variant { $0.teacherShare == 1 ? [0.7, 0.5] : [0.5, 0.6] } == "lambda=1, temperature=1")
  }
}
