extension NetworkSpecification {
  /// Shaped like `network:` in `job.yaml`, with every default but those of options that came later or
  /// follow from another one.
  public var canonical: CanonicalValue {
    let descriptor = descriptor
    guard descriptor.isKey else { return .text(name) }
    var inside: [String: CanonicalValue] = [:]
    var members: [String: CanonicalValue] = [:]
    for option in descriptor.options where !isUnsaid(option) {
      let value = options[option.name]?.canonical
      if option.place == .inside {
        inside[option.name] = value
      } else {
        members[option.name] = value
      }
    }
    if descriptor.isWord { members[name] = .object(inside) }
    return .object(members)
  }

  private func isUnsaid(_ option: NetworkOption) -> Bool {
    if case .multiple = option.fallback { return isAtDefault(option) }
    return option.cameLater && isAtDefault(option)
  }

  /// The network from its canonical text.
  ///
  /// - Throws: every problem of the text, as a file's.
  public init(canonical json: String, networks: NetworkRegistry) throws(SpecificationError) {
    // JSON is YAML.
    let text = "{\"student\": {\"network\": \(json)}}"
    let log = ProblemLog(
      source: SourceText(text),
      reference: SpecificationReference(methods: MethodRegistry(methods: []), networks: networks))
    let document = try YAMLDocument(text, log: log)
    let student = Section(document.root, key: nil, path: "", expected: "", log: log)?
      .existing("student")
    guard let student else { throw log.error }
    self = NetworkReader(role: "student", log: log).network(student)
    if log.hasErrors { throw log.error }
  }
}
