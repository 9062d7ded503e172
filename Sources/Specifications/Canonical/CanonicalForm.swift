/// The job as canonical JSON for digests: every default written out, without name, priority and rerun.
public func canonicalJSON(of specification: JobSpecification) -> String {
  specification.canonical.json
}

// Each value has its own canonical form, shaped like its part of `job.yaml`; a run's key hashes only
// the parts that its numbers depend on.

extension JobSpecification {
  public var canonical: CanonicalValue {
    var teacher = self.teacher.canonicalMembers
    teacher["targets"] = .text(targets.rawValue)
    var members: [String: CanonicalValue] = [
      "retort": .integer(1),
      "data": data.canonical,
      "teacher": .object(teacher),
      "student": student.canonical,
      "method": method.canonical,
      "training": training.canonical,
      "seeds": .integer(seeds),
      "sweep": SweepAxis.canonical(of: sweep, methods: methods),
      "information": .object([
        "estimators": .list(information.estimators.map { .text($0.rawValue) })
      ]),
      "metric": .text(metric.rawValue),
    ]
    // Keys that came later are left out at their defaults: older jobs keep their digests.
    if tuning != .bracket, case .object(var student)? = members["student"] {
      student["tuning"] = .text(tuning.rawValue)
      members["student"] = .object(student)
    }
    if !distil { members["distil"] = .flag(false) }
    if splits != 1 { members["splits"] = .integer(splits) }
    return .object(members)
  }
}

extension SweepAxis {
  /// Axes by key, zipped ones under `zip` in the order they expand.
  ///
  /// - Parameter methods: those of the key `method`, whose words in the axis say less than all.
  static func canonical(of axes: [SweepAxis], methods: [ComparedMethod] = []) -> CanonicalValue {
    func values(_ axis: SweepAxis) -> [CanonicalValue] {
      axis.key == JobKeys.method.path && !methods.isEmpty
        ? methods.map(\.canonical) : axis.values.map { CanonicalValue($0) }
    }
    func object(_ axes: [SweepAxis]) -> [String: CanonicalValue] {
      Dictionary(
        axes.map { ($0.key, .list(values($0))) }, uniquingKeysWith: { first, _ in first })
    }
    var members = object(axes.filter { $0.zip == nil })
    let zips = Set(axes.compactMap(\.zip)).sorted()
    if !zips.isEmpty {
      members["zip"] = .list(
        zips.map { number in .object(object(axes.filter { $0.zip == number })) })
    }
    return .object(members)
  }
}

extension LearnerSpecification {
  public var canonical: CanonicalValue { .object(canonicalMembers) }

  fileprivate var canonicalMembers: [String: CanonicalValue] {
    ["modality": .text(modality), "network": network.canonical]
  }
}

extension MethodSpecification {
  public var canonical: CanonicalValue {
    .object([name: .object(options.mapValues { CanonicalValue($0) })])
  }
}

extension TrainingSpecification {
  public var canonical: CanonicalValue {
    var members: [String: CanonicalValue] = [
      "epochs": epochs.map { .integer($0) } ?? .null,
      "batch": .integer(batch),
      "optimizer": optimizer?.canonical ?? .null,
      "weight_decay": .number(weightDecay),
      "clip": clip.map { .number($0) } ?? .null,
      "stop": stop.canonical,
      "initialisation": .text(initialisation.rawValue),
    ]
    // Keys that came later are left out at their defaults: older jobs keep their digests.
    if schedule != .constant { members["schedule"] = schedule.canonical }
    if warmup != 0 { members["warmup"] = .integer(warmup) }
    if let average { members["average"] = .number(average) }
    return .object(members)
  }
}

extension StoppingSpecification {
  public var canonical: CanonicalValue {
    switch self {
    case .automatic: .null
    case .none: .text("none")
    case .patience(let epochs): .object(["patience": .integer(epochs)])
    }
  }
}

extension ScheduleSpecification {
  public var canonical: CanonicalValue {
    switch self {
    case .constant: .text("constant")
    case .step(let every, let factor):
      .object(["step": .object(["every": .integer(every), "factor": .number(factor)])])
    case .cosine: .text("cosine")
    case .oneCycle(let rise): .object(["one-cycle": .object(["rise": .number(rise)])])
    }
  }
}

extension OptimizerSpecification {
  public var canonical: CanonicalValue {
    switch self {
    case .sgd(let rate, let momentum, let nesterov):
      var options: [String: CanonicalValue] = [
        "rate": .number(rate), "momentum": .number(momentum),
      ]
      if nesterov { options["nesterov"] = .flag(true) }
      return .object(["sgd": .object(options)])
    case .rmsprop(let rate, let decay, let epsilon):
      return .object([
        "rmsprop": .object([
          "rate": .number(rate), "decay": .number(decay), "epsilon": .number(epsilon),
        ])
      ])
    case .adam(let rate, let beta1, let beta2, let epsilon):
      return .object(["adam": Self.adaptive(rate, beta1, beta2, epsilon)])
    case .adamw(let rate, let beta1, let beta2, let epsilon):
      return .object(["adamw": Self.adaptive(rate, beta1, beta2, epsilon)])
    case .lbfgs(let iterations, let history, let tolerance):
      return .object([
        "lbfgs": .object([
          "iterations": .integer(iterations), "history": .integer(history),
          "tolerance": .number(tolerance),
        ])
      ])
    }
  }

  private static func adaptive(
    _ rate: Double, _ beta1: Double, _ beta2: Double, _ epsilon: Double
  ) -> CanonicalValue {
    .object([
      "rate": .number(rate), "beta1": .number(beta1), "beta2": .number(beta2),
      "epsilon": .number(epsilon),
    ])
  }
}
