/// Reads `data: {from: …}`: the data of an earlier job, with its split or one of its own.
///
/// Which data that is, the reader is told: a name means something in one ledger only.
extension DataReader {
  func borrowed(_ data: Section) -> DataReading? {
    for entry in data.all {
      guard let key = entry.key.text, !["from", "split"].contains(key) else { continue }
      log.add(
        at: entry.key, "'\(key)' beside 'data.from'", found: "",
        expected: "'from' alone, or with 'split'",
        remedy: "remove one of the two: data is named, or described")
    }
    guard let node = data.node("from"), DataReference.isWord(node) else {
      log.add(
        at: data.node("from"), "wrong value for 'data.from'", expected: DataReference.kind)
      return nil
    }
    guard var specification = known else {
      log.add(
        at: node, "data of an earlier job", found: node.text,
        expected: "a root whose ledger knows it", remedy: "name the root with --root DIR")
      return nil
    }
    if data.has("split") {
      guard let own = split(data, instead: specification) else { return nil }
      specification.split = own
      // A seed alone changes nothing but the draw.
      if let own = data.existing("split") {
        let isWhole = DataReference.isWhole(own)
        if isWhole || own.has("labels") {
          specification.labelBudget = own.read(DataKeys.labelBudget)
        }
        if isWhole { specification.tests = SplitReader(log: log, references: self).tests(own) }
        if isWhole || own.has("unlabelled") {
          specification.unlabelled = own.read(DataKeys.unlabelled)
        }
      }
    }
    return DataReading(specification: specification, section: data, modalityNodes: [])
  }
}

extension DataReader {
  /// A whole split, or other values of the drawn one that is borrowed, such as its seed.
  private func split(
    _ data: Section, instead known: DataSpecification
  ) -> SplitSpecification? {
    guard let own = data.existing("split"), !DataReference.isWhole(own),
      case .drawn(var draw) = known.split
    else { return SplitReader(log: log, references: self).split(data, target: known.target) }
    own.refuseUnknown(besides: ["seed", "stratify", "labels", "unlabelled"])
    draw.seed = own.optional(DataKeys.seed) ?? draw.seed
    if own.has("stratify") {
      draw.stratify = SplitReader(log: log, references: self).stratify(own, known.target)
    }
    return .drawn(draw)
  }
}

/// What a `job.yaml` asks for with `data: {from: …}`, read ahead of everything else.
public struct DataReference: Sendable, Hashable, Codable {
  /// A job's name, or the first digits of a dataset's digest.
  public var word: String
  /// Whether a whole split of its own stands beside it.
  public var hasSplit: Bool

  public static let kind = "the name of an earlier job, or at least 8 digits of a dataset's digest"

  public init(word: String, hasSplit: Bool) {
    self.word = word
    self.hasSplit = hasSplit
  }

  /// `nil` where no data is asked for, or so badly that ``ParsedSpecification`` says what is wrong.
  public init?(yaml bytes: [UInt8]) {
    guard bytes.count <= YAMLDocument.maximumBytes,
      let text = String(validating: bytes, as: UTF8.self)?.withoutByteOrderMark
    else { return nil }
    let log = ProblemLog(source: SourceText(text))
    guard let document = try? YAMLDocument(text, log: log), !log.hasErrors,
      let job = Section(document.root, key: nil, path: "", expected: "", log: log),
      let data = job.existing("data"), let node = data.node("from"), Self.isWord(node)
    else { return nil }
    self.init(word: node.text ?? "", hasSplit: data.existing("split").map(Self.isWhole) ?? false)
  }

  /// Whether a split says which rows, not only how they are drawn.
  static func isWhole(_ split: Section) -> Bool {
    ["train", "validation", "test", "file"].contains { split.has($0) }
  }

  /// A digest may look like a number: quoted or not, it is a word.
  static func isWord(_ node: YAMLNode) -> Bool {
    guard let text = node.text, !node.isEmpty else { return false }
    return (1...255).contains(text.utf8.count)
  }
}

extension DataSpecification {
  /// The data of a job from its canonical form, of which what is `null` may be left out.
  public init(canonical json: String) throws(SpecificationError) {
    // JSON is YAML.
    let text = "{\"data\": \(json)}"
    let log = ProblemLog(source: SourceText(text))
    let document = try YAMLDocument(text, log: log)
    let job = Section(document.root, key: nil, path: "", expected: "", log: log)
    guard let reading = job.flatMap({ DataReader(log: log, beyondBudget: .drop).data($0) }),
      !log.hasErrors
    else {
      throw log.error
    }
    self = reading.specification
  }
}
