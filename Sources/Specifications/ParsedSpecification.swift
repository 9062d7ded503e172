/// A good `job.yaml` with the warnings a person should see.
///
/// What lives in this module: the values of a job (`Job`, `Methods`), the list of every key with its
/// range and meaning (`Reference`), YAML with places (`YAML`), the readers that turn one into the
/// other (`Reading`), problems as people read them (`Diagnostics`), and the form that is hashed
/// (`Canonical`). `Methods` and `Networks` hold what a method and a kind of network say of themselves. What
/// does not live here: files, data, methods and networks themselves.
///
///     let parsed = try ParsedSpecification(yaml: text, methods: …, networks: …)   // or every problem at once
public struct ParsedSpecification: Sendable, Hashable {
  public let specification: JobSpecification
  /// Every setting of the sweep in the order of expansion, the last key varying fastest; one where no
  /// key is swept besides modalities and options of the method.
  public let settings: [SweptSetting]
  /// In the order of the file; none is an error.
  public let warnings: [SpecificationProblem]

  /// - Parameter known: what `data: {from: …}` means here; `nil` where nobody knows.
  /// - Throws: Every problem of the text, with line, column and remedy.
  public init(
    yaml: String, methods: MethodRegistry, networks: NetworkRegistry,
    known: DataSpecification? = nil
  ) throws(SpecificationError) {
    guard yaml.utf8.count <= YAMLDocument.maximumBytes else {
      throw Self.refusal(
        "the file is too large", found: NumberText.bytes(Double(yaml.utf8.count)),
        expected: "at most \(NumberText.bytes(Double(YAMLDocument.maximumBytes)))",
        remedy: "data belongs in files beside it")
    }
    let text = yaml.withoutByteOrderMark
    let log = ProblemLog(
      source: SourceText(text),
      reference: SpecificationReference(methods: methods, networks: networks))
    let document = try YAMLDocument(text, log: log)
    let job = SettingsReader(log: log, known: known).job(document.root)
    guard !log.hasErrors, let job else { throw log.error }
    (specification, settings) = job
    warnings = log.sorted
  }

  /// The bytes of a file, which must be UTF-8.
  public init(
    bytes: [UInt8], methods: MethodRegistry, networks: NetworkRegistry,
    known: DataSpecification? = nil
  ) throws(SpecificationError) {
    guard bytes.count <= YAMLDocument.maximumBytes else {
      throw Self.refusal(
        "the file is too large", found: NumberText.bytes(Double(bytes.count)),
        expected: "at most \(NumberText.bytes(Double(YAMLDocument.maximumBytes)))",
        remedy: "data belongs in files beside it")
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Self.refusal(
        "not UTF-8 text",
        found: Self.firstInvalidLine(of: bytes).map { "other bytes on line \($0)" },
        expected: "UTF-8", remedy: "save the file as UTF-8")
    }
    try self.init(yaml: text, methods: methods, networks: networks, known: known)
  }

  private static func refusal(
    _ summary: String, found: String?, expected: String, remedy: String
  ) -> SpecificationError {
    SpecificationError(problems: [
      SpecificationProblem(
        position: nil, summary: summary, found: found ?? "", expected: expected, remedy: remedy)
    ])
  }

  private static func firstInvalidLine(of bytes: [UInt8]) -> Int? {
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    return lines.firstIndex { String(validating: $0, as: UTF8.self) == nil }.map { $0 + 1 }
  }
}

extension JobSpecification {
  /// - Throws: Every problem of the text, with line, column and remedy.
  public init(
    yaml: String, methods: MethodRegistry, networks: NetworkRegistry
  ) throws(SpecificationError) {
    self = try ParsedSpecification(yaml: yaml, methods: methods, networks: networks).specification
  }
}
