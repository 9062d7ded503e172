import Yams

/// A file that is no YAML, in words that help.
struct SyntaxProblem {
  private var node: YAMLNode?
  private var summary = "not valid YAML"
  private var found: String?
  private var expected = ""
  private var remedy: String?
  private var isAtEnd = false
  private let log: ProblemLog

  init(_ error: YamlError, source: SourceText, log: ProblemLog) {
    self.log = log
    switch error {
    case .scanner(let context, let problem, let mark, _),
      .parser(let context, let problem, let mark, _):
      place(mark)
      describe(problem, context: context, at: mark, in: source)
    case .composer(let context, _, let mark, _) where context != nil:
      place(mark)
      (summary, found) = ("several documents", "a second document")
      (expected, remedy) = ("one document in the file", "remove everything from '---' on")
    case .composer(_, _, let mark, _):
      place(mark)
      (summary, found) = ("anchors and aliases are not read", "an alias without an anchor")
      (expected, remedy) = ("every value written out", "quote a text that begins with '*'")
    case .duplicatedKeysInMapping(let names, let context):
      place(context.mark)
      summary = RepeatedKeys.summary
      let list = QuotedText.list(names.prefix(5).map(QuotedText.quoted))
      found = "\(list) more than once in one mapping"
      (expected, remedy) = ("every key once", "remove all but one of each")
    case .reader(let problem, _, _, _):
      found = problem
    default:
      found = "\(error)"
    }
  }

  func report() {
    log.add(at: node, summary, found: found, expected: expected, remedy: remedy)
  }

  /// Points at the mark; at the end of the text, behind the last thing written.
  private mutating func place(_ mark: Mark) {
    var position = SourcePosition(line: mark.line, column: mark.column)
    let lines = log.source.lines
    let isWritten = { (line: Substring.UnicodeScalarView) in line.contains { $0 != " " } }
    isAtEnd = mark.line > lines.count || !lines[(mark.line - 1)...].contains(where: isWritten)
    if isAtEnd, let last = lines.lastIndex(where: isWritten) {
      position = SourcePosition(line: last + 1, column: lines[last].count + 1)
    }
    node = YAMLNode(position: position, extent: .character, content: .list([]))
  }

  private mutating func describe(
    _ problem: String, context: YamlError.Context?, at mark: Mark, in source: SourceText
  ) {
    if problem.hasPrefix("Maximum nesting level") {
      summary = "nested too deeply"
      found = "hundreds of levels"
      expected = "at most \(YAMLDocument.maximumDepth) levels of lists and mappings"
      remedy = YAMLDocument.depthRemedy
      return
    }
    let character = source.line(mark.line)?.dropFirst(mark.column - 1).first
    if let expectation = problem.remainder(after: "did not find expected ") {
      expected = expectation.hasPrefix("<") ? "the end of the file" : expectation
      found = isAtEnd ? "the end of the file" : character == nil ? "the end of the line" : nil
    } else if let expectation = problem.remainder(after: "could not find expected ") {
      expected = expectation
      remedy = "a line of a mapping reads 'key: value', with a space after the colon"
    } else {
      found = problem.remainder(after: "found ") ?? problem
    }
    if character == "\t" {
      (found, remedy) = ("a tab", "indent with spaces: YAML allows no tabs here")
    } else if problem.hasPrefix("mapping values are not allowed") {
      found = "a second ': ' in one line"
      remedy = "begin a new line, or put the text into quotes"
    } else if problem.hasPrefix("found unexpected end of stream") {
      found = "the end of the file"
      remedy = context.map {
        "the quote opened at \($0.mark.line):\($0.mark.column) is never closed"
      }
    } else if let context, context.text.hasPrefix("while parsing a flow") {
      remedy = "the bracket opened at \(context.mark.line):\(context.mark.column) is not closed"
    } else if character == "@" || character == "`" || character == "%" {
      remedy = "put the text into quotes"
    }
  }
}

extension String {
  fileprivate func remainder(after prefix: String) -> String? {
    hasPrefix(prefix) ? String(dropFirst(prefix.count)) : nil
  }
}
