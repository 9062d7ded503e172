/// The method as read: its options at one value each, and those written as lists.
struct MethodReading {
  var specification: MethodSpecification
  var descriptor: MethodDescriptor
  /// Lists among the options, by option name, with the node of each value.
  var lists:
    [(option: OptionDescriptor, values: [(value: ScalarValue, node: YAMLNode)], key: YAMLNode)]
  /// Nodes of the options given one value.
  var written: [String: YAMLNode]
}

/// Reads `method:`, whose names and options the registry knows.
struct MethodReader {
  let log: ProblemLog

  private var methods: MethodRegistry { log.reference.methods }

  func method(_ job: Section) -> MethodReading? {
    let names = methods.methods.map(\.name)
    guard let node = job.node("method") else {
      job.reportMissing(JobKeys.method, remedy: "known methods: \(QuotedText.list(names))")
      return nil
    }
    if let text = node.text, !node.isEmpty {
      guard let descriptor = known(text, at: node, names) else { return nil }
      return MethodReading(
        specification: defaults(of: descriptor), descriptor: descriptor, lists: [], written: [:])
    }
    guard let section = job.section("method", expected: JobKeys.method.kind.inWords) else {
      return nil
    }
    guard section.all.count == 1, let entry = section.all.first else {
      log.add(
        at: section.all.dropFirst().first?.key ?? node, "not one method",
        found: "\(section.all.count) of them", expected: "one of: \(QuotedText.list(names))",
        remedy: section.all.isEmpty ? nil : "a job has one method; compare methods in several jobs")
      return nil
    }
    guard let name = entry.key.text, let descriptor = known(name, at: entry.key, names) else {
      return nil
    }
    return options(entry, descriptor)
  }

  private func known(_ name: String, at node: YAMLNode, _ names: [String]) -> MethodDescriptor? {
    if let descriptor = methods.method(named: name) { return descriptor }
    let nearest = nearestName(to: name, among: names)
    log.add(
      at: node, "unknown method", found: name, expected: "one of: \(QuotedText.list(names))",
      remedy: nearest.map { "did you mean '\($0)'?" } ?? "choose one of these")
    return nil
  }

  private func defaults(of descriptor: MethodDescriptor) -> MethodSpecification {
    var options: [String: ScalarValue] = [:]
    for option in descriptor.options { options[option.name] = option.defaultValue }
    return MethodSpecification(name: descriptor.name, options: options)
  }

  private func options(_ entry: YAMLNode.Entry, _ descriptor: MethodDescriptor) -> MethodReading? {
    var reading = MethodReading(
      specification: defaults(of: descriptor), descriptor: descriptor, lists: [], written: [:])
    if entry.value.isEmpty { return reading }
    let path = "method.\(descriptor.name)"
    guard
      let section = Section(
        entry.value, key: entry.key, path: path, expected: "a mapping of options", log: log)
    else { return nil }
    section.refuseUnknown(besides: descriptor.options.map(\.name))
    for option in descriptor.options {
      guard let node = section.node(option.name), let key = section.keyNode(option.name) else {
        continue
      }
      let kind = ValueKind(option.kind)
      if case .list = node.content {
        let expected = "\(kind.inWords), or a list of such values"
        guard let items = section.items(node, name: option.name, expected: expected) else {
          continue
        }
        let values = items.compactMap { item in
          section.scalar(item, kind, name: option.name).map { (value: $0, node: item) }
        }
        reading.lists.append((option, values, key))
      } else if let value = section.scalar(node, kind, name: option.name) {
        reading.specification.options[option.name] = value
        reading.written[option.name] = node
      }
    }
    return reading
  }
}
