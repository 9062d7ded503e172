/// Every kind of network a specification may name, in the order they are listed to people.
public struct NetworkRegistry: Sendable {
  public let kinds: [any DescribedNetwork.Type]

  /// - Parameter kinds: of different names; what they share beside their names they describe alike.
  public init(_ kinds: [any DescribedNetwork.Type]) {
    self.kinds = kinds
    var meanings: [String: NetworkOption] = [:]
    for kind in kinds {
      let descriptor = kind.descriptor
      precondition(
        kinds.count { $0.descriptor.name == descriptor.name } == 1,
        "two kinds of network are called '\(descriptor.name)'")
      for option in descriptor.options(.beside) {
        precondition(
          meanings[option.name, default: option] == option,
          "'\(option.name)' beside '\(descriptor.name)' means something else than beside others")
        precondition(
          kinds.allSatisfy { $0.descriptor.name != option.name },
          "'\(option.name)' is an option of a network and a network")
        meanings[option.name] = option
      }
    }
  }

  public var descriptors: [NetworkDescriptor] { kinds.map { $0.descriptor } }

  func kind(named name: String) -> (any DescribedNetwork.Type)? {
    kinds.first { $0.descriptor.name == name }
  }

  /// Networks that take all their defaults when named alone.
  var words: [String] { descriptors.filter(\.isWord).map(\.name) }
  /// Networks that may be the key of a mapping.
  var names: [String] { descriptors.filter(\.isKey).map(\.name) }
  /// Networks behind whose name a mapping of options stands.
  var mappings: [String] { descriptors.filter { $0.isKey && $0.isWord }.map(\.name) }

  /// What a network may be: `linear, or a mapping of mlp or vision`.
  var inWords: String {
    let alone = descriptors.filter { !$0.isKey }.map(\.name)
    let mapping = names.isEmpty ? [] : ["a mapping of \(Self.alternatives(names))"]
    return QuotedText.list(alone + mapping, by: ", or ")
  }

  /// `a, b or c`.
  static func alternatives(_ words: [String]) -> String {
    guard words.count > 1, let last = words.last else { return words.first ?? "" }
    return "\(QuotedText.list(words.dropLast())) or \(last)"
  }

  /// The shortest network with something to set: `{mlp: [64]}`.
  var suggestion: String {
    (descriptors.first { !$0.isWord } ?? descriptors.first)?.shortest ?? "NETWORK"
  }

  /// How to write a network where there is none.
  var advice: String {
    let word = descriptors.first(where: \.isWord).map { ["'network: \($0.shortest)'"] } ?? []
    return "write \(Self.alternatives(word + ["'network: \(suggestion)'"]))"
  }
}
