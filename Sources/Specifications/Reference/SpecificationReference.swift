/// Every key of `job.yaml`, in the order a person writes them.
///
/// This list is the only place where a key's range, default and meaning stand: readers validate by
/// it, problems take their known keys from it, `docs/job-yaml.md` is generated from it. Which methods and
/// networks there are it is told.
public struct SpecificationReference: Sendable {
  public let methods: MethodRegistry
  public let networks: NetworkRegistry
  /// Without the options of methods.
  public let keys: [KeyDescriptor]
  let swept: SweptKeys
  private let namesBySection: [String: [String]]

  public init(methods: MethodRegistry, networks: NetworkRegistry) {
    self.methods = methods
    self.networks = networks
    keys =
      JobKeys.all + DataKeys.all + LearnerKeys.all(networks) + TrainingKeys.all + ResultKeys.all
    swept = SweptKeys(keys: keys, networks: networks)
    namesBySection = Dictionary(grouping: keys, by: \.section).mapValues { $0.map(\.name) }
  }

  /// Where no method and no network is asked for.
  static let withoutKinds = SpecificationReference(
    methods: MethodRegistry(methods: []), networks: NetworkRegistry([]))

  /// The keys and every option of every method, as `method.NAME.OPTION`.
  public var keysAndOptions: [KeyDescriptor] {
    keys + methods.methods.flatMap { method in method.options.map { Self.option(of: method, $0) } }
  }

  /// Names of the keys a mapping may hold; `section` is empty for the top level.
  func names(in section: String) -> [String] { namesBySection[section] ?? [] }

  /// The sections in which a key of this name exists.
  func sections(of name: String) -> [String] {
    keys.filter { $0.name == name }.map(\.section)
  }

  private static func option(
    of method: MethodDescriptor, _ option: OptionDescriptor
  ) -> KeyDescriptor {
    KeyDescriptor(
      "method.\(method.name).\(option.name)", ValueKind(option.kind),
      .defaultValue(option.defaultValue.text), option.summary)
  }

  /// A Markdown table: key, value, default, meaning.
  public var markdown: String {
    var lines = ["| key | value | default | meaning |", "|---|---|---|---|"]
    for key in keys {
      let fallback =
        switch key.presence {
        case .required: "**required**"
        case .defaultValue(let text): "`\(text)`"
        case .optional(let meaning): meaning
        }
      let cells = ["`\(key.path)`", key.kind.inWords, fallback, key.summary]
      let escaped = cells.map { $0.split(separator: "|", omittingEmptySubsequences: false) }
        .map { $0.joined(separator: "\\|") }
      lines.append("| " + escaped.joined(separator: " | ") + " |")
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

extension ScalarValue {
  /// As one would write it in `job.yaml`.
  public var text: String {
    switch self {
    case .number(let number): NumberText.short(number)
    case .integer(let number): String(number)
    case .text(let text): text
    case .flag(let flag): String(flag)
    }
  }
}
