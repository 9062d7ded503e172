import Digests
import Plans
import Records
import Testing

@testable import Experiments

/// A job's plan with the run that came to fill each of its places, as who reads the ledger sees
/// both.
struct FilledPlan {
  struct Place {
    var planned: PlannedRunRecord
    /// `nil` where a search did not ask for it.
    var run: RunRecord?

    /// All that tells a place from the others of its job, but for its number.
    var words: String {
      let parts = [planned.arm, planned.teacher, planned.student, planned.variant]
      return parts.joined(separator: " | ") + " | \(planned.seed)"
    }
  }

  let places: [Place]

  init(_ job: SmallJob, _ world: MemoryWorld) throws {
    var byOrdinal: [Int: RunRecord] = [:]
    for run in world.runs {
      for ordinal in run.ordinals { byOrdinal[ordinal] = run }
    }
    places = try job.plan().map { Place(planned: $0, run: byOrdinal[$0.ordinal]) }
  }

  /// - Parameter job: is run in a world of its own.
  init(running job: SmallJob) throws { try self.init(job, .after(job)) }

  /// Places of an arm; of a student's candidates and folds all.
  func places(_ arm: String) -> [Place] { places.filter { $0.planned.arm == arm } }

  func run(_ arm: String, _ variant: String = "", seed: Int = 0) throws -> RunRecord {
    let place = places.first {
      $0.planned.arm == arm && $0.planned.variant == variant && $0.planned.seed == seed
    }
    return try #require(place?.run, "\(arm) \(variant)")
  }

  /// Keys of the runs by the words of their places.
  var keys: [String: String] {
    places.reduce(into: [:]) { $0[$1.words] = $1.run?.key }
  }
}

extension MemoryWorld {
  /// A world in which a job ran of which an earlier worker had said that an arm's runs diverged.
  static func after(_ job: SmallJob, whereDiverged arm: String) throws -> MemoryWorld {
    var products = Products()
    products.failure = "loss is not finite"
    let world = MemoryWorld()
    world.put(products.bytes())
    let known = try FilledPlan(running: job).places(arm).compactMap(\.run).map {
      FinishedRun(
        key: $0.key, products: Digest(of: products.bytes()).hex, status: .diverged,
        reason: products.failure)
    }
    try world.run(job, finished: known)
    return world
  }
}

extension RunRecord {
  func metric(_ metric: String, on split: String) -> Double? {
    metrics.first { $0.split == split && $0.metric == metric }?.value.value
  }
}
