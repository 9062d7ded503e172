/// What is wrong only in combination; every part by itself has been read.
struct CrossChecks {
  let specification: JobSpecification
  let job: Section
  let data: DataReading
  let teacher: LearnerReading
  let student: LearnerReading
  let method: MethodReading
  let training: TrainingReading
  let sweep: SweepReading
  /// Swept keys that make settings.
  let settings: [SweepAxis]
  let log: ProblemLog

  func report() {
    checkModalityNames()
    checkPairs()
    checkSplits()
    checkOptimizer()
    checkBatch()
    checkSchedule()
    checkSelection()
    // Of a file that has to be changed anyway, what is merely odd would only distract.
    guard !log.hasErrors else { return }
    warnAboutSkippedPairs()
    warnAboutUnsweptValues()
    warnAboutUnusedModalities()
    warnAboutTraining()
  }

  // MARK: Modalities

  private var names: [String] { data.specification.modalities.map(\.name) }

  /// The modalities a role takes in the grid.
  private func modalities(_ learner: LearnerReading) -> [String] {
    sweep.values("\(learner.role).modality")?.map(\.text) ?? [learner.specification.modality]
  }

  private func checkModalityNames() {
    for learner in [teacher, student] {
      let key = "\(learner.role).modality"
      if let node = learner.section.node("modality"), !learner.specification.modality.isEmpty {
        check(learner.specification.modality, at: node)
      }
      for node in sweep.reading(key)?.items ?? [] {
        if let name = node.text { check(name, at: node) }
      }
    }
  }

  private func check(_ name: String, at node: YAMLNode) {
    guard !names.contains(name) else { return }
    log.add(
      at: node, "unknown modality", found: name, expected: "one of: \(QuotedText.list(names))",
      remedy: nearestName(to: name, among: names).map { "did you mean '\($0)'?" }
        ?? "name a modality of 'data.modalities'")
  }

  /// The modalities that would teach themselves.
  private var equalPairs: [String] {
    specification.sweptPairs.compactMap {
      $0.teacher == $0.student && !$0.teacher.isEmpty ? $0.teacher : nil
    }
  }

  /// A teacher teaches a student of another modality.
  private func checkPairs() {
    let hasOther = specification.sweptPairs.contains { $0.teacher != $0.student }
    guard let name = equalPairs.first, !hasOther else { return }
    let others = names.filter { $0 != name }
    log.add(
      at: sweepPlace ?? student.section.node("modality"),
      "teacher and student see the same modality",
      expected: "two modalities",
      remedy: "other modalities of the data: \(others.isEmpty ? "none" : QuotedText.list(others))")
  }

  private var sweepPlace: YAMLNode? {
    sweep.place("teacher.modality") ?? sweep.place("student.modality")
  }

  private func warnAboutSkippedPairs() {
    guard !equalPairs.isEmpty else { return }
    log.add(
      .warning, at: sweepPlace, "pairs of one modality are skipped",
      found: QuotedText.list(equalPairs.map { "'\($0)' to '\($0)'" }))
  }

  private func warnAboutUnsweptValues() {
    for learner in [teacher, student] {
      guard let values = sweep.values("\(learner.role).modality"),
        let node = learner.section.node("modality"), names.contains(learner.specification.modality)
      else { continue }
      let text = learner.specification.modality
      if !values.contains(.text(text)) {
        Self.warnNotSwept(node, "\(learner.role).modality", log)
      }
    }
    for axis in sweep.axes where axis.isOption {
      guard let node = method.written[SweptKeys.option(of: axis.key)], let text = node.text else {
        continue
      }
      let number = Double(text)
      let isSwept = axis.values.contains {
        $0.text == text || number != nil && Double($0.text) == number
      }
      if !isSwept { Self.warnNotSwept(node, axis.key, log) }
    }
  }

  static func warnNotSwept(_ node: YAMLNode, _ key: String, _ log: ProblemLog) {
    log.add(
      .warning, at: node, "value is not run",
      found: "", remedy: "'\(key)' is swept, and its list does not hold this value")
  }

  private func warnAboutUnusedModalities() {
    let used = Set(modalities(teacher) + modalities(student))
    for (modality, node) in zip(data.specification.modalities, data.modalityNodes)
    where !used.contains(modality.name) {
      log.add(
        .warning, at: node, "modality is never used", found: "",
        expected: "it as teacher or student, or in 'sweep'")
    }
  }

  // MARK: Splits

