import Yams

/// A checked YAML document: one mapping, no anchors, no tags, not too deep.
///
/// Limits come first, so that a hostile file costs no more than reading it once. Repeated keys are
/// problems like any other: reading goes on with the first of them.
struct YAMLDocument {
  static let maximumBytes = 1_000_000
  static let maximumDepth = 32
  static let depthRemedy = "a job needs five levels: remove the brackets or dashes too many"

  let root: YAMLNode

  /// - Throws: The log's problems where the text is no document that can be read at all.
  init(_ text: String, log: ProblemLog) throws(SpecificationError) {
    if let character = ForbiddenCharacter(in: log.source) {
      log.add(
        at: character.node, "not valid YAML", found: "the control character \(character.name)",
        expected: "text", remedy: "remove it, or write it as an escape inside double quotes")
      throw log.error
    }
    if let position = AliasScan.firstOfTooMany(in: log.source) {
      Self.refuseAnchor(at: position, log)
      throw log.error
    }
    var reading = DocumentReading(text: text, log: log)
    root = try reading.root()
  }

  static func refuseAnchor(at position: SourcePosition, _ log: ProblemLog) {
    // An alias is the node of its anchor, met again.
    let summary = "anchors and aliases are not read"
    guard !log.problems.contains(where: { $0.position == position && $0.summary == summary }) else {
      return
    }
    log.add(
      at: YAMLNode(position: position, extent: .word, content: .list([])), summary,
      found: "an anchor or alias ('&name', '*name')",
      expected: "every value written out",
      remedy: "write the value in both places, or quote the text")
  }
}

/// Turns text into nodes with the help of Yams.
private struct DocumentReading {
  /// Scalars are kept as they are written: `1` and `"1"` are the same key.
  private static let resolver = Resolver.basic

  let text: String
  let log: ProblemLog
  private var repeated: RepeatedKeys

  init(text: String, log: ProblemLog) {
    self.text = text
    self.log = log
    repeated = RepeatedKeys(text: text, source: log.source)
  }

  mutating func root() throws(SpecificationError) -> YAMLNode {
    while true {
      do {
        return try composed(repeated.text)
      } catch let error as YamlError {
        guard repeated.hide(error) else {
          SyntaxProblem(error, source: log.source, log: log).report()
          throw log.error
        }
      } catch let error as SpecificationError {
        throw error
      } catch {
        log.add(at: nil, "not valid YAML", found: "\(error)")
        throw log.error
      }
    }
  }

  private func composed(_ text: String) throws -> YAMLNode {
    let parser = try Parser(yaml: text, resolver: Self.resolver, encoding: .utf8)
    guard let node = try parser.singleRoot() else {
      log.add(
        at: nil, "the file is empty", expected: "a job specification",
        remedy: "begin with 'retort: 1'; docs/job-yaml.md shows a whole file")
      throw log.error
    }
    // Nodes hold their anchors weakly; the parser owns them.
    return try withExtendedLifetime(parser) {
      let before = log.problems.count
      let root = converted(node, depth: 1)
      let refused = log.problems[before...].contains { $0.summary != RepeatedKeys.summary }
      if refused { throw log.error }
      return root
    }
  }

  private func converted(_ node: Node, depth: Int) -> YAMLNode {
    let position = SourcePosition(line: node.mark?.line ?? 1, column: node.mark?.column ?? 1)
    var result = YAMLNode(position: position, extent: .character, content: .list([]))
    guard node.anchor == nil else {
      YAMLDocument.refuseAnchor(at: position, log)
      return result
    }
    guard depth <= YAMLDocument.maximumDepth else {
      log.add(
        at: result, "nested too deeply", found: "more than \(YAMLDocument.maximumDepth) levels",
        expected: "at most \(YAMLDocument.maximumDepth) levels of lists and mappings",
        remedy: YAMLDocument.depthRemedy)
      return result
    }
    refuseTag(of: node, at: result)
    switch node {
    case .scalar(let scalar):
      result.content = .scalar(scalar.string, isPlain: scalar.style == .plain)
      result.extent = extent(of: scalar)
    case .sequence(let sequence):
      result.extent = .collection
      result.content = .list(sequence.map { converted($0, depth: depth + 1) })
    case .mapping(let mapping):
      result.extent = .collection
      result.content = .mapping(entries(of: mapping, depth: depth))
    case .alias:
      YAMLDocument.refuseAnchor(at: position, log)
    }
    return result
  }

  private func extent(of scalar: Node.Scalar) -> YAMLNode.Extent {
    switch scalar.style {
    case .singleQuoted, .doubleQuoted: .quoted
    case .literal, .folded: .line
    case .plain, .any: .scalars(scalar.string.unicodeScalars.count)
    }
  }

  private func entries(of mapping: Node.Mapping, depth: Int) -> [YAMLNode.Entry] {
    var entries: [YAMLNode.Entry] = []
    var firstLines: [String: Int] = [:]
    for (keyNode, valueNode) in mapping {
      var key = converted(keyNode, depth: depth + 1)
      if let hidden = repeated.name(at: key.position), case .scalar(_, let isPlain) = key.content {
        key.content = .scalar(hidden, isPlain: isPlain)
      }
      if let name = key.text {
        if let line = firstLines[name] {
          log.add(
            at: key, RepeatedKeys.summary,
            found: "\(QuotedText.quoted(name)) also on line \(line)",
            expected: "every key once", remedy: "remove one of the two")
          continue
        }
        firstLines[name] = key.position.line
      }
      entries.append(YAMLNode.Entry(key: key, value: converted(valueNode, depth: depth + 1)))
    }
    return entries
  }

  private func refuseTag(of node: Node, at marked: YAMLNode) {
    let name: String
    let allowed: [Tag.Name]
    switch node {
    case .scalar(let scalar): (name, allowed) = (scalar.tag.rawValue, [.implicit, .str])
    case .sequence(let list): (name, allowed) = (list.tag.rawValue, [.implicit, .seq])
    case .mapping(let mapping): (name, allowed) = (mapping.tag.rawValue, [.implicit, .map])
    case .alias: return
    }
    guard !allowed.contains(Tag.Name(rawValue: name)) else { return }
    log.add(
      at: marked, "tags are not read", found: "the tag \(QuotedText.quoted(name))",
      expected: "plain values", remedy: "remove the tag")
  }
}
