/// What a job asks for: `job.yaml` as typed, validated values.
///
/// Made by `JobSpecification(yaml:methods:networks:)`, which either returns a value in which every number is
/// in range and every name is resolved against its descriptors, or throws all problems at once.
/// Whether a *file* exists in the bundle is checked later, by `Datasets`.
public struct JobSpecification: Sendable, Hashable {
  /// Shown in reports and used for the report folder's slug. Not part of the job's identity.
  public var name: String
  /// −100 … 100, higher runs first. Not part of the job's identity.
  public var priority: Int
  /// Compute afresh even if the ledger knows the same content.
  public var rerun: Bool
  public var data: DataSpecification
  public var teacher: LearnerSpecification
  public var student: LearnerSpecification
  public var targets: TeacherTargets
  /// How widely the student, and after it the distilled arm, searches its regularisation.
  public var tuning: StudentTuning
  /// The first of `methods` where there are several.
  public var method: MethodSpecification
  /// One for each value of the swept key `method`, in its order; empty in a job of one method.
  public var methods: [ComparedMethod]
  public var training: TrainingSpecification
  /// Number of seed indices, 0 ..< seeds.
  public var seeds: Int
  /// How many times a drawn split is drawn, with the seeds split.seed, split.seed + 1, …
  public var splits: Int
  /// Swept keys in the order they expand: the last varies fastest. Keys that make settings come first,
  /// in the order of `SpecificationReference`, then `teacher.modality`, `student.modality`, then the
  /// method's options as its descriptor lists them, however the file was written. Lists written inside
  /// `method:` are already moved here under their full key (`method.lambda`). The value of a swept key
  /// elsewhere in the specification is the first swept one. Where `method` is swept itself, options are those
  /// of each method and stand in `methods`.
  public var sweep: [SweepAxis]
  public var information: InformationSpecification
  /// Whether students are distilled; `false` stops at the verdicts.
  public var distil: Bool
  /// The metric that selects variants on validation and leads the report.
  public var metric: PrimaryMetric

  public init(
    name: String, priority: Int = 0, rerun: Bool = false, data: DataSpecification,
    teacher: LearnerSpecification, student: LearnerSpecification,
    targets: TeacherTargets = .crossFitted, tuning: StudentTuning = .bracket,
    method: MethodSpecification, methods: [ComparedMethod] = [],
    training: TrainingSpecification = TrainingSpecification(), seeds: Int = 10,
    splits: Int = 1, sweep: [SweepAxis] = [],
    information: InformationSpecification = InformationSpecification(), distil: Bool = true,
    metric: PrimaryMetric
  ) {
    self.name = name
    self.priority = priority
    self.rerun = rerun
    self.data = data
    self.teacher = teacher
    self.student = student
    self.targets = targets
    self.tuning = tuning
    self.method = method
    self.methods = methods
    self.training = training
    self.seeds = seeds
    self.splits = splits
    self.sweep = sweep
    self.information = information
    self.distil = distil
    self.metric = metric
  }
}
