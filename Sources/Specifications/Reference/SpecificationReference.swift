/// Every key of `job.yaml`, in the order a person writes them.
///
/// This list is the only place where a key's range, default and meaning stand: readers validate by
/// it, problems take their known keys from it, `docs/job-yaml.md` is generated from it.
public enum SpecificationReference {
  public static let keys: [KeyDescriptor] =
    JobKeys.all + DataKeys.all + LearnerKeys.all + TrainingKeys.all + ResultKeys.all

  /// The keys and every option of every method, as `method.NAME.OPTION`.
  public static func keys(methods: MethodRegistry) -> [KeyDescriptor] {
    keys + methods.methods.flatMap { method in method.options.map { option(of: method, $0) } }
  }

  /// Names of the keys a mapping may hold; `section` is empty for the top level.
  static func names(in section: String) -> [String] { namesBySection[section] ?? [] }

  private static let namesBySection = Dictionary(grouping: keys, by: \.section)
    .mapValues { $0.map(\.name) }

  /// The sections in which a key of this name exists.
  static func sections(of name: String) -> [String] {
    keys.filter { $0.name == name }.map(\.section)
  }

  static func option(of method: MethodDescriptor, _ option: OptionDescriptor) -> KeyDescriptor {
    KeyDescriptor(
      "method.\(method.name).\(option.name)", ValueKind(option.kind),
      .defaultValue(option.defaultValue.text), option.summary)
  }

  /// A Markdown table: key, value, default, meaning.
  public static func markdown(_ keys: [KeyDescriptor] = Self.keys) -> String {
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
