/// A teacher or student as read, with the places later checks point at.
struct LearnerReading {
  var role: String
  var specification: LearnerSpecification
  var targets: TeacherTargets
  var section: Section
}

/// Reads `teacher:` and `student:`.
struct LearnerReader {
  let role: String
  let log: ProblemLog
  /// Whether the sweep says which modalities it sees.
  var isModalitySwept = false

  func learner(_ job: Section) -> LearnerReading? {
    let descriptor = role == "teacher" ? JobKeys.teacher : JobKeys.student
    guard job.has(role) else {
      job.reportMissing(
        descriptor, remedy: "write e.g. '\(role): {modality: NAME, network: {mlp: [64]}}'")
      return nil
    }
    guard let section = job.section(role, expected: descriptor.kind.inWords) else { return nil }
    section.refuseUnknown(besides: SpecificationReference.names(in: role))
    let modalityKey = LearnerKeys.modality(of: role)
    let modality = section.optional(modalityKey) ?? ""
    if !section.has("modality"), !isModalitySwept {
      let known = job.existing("data")?.existing("modalities")?.all.compactMap(\.key.text) ?? []
      section.reportMissing(
        modalityKey.descriptor,
        remedy: known.isEmpty
          ? nil : "modalities of the data: \(QuotedText.list(known.map(QuotedText.quoted)))")
    }
    let targets = role == "teacher" ? section.read(LearnerKeys.targets) : .crossFitted
    return LearnerReading(
      role: role,
      specification: LearnerSpecification(modality: modality, network: network(section)),
      targets: targets, section: section)
  }

  // MARK: Network

  func network(_ learner: Section) -> NetworkSpecification {
    let descriptor = LearnerKeys.network(of: role)
    guard let node = learner.node("network") else {
      learner.reportMissing(descriptor, remedy: "write 'network: linear' or 'network: {mlp: [64]}'")
      return .linear
    }
    if let text = node.plainText, !node.isEmpty {
      if text != "linear" {
        let nearest = nearestName(to: text, among: ["linear"])
        log.add(
          at: node, "unknown network", expected: "linear, or {mlp: [64]}",
          remedy: nearest.map { "did you mean '\($0)'?" }
            ?? (text == "mlp" ? "write its widths: {mlp: [64]}" : "choose one of these"))
      }
      return .linear
    }
    guard let section = learner.section("network", expected: "linear, or {mlp: [64]}") else {
      return .linear
    }
    section.refuseUnknown(besides: SpecificationReference.names(in: "\(role).network"))
    let dropout = section.read(LearnerKeys.dropout(of: role))
    guard let mlp = section.node("mlp") else {
      let place = section.all.isEmpty ? node : section.place
      log.add(
        at: place, "missing key '\(role).network.mlp'", found: "",
        expected: "'mlp:' with the widths of the hidden layers",
        remedy: "write 'network: linear' or 'network: {mlp: [64]}'")
      return .linear
    }
    let hidden = widths(mlp, path: section.path(to: "mlp"))
    return NetworkSpecification(hidden: hidden, dropout: dropout)
  }

  func widths(_ node: YAMLNode, path: String) -> [Int] {
    let expected = LearnerKeys.mlp(of: role).kind.inWords
    guard let items = Section.items(node, path: path, expected: expected, log: log) else {
      return []
    }
    guard items.count <= NetworkSpecification.maximumLayers else {
      log.add(
        at: node, "too many layers in '\(path)'", found: "\(items.count) layers",
        expected: "at most \(NetworkSpecification.maximumLayers)")
      return []
    }
    if refuseSize(items, node) { return [] }
    return items.compactMap {
      guard
        case .integer(let width)? = Section.scalar(
          $0, .integer(1...NetworkSpecification.maximumWidth), path: path, log: log)
      else { return nil }
      return width
    }
  }

  /// Whether the hidden layers alone, between one input and one output, have too many parameters.
  private func refuseSize(_ items: [YAMLNode], _ node: YAMLNode) -> Bool {
    let widths = items.compactMap { $0.plainText.flatMap { Int($0) } }
    guard widths.count == items.count, widths.allSatisfy({ $0 > 0 }), widths.count > 1 else {
      return false
    }
    let count = NetworkSpecification(hidden: widths).parameterCount(inputs: 1, outputs: 1)
    guard count > NetworkSpecification.maximumParameters else { return false }
    let inWords = count == .max ? "over \(NumberText.grouped(.max))" : NumberText.grouped(count)
    log.add(
      at: node, "network too large",
      found: "\(inWords) parameters, \(NumberText.bytes(Double(count) * 4)) of weights",
      expected: "at most \(NumberText.grouped(NetworkSpecification.maximumParameters)) parameters "
        + "(\(NumberText.bytes(Double(NetworkSpecification.maximumParameters) * 4)))",
      remedy: "use narrower layers")
    return true
  }
}
