extension NetworkSpecification: CustomStringConvertible {
  /// `linear` or `mlp 128 64, dropout 0.1`. Part of a run's key: what is there stays as it is.
  public var description: String { QuotedText.list(words) }

  /// The same without the commas that part the axes of a sweep: `mlp 128 64 dropout 0.1`.
  var inWords: String { QuotedText.list(words, by: " ") }

  /// What it is, and every option that is not at its default.
  private var words: [String] {
    var phrase = [name]
    var others: [String] = []
    for option in descriptor.options {
      guard let value = options[option.name] else { continue }
      let isDefault = isAtDefault(option)
      switch option.place {
      case .name: phrase.append(value.text)
      case _ where option.isSaidWithName:
        // What follows from another option goes unsaid where it does.
        if case .multiple = option.fallback, isDefault { continue }
        phrase.append("\(option.name) \(value.text)")
      case _ where isDefault: continue
      case _ where value == .flag(true): others.append(option.name)
      default: others.append("\(option.name) \(value.text)")
      }
    }
    return [QuotedText.list(phrase, by: " ")] + others
  }

  func isAtDefault(_ option: NetworkOption) -> Bool {
    let others = descriptor.options.reduce(into: [:]) { $0[$1.name] = options[$1.name] }
    return options[option.name] == option.fallbackValue(beside: others)
  }
}
