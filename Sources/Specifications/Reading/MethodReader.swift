/// The method as read: its options at one value each, and those written as lists.
struct MethodReading {
  var specification: MethodSpecification
  var descriptor: MethodDescriptor
  /// Lists among the options, by option name, with the node of each value.
  var lists:
    [(option: OptionDescriptor, values: [(value: ScalarValue, node: YAMLNode)], key: YAMLNode)] = []
  /// Nodes of the options given one value.
  var written: [String: YAMLNode] = [:]

  /// With every option at its default.
  init(_ descriptor: MethodDescriptor) {
    self.descriptor = descriptor
    specification = MethodSpecification(
      name: descriptor.name,
      options: descriptor.options.reduce(into: [:]) { $0[$1.name] = $1.defaultValue })
  }
}

/// Reads `method:`, whose names and options the registry knows.
///
/// Several methods are taken apart before (`MethodAxisReader`): here stands one.
struct MethodReader {
  /// What one method looks like.
  static let expected = "a method's name, or a mapping from it to its options"

  let log: ProblemLog

  private var methods: MethodRegistry { log.reference.methods }
  private let path = JobKeys.method.path

  func method(_ job: Section) -> MethodReading? {
    guard let node = job.node(path) else {
      job.reportMissing(
        JobKeys.method, remedy: "known methods: \(QuotedText.list(methods.methods.map(\.name)))")
      return nil
    }
    return method(node)
  }

  func method(_ node: YAMLNode) -> MethodReading? {
    if case .list(let items) = node.content, items.isEmpty {
      log.add(
        at: node, "empty list for '\(path)'", found: "", expected: "one method or more",
        remedy: "write e.g. 'method: [\(QuotedText.list(methods.methods.prefix(2).map(\.name)))]'")
      return nil
    }
    if let text = node.text, !node.isEmpty {
      return known(text, at: node).map { MethodReading($0) }
    }
    guard let section = Section(node, key: nil, path: path, expected: Self.expected, log: log)
    else { return nil }
    guard section.all.count == 1, let entry = section.all.first else {
      let several = QuotedText.list(section.all.map { $0.key.text ?? "…" })
      log.add(
        at: section.all.dropFirst().first?.key ?? node, "not one method",
        found: "\(section.all.count) of them",
        expected: "one of: \(QuotedText.list(methods.names))",
        remedy: section.all.isEmpty
          ? nil
          : "to compare methods write a list: 'method: [\(QuotedText.cut(several, to: 60))]'")
      return nil
    }
    guard let name = section.name(of: entry) else { return nil }
    if name == MethodSpecification.sum, !methods.losses.isEmpty {
      return LossSumReader(log: log).sum(entry)
    }
    guard let descriptor = known(name, at: entry.key) else { return nil }
    var reading = MethodReading(descriptor)
    let options = MethodOptionReader(path: "\(path).\(name)", log: log)
    return options.read(entry, descriptor, into: &reading) { $0 } ? reading : nil
  }

  private func known(_ name: String, at node: YAMLNode) -> MethodDescriptor? {
    if let descriptor = methods.method(named: name) { return descriptor }
    if name == MethodSpecification.sum, !methods.losses.isEmpty {
      log.add(
        at: node, "a sum without its losses", found: "", expected: LossSumReader.expected,
        remedy: LossSumReader.advice)
      return nil
    }
    let nearest = nearestName(to: name, among: methods.names)
    log.add(
      at: node, "unknown method", found: name,
      expected: "one of: \(QuotedText.list(methods.names))",
      remedy: nearest.map { "did you mean '\($0)'?" } ?? "choose one of these")
    return nil
  }
}
