/// What is wrong only in combination; every part by itself has been read.
struct CrossChecks {
  let specification: JobSpecification
  let job: Section
  let data: DataReading
  let teacher: LearnerReading
  let student: LearnerReading
  let training: TrainingReading
  let sweep: SweepReading
  let log: ProblemLog

  func report() {
    checkModalityNames()
    checkPairs()
    checkOptimizer()
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
      let items = job.existing("sweep").flatMap { $0.node(key) }
      guard case .list(let nodes)? = items?.content else { continue }
      for node in nodes { if let name = node.text, !node.isEmpty { check(name, at: node) } }
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
    let students = modalities(student)
    return modalities(teacher).filter { !$0.isEmpty && students.contains($0) }
  }

  /// A teacher teaches a student of another modality.
  private func checkPairs() {
    let students = modalities(student)
    let hasOther = modalities(teacher).contains { teacher in students.contains { $0 != teacher } }
    guard let name = equalPairs.first, !hasOther else { return }
    let others = names.filter { $0 != name }
    log.add(
      at: sweepPlace ?? student.section.node("modality"),
      "teacher and student see the same modality",
      expected: "two modalities",
      remedy: "other modalities of the data: \(others.isEmpty ? "none" : QuotedText.list(others))")
  }

  private var sweepPlace: YAMLNode? {
    sweep.nodes["teacher.modality"] ?? sweep.nodes["student.modality"]
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
      if !values.contains(.text(text)) { warnNotSwept(node, text, "\(learner.role).modality") }
    }
    guard let method = job.existing("method"),
      let options = method.existing(specification.method.name)
    else { return }
    for axis in sweep.axes {
      guard let option = axis.key.split(separator: ".").last, axis.key.hasPrefix("method."),
        let node = options.node(String(option)), let text = node.text
      else { continue }
      let isSwept = axis.values.contains { $0.text == text || Double($0.text) == Double(text) }
      if !isSwept { warnNotSwept(node, text, axis.key) }
    }
  }

  private func warnNotSwept(_ node: YAMLNode, _ text: String, _ key: String) {
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

  // MARK: Training

  private func checkOptimizer() {
    guard case .lbfgs? = specification.training.optimizer, let section = training.section else {
      return
    }
    for learner in [teacher, student] where !learner.specification.network.isLinear {
      log.add(
        at: section.node("optimizer"), "L-BFGS with a network that is not linear",
        found: "'lbfgs' with '\(learner.role).network: {mlp: …}'",
        expected: "sgd, rmsprop or adamw",
        remedy: "leave 'optimizer' out: linear networks then get lbfgs, others adamw")
      return
    }
  }

  private func warnAboutTraining() {
    if let node = job.node("seeds"), specification.seeds == 1 {
      log.add(
        .warning, at: node, "one seed", found: "", expected: "several, to tell a gain from luck",
        remedy: "the default is \(JobKeys.seeds.fallback)")
    }
    guard case .lbfgs? = specification.training.optimizer, let section = training.section else {
      return
    }
    for key in ["epochs", "batch", "clip"] {
      guard let node = section.keyNode(key) else { continue }
      log.add(
        .warning, at: node, "'training.\(key)' has no effect", found: "",
        remedy: "L-BFGS takes all rows at once; its bound is 'iterations'")
    }
  }

  /// Without validation rows nothing can be chosen between configurations.
  private func checkSelection() {
    guard specification.data.split.policy == ValidationPolicy.none else { return }
    let configurations = sweep.axes.filter { $0.key.hasPrefix("method.") && $0.values.count > 1 }
    guard let first = configurations.first else { return }
    let words = configurations.map { "\($0.values.count) values of '\($0.key)'" }
    log.add(
      at: sweep.nodes[first.key], "several configurations without validation rows",
      found: "\(QuotedText.list(words)) with 'validation: none'", expected: "one configuration",
      remedy: "give validation rows, or one value")
  }
}
