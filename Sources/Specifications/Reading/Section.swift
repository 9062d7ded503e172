import PlainText

/// A mapping of `job.yaml` being read: looks keys up, reports what is unknown, missing or wrong.
struct Section {
  /// As the reader knows it: `data.modalities.pixels`.
  let path: String
  let log: ProblemLog
  /// What a problem about the whole mapping points at: its key.
  let place: YAMLNode?
  private let entries: [YAMLNode.Entry]

  /// - Parameters:
  ///   - key: The node of the mapping's own key, if it has one.
  ///   - expected: What stands here if not a mapping; `nil` where the caller has reported it.
  init?(_ node: YAMLNode, key: YAMLNode?, path: String, expected: String, log: ProblemLog) {
    guard case .mapping(let entries) = node.content else {
      log.add(
        at: node, path.isEmpty ? "not a job specification" : "wrong type for '\(path)'",
        found: node.text == nil || node.isEmpty ? node.kindInWords : nil, expected: expected,
        remedy: log.reference.swept.remedy(forList: node, at: path))
      return nil
    }
    self.path = path
    self.log = log
    self.entries = entries
    place = key
  }

  /// A mapping that does not stand in the file by itself.
  init(_ entries: [YAMLNode.Entry], path: String, log: ProblemLog) {
    self.path = path
    self.log = log
    self.entries = entries
    place = entries.first?.key
  }

  /// Every key with its value, in the order written.
  var all: [YAMLNode.Entry] { entries }

  func node(_ name: String) -> YAMLNode? { entry(name)?.value }
  func keyNode(_ name: String) -> YAMLNode? { entry(name)?.key }
  func has(_ name: String) -> Bool { entry(name) != nil }

  private func entry(_ name: String) -> YAMLNode.Entry? {
    entries.first { $0.key.text == name }
  }

  func path(to name: String) -> String { path.isEmpty ? name : "\(path).\(name)" }

  /// Reports every key that is not among `known`.
  ///
  /// - Parameter what: What the keys are called: "key", "option", "method".
  func refuseUnknown(besides known: [String], what: String = "key") {
    for entry in entries {
      guard let name = name(of: entry) else { continue }
      guard !known.contains(name) else { continue }
      log.add(
        at: entry.key, "unknown \(what)", found: name,
        expected: known.isEmpty ? "none" : "one of: \(QuotedText.list(known))",
        remedy: remedy(for: name, known: known))
    }
  }

  /// The word of a key, or `nil` where it is none and that was reported.
  func name(of entry: YAMLNode.Entry) -> String? {
    if let name = entry.key.text { return name }
    log.add(
      at: entry.key, "wrong type for a key", found: entry.key.kindInWords, expected: "a word",
      remedy: "write a plain word before the colon")
    return nil
  }

  private func remedy(for name: String, known: [String]) -> String? {
    if let nearest = nearestName(to: name, among: known) { return "did you mean '\(nearest)'?" }
    let homes = log.reference.sections(of: name).filter { !$0.contains("NAME") }
    guard let home = homes.first, home != path else { return "remove it, or correct its name" }
    return home.isEmpty
      ? "'\(name)' belongs at the top level" : "'\(name)' belongs under '\(home)'"
  }

  func reportMissing(_ descriptor: KeyDescriptor, remedy: String? = nil) {
    let key = path(to: descriptor.name)
    log.add(
      at: place, "missing key '\(key)'", found: "",
      expected: "'\(descriptor.name):' with \(descriptor.kind.inWords)", remedy: remedy)
  }

  /// The value, its default where the key is absent; a stand-in where it is wrong and reported.
  func read<Value>(_ key: ScalarKey<Value>) -> Value {
    key.descriptor.presence == .required
      ? required(key) ?? key.fallback : optional(key) ?? key.fallback
  }

  /// The value, or `nil` where it is missing or wrong and that was reported.
  func required<Value>(_ key: ScalarKey<Value>) -> Value? {
    if !has(key.descriptor.name) { reportMissing(key.descriptor) }
    return optional(key)
  }

  /// The value, or `nil` where the key is absent, or wrong and reported.
  func optional<Value>(_ key: ScalarKey<Value>) -> Value? {
    guard let node = node(key.descriptor.name) else { return nil }
    return scalar(node, key.descriptor.kind, name: key.descriptor.name).flatMap(key.convert)
  }

  /// The value of a node as a kind, or `nil` where it is wrong and reported.
  ///
  /// - Parameter remedy: where the kind has none of its own.
  func scalar(
    _ node: YAMLNode, _ kind: ValueKind, name: String, remedy: String? = nil
  ) -> ScalarValue? {
    Self.scalar(node, kind, path: path(to: name), remedy: remedy, log: log)
  }

  static func scalar(
    _ node: YAMLNode, _ kind: ValueKind, path: String, remedy: String? = nil, log: ProblemLog
  ) -> ScalarValue? {
    do {
      return try kind.value(of: node)
    } catch {
      log.add(
        at: node, error.summary(of: path), found: error.found,
        expected: error.expected ?? kind.inWords,
        remedy: error.remedy ?? remedy ?? log.reference.swept.remedy(forList: node, at: path))
      return nil
    }
  }

  /// A nested mapping, or `nil` where it is absent, or wrong and reported.
  func section(_ name: String, expected: String = "a mapping") -> Section? {
    guard let entry = entry(name) else { return nil }
    return Section(
      entry.value, key: entry.key, path: path(to: name), expected: expected, log: log)
  }

  /// A nested mapping that was read before; `nil`, without a word, where there is none.
  func existing(_ name: String) -> Section? {
    guard let entry = entry(name), case .mapping = entry.value.content else { return nil }
    return Section(entry.value, key: entry.key, path: path(to: name), expected: "", log: log)
  }

  /// The items of a list of at least one, or `nil` where it is wrong and reported.
  func items(_ node: YAMLNode, name: String, expected: String) -> [YAMLNode]? {
    Self.items(node, path: path(to: name), expected: expected, log: log)
  }

  static func items(
    _ node: YAMLNode, path: String, expected: String, log: ProblemLog
  ) -> [YAMLNode]? {
    guard case .list(let items) = node.content else {
      let isScalar = node.text != nil && !node.isEmpty
      log.add(
        at: node, "wrong type for '\(path)'", found: isScalar ? nil : node.kindInWords,
        expected: expected,
        remedy: isScalar ? "write a list: [\(visibleText(node.text ?? ""))]" : nil)
      return nil
    }
    guard !items.isEmpty else {
      log.add(at: node, "empty list for '\(path)'", found: "", expected: expected)
      return nil
    }
    return items
  }

  /// Reports every value that a list holds more than once, at its second place.
  static func refuseRepetition(
    of values: [(value: String, node: YAMLNode)], path: String, log: ProblemLog
  ) {
    var counts: [String: Int] = [:]
    for (value, node) in values {
      counts[value, default: 0] += 1
      guard counts[value] == 2 else { continue }
      log.add(
        at: node, "repeated value in '\(path)'", expected: "every value once",
        remedy: "remove one of the two")
    }
  }
}