  /// Only a split that is drawn can be drawn again.
  private func checkSplits() {
    guard specification.splits > 1, let node = job.node("splits") else { return }
    guard case .drawn = specification.data.split else {
      log.add(
        at: node, "no drawn split to repeat",
        found: "'splits: \(specification.splits)' with a split that is given",
        expected: "a split of fractions, as in '{train: 0.6, validation: 0.2, test: 0.2}'",
        remedy: "remove 'splits', or let the split be drawn")
      return
    }
    guard settings.contains(where: { $0.key == DataKeys.seed.descriptor.path }) else { return }
    log.add(
      at: node, "the split is repeated twice",
      found: "'splits: \(specification.splits)' and a sweep of 'data.split.seed'",
      expected: "one of the two",
      remedy: "'splits' draws the split again and averages; a sweep makes every seed an experiment "
        + "of its own")
  }

  // MARK: Training

  private func checkOptimizer() {
    guard case .lbfgs? = specification.training.optimizer, let section = training.section else {
      return
    }
    for learner in [teacher, student] where !learner.specification.network.isLinear {
      log.add(
        at: section.node("optimizer"), "L-BFGS with a network that is not linear",
        found: "'lbfgs' with '\(learner.role).network: {\(learner.specification.network.name): …}'",
        expected: "sgd, rmsprop, adam or adamw",
        remedy: "leave 'optimizer' out: linear networks then get lbfgs, others adamw")
      return
    }
  }

  /// A network may ask for more rows a batch.
  private func checkBatch() {
    let batch = specification.training.batch
    for learner in [teacher, student] {
      guard let refusal = learner.specification.network.refusal(ofBatch: batch),
        let place = training.section?.node("batch") ?? learner.section.node("network")
      else { continue }
      log.add(
        at: place, refusal.summary,
        found: "'batch: \(batch)' with '\(learner.role).network'", expected: refusal.expected,
        remedy: refusal.remedy)
      return
    }
  }

  /// The rate must be up before training ends.
  private func checkSchedule() {
    let training = specification.training
    guard training.warmup > 0, let node = self.training.section?.node("warmup") else { return }
    if case .lbfgs? = training.optimizer { return }
    let epochs = training.epochs ?? TrainingSpecification.leastEpochs
    if training.warmup >= epochs {
      log.add(
        at: node, "nothing left after the warm-up",
        found: "'warmup: \(training.warmup)' of 'epochs: \(epochs)'",
        expected: "fewer epochs of warm-up than of training",
        remedy: "lower 'warmup', or raise 'epochs'")
    } else if case .oneCycle = training.schedule {
      log.add(
        at: node, "the learning rate rises twice", found: "'warmup' with 'schedule: one-cycle'",
        expected: "one of the two", remedy: "remove 'warmup': one-cycle has its 'rise'")
    }
  }

  private func warnAboutTraining() {
    if let node = job.node("seeds"), specification.seeds == 1 {
      log.add(
        .warning, at: node, "one seed", found: "", expected: "several, to tell a gain from luck",
        remedy: "the default is \(JobKeys.seeds.fallback)")
    }
    if let node = job.node("distil"), !specification.distil {
      if settings.contains(where: { $0.key == JobKeys.method.path }) {
        log.add(
          .warning, at: node, "methods are compared, but nothing is distilled", found: "",
          remedy: "write one method, or remove 'distil: false'")
      } else if sweep.axes.contains(where: \.isOption) {
        log.add(
          .warning, at: node, "options of the method are swept, but nothing is distilled",
          found: "", remedy: "remove the lists of options, or 'distil: false'")
      }
    }
    guard case .lbfgs? = specification.training.optimizer, let section = training.section else {
      return
    }
    for key in ["epochs", "batch", "clip", "schedule", "warmup", "average"] {
      guard let node = section.keyNode(key) else { continue }
      log.add(
        .warning, at: node, "'training.\(key)' has no effect", found: "",
        remedy: "L-BFGS takes all rows at once; its bound is 'iterations'")
    }
  }

  /// Without validation rows nothing can be chosen between configurations.
  private func checkSelection() {
    guard specification.data.split.policy == ValidationPolicy.none else { return }
    let configurations = sweep.axes.filter { $0.isOption && $0.values.count > 1 }
    guard let first = configurations.first else { return }
    let words = configurations.map { "\($0.values.count) values of '\($0.key)'" }
    log.add(
      at: sweep.place(first.key), "several configurations without validation rows",
      found: "\(QuotedText.list(words)) with 'validation: none'", expected: "one configuration",
      remedy: "give validation rows, or one value")
  }
}
