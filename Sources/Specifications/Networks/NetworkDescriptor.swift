/// How `job.yaml` spells one kind of network: its name, its options and what they mean.
///
/// What form a network has follows from its options:
///
/// | options | written |
/// |---|---|
/// | none | `linear` |
/// | one behind the name | `{mlp: [64], dropout: 0.1}` |
/// | others | `transformer`, or `{transformer: {layers: 2}, dropout: 0.1}` |
public struct NetworkDescriptor: Sendable, Hashable {
  /// The word that stands for it in `job.yaml`, and in a network's canonical form.
  public var name: String
  /// One sentence.
  public var summary: String
  /// As the reference shows it: `{vision: {patch: 4}}`.
  public var example: String
  /// In the order in which a network in words names them.
  public var options: [NetworkOption]

  public init(name: String, summary: String, example: String, options: [NetworkOption] = []) {
    self.name = name
    self.summary = summary
    self.example = example
    self.options = options
  }

  /// The list behind the name.
  var list: (option: NetworkOption, numbers: NumberList)? {
    for option in options where option.place == .name {
      if case .integers(let numbers) = option.kind { return (option, numbers) }
    }
    return nil
  }

  /// Whether the name alone is a network, all of whose options have defaults.
  var isWord: Bool { list == nil }
  /// Whether the name may be a key, with something behind or beside it.
  var isKey: Bool { !options.isEmpty }

  func options(_ place: NetworkOption.Place) -> [NetworkOption] {
    options.filter { $0.place == place }
  }

  /// The shortest way to write it: `linear`, `{mlp: [64]}`.
  var shortest: String {
    list.map { "{\(name): [\(QuotedText.list($0.numbers.example.map(String.init)))]}" } ?? name
  }

  /// The first words of a mapping of it: `mlp: [64]`, `vision: {…}`.
  var start: String { list == nil ? "\(name): {…}" : String(shortest.dropFirst().dropLast()) }

  /// Its keys below `student.network`; shared ones too.
  func keys(at path: String) -> [KeyDescriptor] {
    guard isKey else { return [] }
    let own = KeyDescriptor(
      "\(path).\(name)", .shape("a mapping of its options"), .optional("not used"), summary)
    let behind = options(.name).map { $0.key(at: path, of: name) }
    return (behind.isEmpty ? [own] : behind)
      + options.filter { $0.place != .name }.map { $0.key(at: path, of: name) }
  }

  /// Option values with the defaults of those that are not written.
  public func values(_ written: [String: NetworkValue] = [:]) -> NetworkOptions {
    var values = written
    for name in written.keys {
      precondition(options.contains { $0.name == name }, "'\(self.name)' has no option '\(name)'")
    }
    for option in options {
      // What a multiple is of stands before it.
      values[option.name] =
        values[option.name].map(option.fitting) ?? option.fallbackValue(beside: values)
    }
    return NetworkOptions(filledIn: values)
  }
}
