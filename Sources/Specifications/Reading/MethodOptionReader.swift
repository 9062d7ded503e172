/// Reads the options behind the name of a method, or of a loss in a sum.
struct MethodOptionReader {
  /// Of the mapping: `method.hinton`.
  let path: String
  let log: ProblemLog

  /// - Parameters:
  ///   - entry: the name with its options; nothing behind it means all defaults.
  ///   - descriptor: of the options by their own names.
  ///   - place: what the reading calls an option of this name.
  /// - Returns: whether there are options to read at all.
  func read(
    _ entry: YAMLNode.Entry, _ descriptor: MethodDescriptor, into reading: inout MethodReading,
    place: (String) -> String
  ) -> Bool {
    if entry.value.isEmpty { return true }
    guard
      let section = Section(
        entry.value, key: entry.key, path: path, expected: "a mapping of options", log: log)
    else { return false }
    section.refuseUnknown(besides: descriptor.options.map(\.name))
    for option in descriptor.options {
      guard let node = section.node(option.name), let key = section.keyNode(option.name) else {
        continue
      }
      let name = place(option.name)
      let kind = ValueKind(option.kind)
      func value(_ node: YAMLNode) -> ScalarValue? {
        section.scalar(
          node, kind, name: option.name, remedy: Self.remedy(for: option, given: node))
      }
      if case .list = node.content {
        let expected = "\(kind.inWords), or a list of such values"
        guard let items = section.items(node, name: option.name, expected: expected) else {
          continue
        }
        let values = items.compactMap { item in value(item).map { (value: $0, node: item) } }
        guard let whole = reading.descriptor.option(named: name) else { continue }
        reading.lists.append((whole, values, key))
      } else if let value = value(node) {
        reading.specification.options[name] = value
        reading.written[name] = node
      }
    }
    return true
  }

  /// A weight below 0 would have the student move away from what it should learn.
  private static func remedy(for option: OptionDescriptor, given node: YAMLNode) -> String? {
    guard option.name == OptionDescriptor.summandWeight.name,
      let number = node.plainText.flatMap({ Double($0) }), number < 0
    else { return nil }
    return "a loss is added, never taken away: write 0, or leave it out"
  }
}
