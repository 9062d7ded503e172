/// Putting a value in the place of a key, as if the file had been written with it.
extension YAMLNode {
  /// Why a value cannot be put at a path.
  struct Obstacle: Error {
    /// What stands where a mapping is needed.
    var node: YAMLNode
    /// The keys that lead to it.
    var path: ArraySlice<String>
  }

  /// Puts a value at a path of keys. Mappings on the way that are absent are made; a word that stands
  /// for a mapping without entries (`optimizer: sgd`) becomes it.
  ///
  /// - Parameters:
  ///   - place: The key where the value was written, which its problems point at.
  ///   - networks: Whose names may be such words.
  /// - Returns: What stood there before.
  mutating func put(
    _ value: YAMLNode, at path: ArraySlice<String>, from place: YAMLNode, networks: NetworkRegistry
  ) throws(Obstacle) -> YAMLNode? {
    guard let name = path.first else {
      let before = self
      self = value
      return before
    }
    var entries = try entries(before: path, place, networks)
    let key = YAMLNode(
      position: place.position, extent: place.extent, content: .scalar(name, isPlain: true))
    let rest = path.dropFirst()
    var before: YAMLNode?
    if let index = entries.firstIndex(where: { $0.key.text == name }) {
      before = try entries[index].value.put(value, at: rest, from: place, networks: networks)
      if rest.isEmpty { entries[index].key = key }
    } else {
      var made = YAMLNode(position: key.position, extent: key.extent, content: .mapping([]))
      _ = try made.put(value, at: rest, from: place, networks: networks)
      entries.append(Entry(key: key, value: made))
    }
    content = .mapping(entries)
    return before
  }

  private func entries(
    before path: ArraySlice<String>, _ place: YAMLNode, _ networks: NetworkRegistry
  ) throws(Obstacle) -> [Entry] {
    if case .mapping(let entries) = content { return entries }
    if isEmpty { return [] }
    // `optimizer: sgd` says `optimizer: {sgd: {}}`.
    if let word = plainText, Self.isMapping(word, before: path, networks) {
      let options = YAMLNode(position: position, extent: extent, content: .mapping([]))
      return [Entry(key: self, value: options)]
    }
    throw Obstacle(node: self, path: path)
  }

  /// Whether a word stands for a mapping of one entry, in which the rest of a path may lead on.
  private static func isMapping(
    _ word: String, before path: ArraySlice<String>, _ networks: NetworkRegistry
  ) -> Bool {
    let choices = TrainingKeys.optimizerNames + TrainingKeys.scheduleMappings
    if choices.contains(word) { return path.count == 2 }
    // `network: transformer` takes `transformer.layers` and `dropout`.
    guard networks.mappings.contains(word), let network = networks.kind(named: word) else {
      return false
    }
    let besides = network.descriptor.options(.beside).map(\.name)
    return path.count == 2 || path.count == 1 && besides.contains { path == [$0] }
  }

  /// The node at a path of keys; `nil` where there is none.
  func node(at path: some Collection<String>) -> YAMLNode? {
    guard let name = path.first else { return self }
    guard case .mapping(let entries) = content else { return nil }
    return entries.first { $0.key.text == name }?.value.node(at: path.dropFirst())
  }

  /// Nodes in it, itself included.
  var count: Int {
    switch content {
    case .scalar: 1
    case .list(let items): items.reduce(1) { $0 + $1.count }
    case .mapping(let entries): entries.reduce(1) { $0 + $1.key.count + $1.value.count }
    }
  }
}
