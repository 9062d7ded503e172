/// Collects the problems of one file while it is read.
///
/// A class, because readers of nested parts all write into the same log.
final class ProblemLog {
  /// Problems kept; a file with more is not read by a person anyway.
  static let limit = 100

  let source: SourceText
  /// The keys the file may have, of which problems suggest some.
  let reference: SpecificationReference
  private(set) var problems: [SpecificationProblem] = []
  private(set) var dropped = 0

  init(source: SourceText, reference: SpecificationReference = .withoutKinds) {
    self.source = source
    self.reference = reference
  }

  /// Another log of the same file.
  var empty: ProblemLog { ProblemLog(source: source, reference: reference) }

  var hasErrors: Bool { problems.contains { $0.severity == .error } }

  /// Everything is made only for a problem that is kept, so that a file of a hundred thousand
  /// mistakes costs little more than a good one.
  ///
  /// - Parameter found: In words where the marked text does not show it; `nil` means it does.
  func add(
    _ severity: SpecificationProblem.Severity = .error, at node: YAMLNode?,
    _ summary: @autoclosure () -> String, found: @autoclosure () -> String? = nil,
    expected: @autoclosure () -> String = "", remedy: @autoclosure () -> String? = nil
  ) {
    guard problems.count < Self.limit else {
      if severity == .error { dropped += 1 }
      return
    }
    let excerpt = node.flatMap {
      source.excerpt(at: $0.position, extent: source.measured($0.extent, at: $0.position))
    }
    problems.append(
      SpecificationProblem(
        severity: severity, position: node?.position, summary: summary(),
        found: found() ?? excerpt?.marked ?? "", expected: expected(), remedy: remedy(),
        excerpt: excerpt))
  }

  /// Takes over a problem of another log of the same file.
  func add(_ problem: SpecificationProblem) {
    if problems.count < Self.limit {
      problems.append(problem)
    } else if problem.severity == .error {
      dropped += 1
    }
  }

  /// Problems so far, kept or not.
  var count: Int { problems.count + dropped }

  /// In the order of the file; what has no place comes first.
  var sorted: [SpecificationProblem] {
    let first = SourcePosition(line: 0, column: 0)
    return problems.enumerated().sorted {
      ($0.element.position ?? first, $0.offset) < ($1.element.position ?? first, $1.offset)
    }.map(\.element)
  }

  var error: SpecificationError {
    SpecificationError(problems: sorted, furtherProblems: dropped)
  }
}
