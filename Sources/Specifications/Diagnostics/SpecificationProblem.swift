import PlainText

/// A problem in `job.yaml`. All problems of a specification are collected and shown together.
///
///     job.yaml:9:19: unknown key
///       9 | method: {hinton: {lamda: 0.5}}
///         |                   ^^^^^
///       expected one of: lambda, temperature, convention
///       did you mean 'lambda'?
public struct SpecificationProblem: Error, Sendable, Hashable {
  public enum Severity: String, Sendable, Hashable { case error, warning }

  public var severity: Severity
  /// `nil` where the problem is not at a place (an empty file).
  public var position: SourcePosition?
  /// What is wrong, in a few words: "unknown key".
  public var summary: String
  /// The offending text, marked with carets; or, where the text does not show it, in words
  /// ("a mapping").
  public var found: String
  public var expected: String
  /// What to do, as a sentence of its own: "did you mean 'lambda'?".
  public var remedy: String?
  /// The source line with its carets; `nil` where there is no position.
  public var excerpt: SourceExcerpt?

  public init(
    severity: Severity = .error, position: SourcePosition?, summary: String, found: String,
    expected: String, remedy: String? = nil, excerpt: SourceExcerpt? = nil
  ) {
    self.severity = severity
    self.position = position
    self.summary = summary
    self.found = found
    self.expected = expected
    self.remedy = remedy
    self.excerpt = excerpt
  }
}

extension SpecificationProblem: CustomStringConvertible {
  public var description: String { rendered() }

  /// The problem as a person reads it, without a final line break.
  ///
  /// - Parameter file: What the file is called in the first line.
  public func rendered(file: String = "job.yaml") -> String {
    let place = position.map { "\(file):\($0.line):\($0.column)" } ?? file
    let kind = severity == .warning ? "warning: " : ""
    var lines = ["\(place): \(kind)\(summary)"]
    if let excerpt, let position {
      lines += excerpt.lines(numbered: position.line)
    }
    let shownFound = QuotedText.cut(visibleText(found), to: 120)
    if !found.isEmpty, excerpt?.marked.hasPrefix(shownFound) != true {
      lines.append("  found \(shownFound)")
    }
    if !expected.isEmpty { lines.append("  expected \(expected)") }
    if let remedy { lines.append("  \(remedy)") }
    return lines.joined(separator: "\n")
  }
}
