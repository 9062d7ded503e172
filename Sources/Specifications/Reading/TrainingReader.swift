/// `training:` as read, with its section for later checks.
struct TrainingReading {
  var specification: TrainingSpecification
  var section: Section?
}

/// Reads `training:`.
struct TrainingReader {
  let log: ProblemLog

  /// - Parameter validation: The split's policy, `nil` where the split could not be read.
  func training(_ job: Section, validation: ValidationPolicy?) -> TrainingReading {
    var result = TrainingSpecification(
      epochs: TrainingKeys.epochs.fallback, batch: TrainingKeys.batch.fallback,
      weightDecay: TrainingKeys.weightDecay.fallback,
      patience: validation == ValidationPolicy.none ? nil : TrainingKeys.patience.fallback,
      initialisation: TrainingKeys.initialisation.fallback)
    guard job.has("training"), let section = job.section("training") else {
      return TrainingReading(specification: result, section: nil)
    }
    section.refuseUnknown(besides: SpecificationReference.names(in: "training"))
    result.epochs = section.read(TrainingKeys.epochs)
    result.batch = section.read(TrainingKeys.batch)
    result.optimizer = optimizer(section)
    result.weightDecay = section.read(TrainingKeys.weightDecay)
    result.clip = section.optional(TrainingKeys.clip)
    result.initialisation = section.read(TrainingKeys.initialisation)
    if let node = section.node("stop") { result.patience = patience(node, section) }
    if validation == ValidationPolicy.none, result.patience != nil {
      log.add(
        at: section.node("stop"), "early stopping without validation rows",
        found: "'stop' with 'validation: none'", expected: "'stop: none'",
        remedy: "remove 'stop', or give validation rows")
    }
    return TrainingReading(specification: result, section: section)
  }

  func patience(_ node: YAMLNode, _ training: Section) -> Int? {
    if node.plainText == "none" { return nil }
    guard
      let stop = training.section("stop", expected: "none, or {patience: 10}")
    else { return TrainingKeys.patience.fallback }
    stop.refuseUnknown(besides: SpecificationReference.names(in: "training.stop"))
    return stop.read(TrainingKeys.patience)
  }

  // MARK: Optimizer

  func optimizer(_ training: Section) -> OptimizerSpecification? {
    guard let node = training.node("optimizer") else { return nil }
    if let name = node.text, !node.isEmpty {
      guard isKnown(name, at: node) else { return nil }
      let none = YAMLNode(position: node.position, extent: node.extent, content: .mapping([]))
      return Section(none, key: node, path: "training.optimizer.\(name)", expected: "", log: log)
        .flatMap { options(of: name, $0) }
    }
    guard
      let section = training.section(
        "optimizer", expected: "\(TrainingKeys.optimizer.kind.inWords), or a mapping of one of them"
      )
    else { return nil }
    guard section.all.count == 1, let entry = section.all.first else {
      log.add(
        at: section.all.dropFirst().first?.key ?? node, "not one optimizer",
        found: section.all.isEmpty
          ? "none" : QuotedText.list(section.all.map { QuotedText.quoted($0.key.text ?? "") }),
        expected: TrainingKeys.optimizer.kind.inWords)
      return nil
    }
    guard let name = entry.key.text, isKnown(name, at: entry.key) else { return nil }
    var value = entry.value
    if value.isEmpty { value.content = .mapping([]) }
    let path = section.path(to: name)
    return Section(
      value, key: entry.key, path: path, expected: "a mapping of its options", log: log
    ).flatMap { options(of: name, $0) }
  }

  private func isKnown(_ name: String, at node: YAMLNode) -> Bool {
    if TrainingKeys.optimizerNames.contains(name) { return true }
    let nearest = nearestName(to: name, among: TrainingKeys.optimizerNames)
    log.add(
      at: node, "unknown optimizer", found: name, expected: TrainingKeys.optimizer.kind.inWords,
      remedy: (name == "adam" ? "adamw" : nearest).map { "did you mean '\($0)'?" }
        ?? "choose one of these")
    return false
  }

  private func options(of name: String, _ section: Section) -> OptimizerSpecification? {
    section.refuseUnknown(besides: SpecificationReference.names(in: section.path))
    switch name {
    case "sgd":
      return .sgd(
        rate: section.read(TrainingKeys.rate(of: name)),
        momentum: section.read(TrainingKeys.momentum))
    case "rmsprop":
      return .rmsprop(
        rate: section.read(TrainingKeys.rate(of: name)), decay: section.read(TrainingKeys.decay),
        epsilon: section.read(TrainingKeys.epsilon(of: name)))
    case "adamw":
      return .adamw(
        rate: section.read(TrainingKeys.rate(of: name)), beta1: section.read(TrainingKeys.beta1),
        beta2: section.read(TrainingKeys.beta2),
        epsilon: section.read(TrainingKeys.epsilon(of: name)))
    case "lbfgs":
      return .lbfgs(
        iterations: section.read(TrainingKeys.iterations),
        history: section.read(TrainingKeys.history),
        tolerance: section.read(TrainingKeys.tolerance))
    default:
      return nil
    }
  }
}
