/// A value a job sets that is not its default; a row of its provenance.
public struct NonDefaultValue: Sendable, Hashable {
  /// Dotted key of `job.yaml`: `training.epochs`.
  public var key: String
  /// As one would write it: `60`, `[128, 64]`.
  public var text: String

  public init(key: String, text: String) {
    self.key = key
    self.text = text
  }
}

extension JobSpecification {
  /// What this job says beyond the defaults, sorted by key.
  ///
  /// - Parameters:
  ///   - methods: Know the defaults of their options.
  ///   - networks: Know theirs.
  public func nonDefaultValues(
    methods: MethodRegistry, networks: NetworkRegistry
  ) -> [NonDefaultValue] {
    let reference = SpecificationReference(methods: methods, networks: networks)
    var defaults: [String: String] = ["metric": PrimaryMetric.fitting(data.target)[0].rawValue]
    for key in reference.keysAndOptions {
      if case .defaultValue(let text) = key.presence { defaults[key.path] = text }
    }
    defaults["information.estimators"] =
      CanonicalValue.list(InformationEstimatorName.allCases.map { .text($0.rawValue) }).inWords
    if case .labels = data.target {
      defaults["data.split.stratify"] = "true"
    } else {
      defaults["data.split.stratify"] = "false"
    }
    // `validation: none` already says that nothing stops early.
    if data.split.policy == .none { defaults["training.stop"] = "none" }
    let swept = Set(sweep.map(\.key))
    return leaves(of: canonical(naming: methods), at: "", networks.words).filter { leaf in
      leaf.key != "retort" && defaults[leaf.key] != leaf.text && !isSwept(leaf.key, swept)
    }
  }

  /// The base value of a swept key says nothing: its list is a row of its own.
  private func isSwept(_ key: String, _ swept: Set<String>) -> Bool {
    // `method.hinton.lambda` is swept as `method.lambda`.
    let parts = key.split(separator: ".", maxSplits: 2)
    let option = parts.last.map { "\(SweptKeys.optionPrefix)\($0)" } ?? key
    return swept.contains { key == $0 || key.hasPrefix("\($0).") }
      || (parts.count == 3 && parts[0] == "method" && swept.contains(option))
  }

  /// The canonical form with compared methods in words.
  private func canonical(naming registry: MethodRegistry) -> CanonicalValue {
    guard !methods.isEmpty, case .object(var members) = canonical else { return canonical }
    let named = sweep.map { axis in
      var axis = axis
      if axis.key == JobKeys.method.path {
        axis.values = methods.map { .text(registry.words(for: $0.method, lists: $0.lists)) }
      }
      return axis
    }
    members["sweep"] = SweepAxis.canonical(of: named)
    return .object(members)
  }

  private func leaves(
    of value: CanonicalValue, at path: String, _ networks: [String]
  ) -> [NonDefaultValue] {
    switch value {
    case .null: return []
    case .object(let members):
      let rows = members.flatMap { key, member in
        leaves(of: member, at: path.isEmpty ? key : "\(path).\(key)", networks)
      }
      // Which method, optimizer, schedule and network is said even where all their options have
      // defaults.
      let isChoice =
        path == "method" || path == TrainingKeys.optimizer.path
        || path == TrainingKeys.schedule.path
      let named =
        isChoice
        ? Array(members.keys)
        : path.hasSuffix(".network") ? networks.filter { members[$0] != nil } : []
      let choice = named.map { NonDefaultValue(key: path, text: $0) }
      return (choice + rows).sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    default: return [NonDefaultValue(key: path, text: value.inWords)]
    }
  }
}
