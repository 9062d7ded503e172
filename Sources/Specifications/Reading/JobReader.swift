/// Reads a whole job, part by part; every reader goes on after a problem so that all are found.
struct JobReader {
  let log: ProblemLog
  /// `sweep:`, taken apart.
  let lists: SweepLists
  /// The swept keys that make settings, already at one of their values each.
  let settings: [SweepAxis]
  /// Of the methods, where there are several.
  var compared: ComparedOptions? = nil
  /// What `data: {from: …}` means here.
  var known: DataSpecification? = nil

  /// `nil` only where problems were reported; a value may be incomplete where there were any.
  func specification(_ root: YAMLNode) -> JobSpecification? {
    guard
      let job = Section(
        root, key: nil, path: "", expected: "a mapping that begins with 'retort: 1'", log: log)
    else { return nil }
    job.refuseUnknown(besides: log.reference.names(in: ""))
    readVersion(job)
    let data = DataReader(log: log, known: known).data(job)
    let teacher = learner("teacher", job)
    let student = learner("student", job)
    // Where no method of a list can be read, that was reported.
    let isRead = job.has(JobKeys.method.path) || lists.list(JobKeys.method.path) == nil
    let method = isRead ? MethodReader(log: log).method(job) : nil
    let training = TrainingReader(log: log).training(
      job, validation: data?.specification.split.policy)
    let name = job.read(JobKeys.name)
    let priority = job.read(JobKeys.priority)
    let rerun = job.read(JobKeys.rerun)
    let seeds = job.read(JobKeys.seeds)
    let information = InformationReader(log: log).information(job)
    let metric = metric(job, target: data?.specification.target)

    if let node = job.node("experiment") {
      _ = job.scalar(node, JobKeys.experiment.kind, name: "experiment")
    }
    let distil = job.read(JobKeys.distil)
    let splits = job.read(JobKeys.splits)
    let sweep = SweepReader(
      log: log, lists: lists, settings: settings, compared: compared
    ).sweep(method)
    guard let data, let teacher, let student, let method else { return nil }
    let base = SweptBase(sweep: sweep)
    let specification = JobSpecification(
      name: name, priority: priority, rerun: rerun, data: data.specification,
      teacher: base.learner(teacher), student: base.learner(student), targets: teacher.targets,
      tuning: student.tuning,
      method: base.method(method.specification), training: training.specification, seeds: seeds,
      splits: splits, sweep: sweep.axes, information: information,
      distil: distil, metric: metric)
    CrossChecks(
      specification: specification, job: job, data: data, teacher: teacher, student: student,
      method: method, training: training, sweep: sweep, settings: settings, log: log
    ).report()
    return specification
  }

  private func learner(_ role: String, _ job: Section) -> LearnerReading? {
    LearnerReader(role: role, log: log, isModalitySwept: lists.list("\(role).modality") != nil)
      .learner(job)
  }

  private func readVersion(_ job: Section) {
    guard let node = job.node("retort"), let text = node.plainText, let version = Int(text),
      version > 1
    else {
      _ = job.read(JobKeys.retort)
      return
    }
    log.add(
      at: node, "unknown version of the format", expected: "1",
      remedy: "this build reads version 1; a newer file needs a newer Retort")
  }

  private func metric(_ job: Section, target: TargetSpecification?) -> PrimaryMetric {
    let fitting: [PrimaryMetric] = target.map(PrimaryMetric.fitting) ?? PrimaryMetric.allCases
    let fallback = fitting.first ?? .accuracy
    guard let node = job.node("metric"),
      case .text(let word)? = job.scalar(node, JobKeys.metric.kind, name: "metric"),
      let metric = PrimaryMetric(rawValue: word)
    else { return fallback }
    guard fitting.contains(metric) else {
      let words = QuotedText.list(fitting.map(\.rawValue))
      let kind =
        metric.isForLabels
        ? "labels, but the data has a target" : "a target, but the data has labels"
      log.add(
        at: node, "metric does not fit the data", found: "'\(word)', which is for \(kind)",
        expected: "one of: \(words)")
      return fallback
    }
    return metric
  }
}

extension PrimaryMetric {
  public var isForLabels: Bool {
    switch self {
    case .accuracy, .balancedAccuracy, .macroF1, .auc, .logLoss: true
    case .r2, .rmse: false
    }
  }

  /// The metrics of a kind of target; the first is the default.
  public static func fitting(_ target: TargetSpecification) -> [PrimaryMetric] {
    allCases.filter {
      switch target {
      case .labels: $0.isForLabels
      case .values: !$0.isForLabels
      }
    }
  }
}

/// The specification outside `sweep` with every swept key at its first swept value, so that two ways
/// of writing the same sweep are the same job.
private struct SweptBase {
  let sweep: SweepReading

  func learner(_ learner: LearnerReading) -> LearnerSpecification {
    var specification = learner.specification
    if case .text(let modality)? = sweep.first("\(learner.role).modality") {
      specification.modality = modality
    }
    return specification
  }

  func method(_ method: MethodSpecification) -> MethodSpecification {
    var method = method
    for option in method.options.keys {
      if let value = sweep.first("method.\(option)") { method.options[option] = value }
    }
    return method
  }
}
