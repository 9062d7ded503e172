/// One option of a network: the values it takes, where it stands and what it means.
///
/// The reader, the schema, the reference and the canonical form are all made from it.
public struct NetworkOption: Sendable, Hashable {
  /// Where an option stands in the mapping of its network.
  public enum Place: Sendable, Hashable {
    /// Behind the network's name, whose name it bears: `{mlp: [64]}`. Such a network cannot do without.
    case name
    /// In the mapping behind the network's name: `{transformer: {layers: 2}}`.
    case inside
    /// Beside the network's name: `{mlp: [64], dropout: 0.1}`. Networks may share such an option.
    case beside
  }

  /// What an option is where it is not written.
  public enum Fallback: Sendable, Hashable {
    case required
    case value(NetworkValue)
    /// So many times another option of the network.
    case multiple(Int, of: String)
    /// Not set; in words, what that means.
    case absent(String)
  }

  public var name: String
  public var kind: ValueKind
  public var place: Place
  public var fallback: Fallback
  /// One sentence.
  public var summary: String
  /// Whether a network in words says it in one phrase with its name, defaults too: `vision patch 4`.
  public var isSaidWithName: Bool
  /// Whether the canonical form leaves its default out, because it came later and older jobs keep their
  /// digests.
  public var cameLater: Bool

  public init(
    _ name: String, _ kind: ValueKind, _ place: Place, _ fallback: Fallback,
    isSaidWithName: Bool = false, cameLater: Bool = false, _ summary: String
  ) {
    self.name = name
    self.kind = kind
    self.place = place
    self.fallback = fallback
    self.isSaidWithName = isSaidWithName
    self.cameLater = cameLater
    self.summary = summary
  }

  /// Its key in `job.yaml`.
  /// - Parameters:
  ///   - path: `student.network`.
  ///   - network: the name of its network.
  func key(at path: String, of network: String) -> KeyDescriptor {
    let presence: KeyDescriptor.Presence =
      switch fallback {
      // Required of this network, which need not be the one.
      case .required: .optional("not used")
      case .value(let value): .defaultValue(value.text)
      case .multiple(let factor, let other): .optional("\(factor) · `\(other)`")
      case .absent(let meaning): .optional(meaning)
      }
    let section = place == .inside ? "\(path).\(network)" : path
    return KeyDescriptor("\(section).\(name)", kind, presence, summary)
  }

  /// Its default beside the other options; `nil` where it has none.
  func fallbackValue(beside values: [String: NetworkValue]) -> NetworkValue? {
    switch fallback {
    case .value(let value): return fitting(value)
    case .multiple(let factor, let other):
      guard case .integer(let number)? = values[other] else { return nil }
      return .integer(number.saturating(times: factor))
    case .required, .absent: return nil
    }
  }

  /// A value written as a whole number where any number will do is the same value.
  func fitting(_ value: NetworkValue) -> NetworkValue {
    if case .number = kind, case .integer(let number) = value { return .number(Double(number)) }
    return value
  }
}
