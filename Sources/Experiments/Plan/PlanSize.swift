import Distillation
import Specifications

/// How many runs a specification asks for, counted before any of them is written down.
public struct PlanSize: Sendable, Hashable {
  /// A plan with more runs than this is refused.
  public static let largestPlan = 10_000
  /// Places of a plan at most: those of a search that are never filled count here too.
  public static let mostPlaces = 60_000

  public var pairs: Int
  public var variants: Int
  public var seeds: Int
  /// Whether validation rows choose between configurations.
  public var selects: Bool
  /// Whether the plan has variants at which labels are silent beside others, so that controls run there too.
  public var controlsTwins: Bool
  /// Whether the target is real, so that the exact criterion asks how well students imitate teachers.
  public var imitates: Bool
  /// Whether students are distilled, or the plan ends with the verdicts.
  public var distils: Bool
  /// What students and distilled arms may search.
  public var range: DecayRange
  /// Runs at most: searches end when they have found their best.
  public var runs: Int

  public init(_ specification: JobSpecification, sweep: Sweep) {
    pairs = sweep.pairs.count
    variants = sweep.variants.count
    seeds = specification.seeds
    selects = specification.data.split.policy != .none
    controlsTwins = selects && sweep.fullShareTwins != nil
    imitates = if case .values = specification.data.target { true } else { false }

    range = Recipes(specification).range
    distils = specification.distil
    let selfTaught = distils ? sweep.selfTraining.count * (variants + range.mostNeighbours) : 0
    let perStudent = range.mostConfigurations + (distils ? 1 : 0) + 1 + selfTaught
    let draws = sweep.controls.map { $0.draws(seeds: specification.seeds) }
    let controls = draws.reduce(0, +) * (controlsTwins ? 2 : 1)
    let distilled = distils ? 2 + variants + range.mostNeighbours + controls : 0
    let perPair = distilled + (imitates ? 1 : 0)
    // Of every teacher and, for `self`, of every student.
    let readsEmbedding = sweep.reads.contains(.teacherEmbedding)
    let embeddings =
      distils && readsEmbedding ? sweep.teachers.count + sweep.students.count : 0
    runs =
      seeds
      * (sweep.teachers.count + sweep.students.count * perStudent + pairs * perPair + embeddings)
  }
}
