/// Reads `teacher.network:` and `student.network:`, whose names and options the registry knows.
struct NetworkReader {
  let role: String
  let log: ProblemLog

  private var networks: NetworkRegistry { log.reference.networks }
  private var options: NetworkOptionReader { NetworkOptionReader(log: log) }
  private var path: String { "\(role).network" }

  /// A stand-in where there is none, or where it is wrong and reported.
  func network(_ learner: Section) -> NetworkSpecification {
    guard let node = learner.node("network") else {
      learner.reportMissing(
        NetworkKeys(role: role, networks: networks).network, remedy: networks.advice)
      return .unread
    }
    if let word = node.text, !node.isEmpty { return network(word, at: node) }
    guard let section = learner.section("network", expected: networks.inWords) else {
      return .unread
    }
    section.refuseUnknown(besides: log.reference.names(in: path))
    guard let kind = kind(section, node) else { return .unread }
    refuseForeignOptions(of: kind.descriptor, section)
    return network(kind, section)
  }

  /// A network named alone, which takes all its defaults.
  private func network(_ word: String, at node: YAMLNode) -> NetworkSpecification {
    let kind = networks.kind(named: word)
    if let kind, kind.descriptor.isWord { return NetworkSpecification(kind.init([:])) }
    let list = kind?.descriptor.list.map { list in
      "write \(list.numbers.meaning): \(kind?.descriptor.shortest ?? "")"
    }
    let nearest = nearestName(to: word, among: networks.words + networks.names)
    log.add(
      at: node, "unknown network", expected: networks.inWords,
      remedy: list ?? nearest.map { "did you mean '\($0)'?" } ?? "choose one of these")
    return .unread
  }

  // MARK: Which network

  /// Which of the networks a mapping names: exactly one.
  private func kind(_ section: Section, _ node: YAMLNode) -> (any DescribedNetwork.Type)? {
    let named = section.all.filter { $0.key.text.map(networks.names.contains) ?? false }
    if named.count > 1 {
      let names = named.map { QuotedText.quoted($0.key.text ?? "") }
      let swept = named.map { "{\($0.key.text ?? ""): …}" }
      log.add(
        at: named[1].key, "\(named.count == 2 ? "two" : "several") networks in one mapping",
        found: QuotedText.list(names, by: " and "), expected: "one of them",
        remedy: "remove the others; to try all, write 'sweep: {\(path): "
          + "[\(QuotedText.list(swept))]}'")
      return nil
    }
    if let name = named.first?.key.text { return networks.kind(named: name) }
    reportNone(section, node)
    return nil
  }

  /// Reports that a mapping names no network, and what is wrong with what it holds instead.
  private func reportNone(_ section: Section, _ node: YAMLNode) {
    // An unknown key may be the misspelled network, and was reported.
    let known = log.reference.names(in: path)
    guard section.all.allSatisfy({ $0.key.text.map(known.contains) ?? false }) else { return }
    let written = section.all.compactMap { $0.key.text }
    let taker = networks.descriptors.first { descriptor in
      written.allSatisfy { name in descriptor.options(.beside).contains { $0.name == name } }
    }
    log.add(
      at: section.all.isEmpty ? node : section.place, "no network in '\(path)'",
      found: section.all.isEmpty
        ? "" : QuotedText.list(written.map { QuotedText.quoted($0) }, by: " and ") + " alone",
      expected: "one of: \(QuotedText.list(networks.names))",
      remedy: section.all.isEmpty
        ? networks.advice
        : taker.map { "write e.g. '\($0.start)' beside \(written.count == 1 ? "it" : "them")" })
    for option in taker?.options(.beside) ?? [] {
      if let node = section.node(option.name) {
        _ = options.value(of: node, for: option, in: section)
      }
    }
  }

  /// Reports options that only other networks have beside them.
  private func refuseForeignOptions(of descriptor: NetworkDescriptor, _ section: Section) {
    let own = descriptor.options(.beside).map(\.name)
    for entry in section.all {
      guard let name = entry.key.text, !own.contains(name), !networks.names.contains(name) else {
        continue
      }
      let homes = networks.descriptors.filter { home in
        home.options(.beside).contains { $0.name == name }
      }
      guard !homes.isEmpty else { continue }
      let isInside = descriptor.options(.inside).contains { $0.name == name }
      log.add(
        at: entry.key, "'\(name)' of a network that has none",
        found: "'\(name)' beside '\(descriptor.name)'",
        expected: "'\(name)' beside "
          + NetworkRegistry.alternatives(homes.map { "'\($0.name)'" }),
        remedy: isInside ? "write it inside '\(descriptor.name)'" : "remove '\(name)'")
    }
  }

  // MARK: Its options

  private func network(
    _ kind: any DescribedNetwork.Type, _ section: Section
  ) -> NetworkSpecification {
    let descriptor = kind.descriptor
    let before = log.count
    var inside: Section?
    if descriptor.isWord {
      inside = mapping(behind: descriptor.name, section)
      guard inside != nil else { return .unread }
    }
    var values: [String: NetworkValue] = [:]
    var nodes: [String: YAMLNode] = [:]
    for option in descriptor.options {
      guard let home = option.place == .inside ? inside : section,
        let node = home.node(option.name)
      else { continue }
      nodes[option.name] = node
      values[option.name] = options.value(of: node, for: option, of: kind, in: home)
    }
    // A list that could not be read leaves no network to judge.
    if let list = descriptor.list, values[list.option.name] == nil { return .unread }
    let network = kind.init(values)
    for conflict in network.conflicts {
      let written = conflict.options.filter { nodes[$0] != nil }
      guard written.allSatisfy({ values[$0] != nil }) else { continue }
      let refusal = conflict.refusal
      log.add(
        at: written.first.flatMap { nodes[$0] } ?? section.keyNode(descriptor.name),
        refusal.summary, found: refusal.found, expected: refusal.expected, remedy: refusal.remedy)
    }
    if log.count == before {
      NetworkSizeCheck(log: log).refuse(network, at: section.node(descriptor.name))
    }
    return NetworkSpecification(network)
  }

  /// The options of a network that may be left out altogether (`{transformer: , dropout: 0.1}`).
  private func mapping(behind name: String, _ section: Section) -> Section? {
    guard let entry = section.all.first(where: { $0.key.text == name }) else { return nil }
    var value = entry.value
    if value.isEmpty { value.content = .mapping([]) }
    let path = section.path(to: name)
    guard
      let options = Section(
        value, key: entry.key, path: path, expected: "a mapping of its options", log: log)
    else { return nil }
    options.refuseUnknown(besides: log.reference.names(in: path), what: "option")
    return options
  }
}
