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
      batch: TrainingKeys.batch.fallback, weightDecay: TrainingKeys.weightDecay.fallback,
      stop: validation == ValidationPolicy.none ? .none : .automatic,
      initialisation: TrainingKeys.initialisation.fallback)
    guard job.has("training"), let section = job.section("training") else {
      return TrainingReading(specification: result, section: nil)
    }
    section.refuseUnknown(besides: log.reference.names(in: "training"))
    result.epochs = section.optional(TrainingKeys.epochs)
    result.batch = section.read(TrainingKeys.batch)
    result.optimizer = optimizer(section)
    result.weightDecay = section.read(TrainingKeys.weightDecay)
    result.clip = section.optional(TrainingKeys.clip)
    result.initialisation = section.read(TrainingKeys.initialisation)
    result.schedule = schedule(section) ?? .constant
    result.warmup = section.read(TrainingKeys.warmup)
    result.average = section.read(TrainingKeys.average)
    if let node = section.node("stop") { result.stop = stop(node, section) }
    if validation == ValidationPolicy.none, result.stop != .none {
      log.add(
        at: section.node("stop"), "early stopping without validation rows",
        found: "'stop' with 'validation: none'", expected: "'stop: none'",
        remedy: "remove 'stop', or give validation rows")
    }
    return TrainingReading(specification: result, section: section)
  }

  func stop(_ node: YAMLNode, _ training: Section) -> StoppingSpecification {
    if node.text == "none" { return .none }
    guard
      let stop = training.section("stop", expected: "none, or {patience: 10}")
    else { return .automatic }
    stop.refuseUnknown(besides: log.reference.names(in: "training.stop"))
    return stop.optional(TrainingKeys.patience).map { .patience($0) } ?? .automatic
  }

  // MARK: Optimizer

  func optimizer(_ training: Section) -> OptimizerSpecification? {
    guard
      let (name, section) = choice(
        "optimizer", training, names: TrainingKeys.optimizerNames,
        kind: TrainingKeys.optimizer.kind)
    else { return nil }
    switch name {
    case "sgd":
      let momentum = section.read(TrainingKeys.momentum)
      let nesterov = section.read(TrainingKeys.nesterov)
      if nesterov, momentum == 0 {
        log.add(
          at: section.node("nesterov"), "nesterov without momentum", found: "'momentum: 0'",
          expected: "a momentum to look ahead along",
          remedy: "remove 'nesterov', or write 'momentum: 0.9'")
      }
      return .sgd(
        rate: section.read(TrainingKeys.rate(of: name)), momentum: momentum, nesterov: nesterov)
    case "rmsprop":
      return .rmsprop(
        rate: section.read(TrainingKeys.rate(of: name)), decay: section.read(TrainingKeys.decay),
        epsilon: section.read(TrainingKeys.epsilon(of: name)))
    case "adam", "adamw":
      let rate = section.read(TrainingKeys.rate(of: name))
      let beta1 = section.read(TrainingKeys.beta1(of: name))
      let beta2 = section.read(TrainingKeys.beta2(of: name))
      let epsilon = section.read(TrainingKeys.epsilon(of: name))
      return name == "adam"
        ? .adam(rate: rate, beta1: beta1, beta2: beta2, epsilon: epsilon)
        : .adamw(rate: rate, beta1: beta1, beta2: beta2, epsilon: epsilon)
    case "lbfgs":
      return .lbfgs(
        iterations: section.read(TrainingKeys.iterations),
        history: section.read(TrainingKeys.history),
        tolerance: section.read(TrainingKeys.tolerance))
    default:
      return nil
    }
  }

  // MARK: Schedule

  func schedule(_ training: Section) -> ScheduleSpecification? {
    guard
      let (name, section) = choice(
        "schedule", training, names: TrainingKeys.scheduleNames, kind: TrainingKeys.schedule.kind)
    else { return nil }
    switch name {
    case "step":
      return .step(
        every: section.read(TrainingKeys.every), factor: section.read(TrainingKeys.factor))
    case "cosine": return .cosine
    case "one-cycle": return .oneCycle(rise: section.read(TrainingKeys.rise))
    default: return .constant
    }
  }

  // MARK: A name, or a mapping from it to its options

  /// The name and a mapping of its options, empty where it stands alone; `nil` where there is none, or
  /// where it is wrong and reported.
  private func choice(
    _ key: String, _ training: Section, names: [String], kind: ValueKind
  ) -> (name: String, options: Section)? {
    guard let node = training.node(key) else { return nil }
    let name: String
    var value = node
    let place: YAMLNode
    if let word = node.text, !node.isEmpty {
      (name, place) = (word, node)
      value.content = .mapping([])
    } else {
      guard
        let section = training.section(
          key, expected: "\(kind.inWords), or a mapping of one of them")
      else { return nil }
      guard section.all.count == 1, let entry = section.all.first else {
        log.add(
          at: section.all.dropFirst().first?.key ?? node, "not one \(key)",
          found: section.all.isEmpty
            ? "none" : QuotedText.list(section.all.map { QuotedText.quoted($0.key.text ?? "") }),
          expected: kind.inWords)
        return nil
      }
      guard let word = entry.key.text else { return nil }
      (name, place, value) = (word, entry.key, entry.value)
      if value.isEmpty { value.content = .mapping([]) }
    }
    guard names.contains(name) else {
      log.add(
        at: place, "unknown \(key)", found: name, expected: kind.inWords,
        remedy: nearestName(to: name, among: names).map { "did you mean '\($0)'?" }
          ?? "choose one of these")
      return nil
    }
    let path = "\(training.path(to: key)).\(name)"
    guard
      let options = Section(
        value, key: place, path: path, expected: "a mapping of its options", log: log)
    else { return nil }
    options.refuseUnknown(besides: log.reference.names(in: path))
    return (name, options)
  }
}
