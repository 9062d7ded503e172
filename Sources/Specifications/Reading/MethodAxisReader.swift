/// Reads several methods: `method: [hinton, fitnets]`, or the key `method` of a sweep.
///
/// Each is an experiment of its own on the same data, so that the key makes settings.
struct MethodAxisReader {
  let log: ProblemLog
  let lists: SweepLists

  private static let key = JobKeys.method.path

  // MARK: Short form

  /// The file with a list under `method` written under `sweep`, where it means the same.
  static func unfolded(_ root: YAMLNode, log: ProblemLog) -> YAMLNode {
    guard case .mapping(let entries) = root.content,
      let entry = entries.first(where: { $0.key.text == key }),
      case .list(let items) = entry.value.content, !items.isEmpty
    else { return root }
    var result = root
    result.content = .mapping(entries.filter { $0.key.text != key })
    if let list = SweepLists(root, log: log.empty).list(key) {
      log.add(
        at: list.place, "'\(key)' is swept twice",
        found: "here, and on line \(entry.key.position.line)", expected: "one list",
        remedy: "remove the list under 'method' or the one under 'sweep'")
      return result
    }
    // Where `sweep` is no mapping, its own reader says so.
    _ = try? result.put(
      entry.value, at: ["sweep", key], from: entry.key, networks: log.reference.networks)
    return result
  }

  // MARK: The axis

  /// `nil` where no value can be read.
  func axis(_ list: SweepList) -> AxisReading? {
    let expected = "a list, each \(MethodReader.expected)"
    if case .mapping(let entries) = list.node.content {
      log.add(
        at: list.node, "wrong type for '\(Self.key)'", found: list.node.kindInWords,
        expected: expected, remedy: remedy(for: entries))
      return nil
    }
    guard let items = Section.items(list.node, path: Self.key, expected: expected, log: log) else {
      return nil
    }
    // What is wrong with a method is reported here, not once more in each of its settings.
    let read = items.compactMap { node -> (method: MethodReading, node: YAMLNode)? in
      let before = log.count
      let method = MethodReader(log: log).method(node)
      return log.count == before ? method.map { ($0, node) } : nil
    }
    guard !read.isEmpty else { return nil }
    // Lists of a method's own make its variants; they are named only where two methods differ in nothing else.
    let short = read.map { words(for: $0.method, withLists: false) }
    let counts = short.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    let values = zip(read, short).map { entry, short in
      let isAlone = counts[short] == 1
      let text = isAlone ? short : words(for: entry.method, withLists: true)
      return (value: ScalarValue.text(text), node: entry.node)
    }
    return AxisReading(Self.key, values, at: list.place, zip: list.zip)
  }

  /// Whoever writes a mapping means an option, or one method.
  private func remedy(for entries: [YAMLNode.Entry]) -> String? {
    guard let name = entries.first?.key.text else { return nil }
    let methods = log.reference.methods
    if methods.methods.contains(where: { $0.option(named: name) != nil }) {
      return "write the whole key in one: '\(SweptKeys.optionPrefix)\(name): [...]'"
    }
    return methods.names.contains(name) ? "write a list of methods: '[\(name), …]'" : nil
  }

  /// A method as its axis names it; `nil` where it is wrong and reported.
  func value(of node: YAMLNode) -> ScalarValue? {
    MethodReader(log: log).method(node).map { .text(words(for: $0, withLists: false)) }
  }

  private func words(for reading: MethodReading, withLists: Bool) -> String {
    let own = reading.lists.reduce(into: [:]) { $0[$1.option.name] = $1.values.map(\.value) }
    let swept = reading.descriptor.options.map(\.name).filter {
      lists.list(SweptKeys.optionPrefix + $0) != nil
    }
    return log.reference.methods.words(
      for: reading.specification, lists: withLists ? own : [:],
      silent: Set(swept + (withLists ? [] : Array(own.keys))))
  }
}

/// What may be swept of the methods a job compares.
struct ComparedOptions {
  /// Keys of the options that any of them has.
  private(set) var keys: [String] = []
  /// Whether all of them could be read; of others nothing can be said.
  private(set) var areKnown = true

  init(_ list: SweepList, log: ProblemLog) {
    guard case .list(let items) = list.node.content else { return }
    // What is wrong with a method is reported where the axis is read.
    let reader = MethodReader(log: log.empty)
    var seen: Set<String> = []
    for item in items {
      guard let method = reader.method(item) else {
        areKnown = false
        continue
      }
      for option in method.descriptor.options {
        let key = SweptKeys.optionPrefix + option.name
        if seen.insert(key).inserted { keys.append(key) }
      }
    }
  }
}
