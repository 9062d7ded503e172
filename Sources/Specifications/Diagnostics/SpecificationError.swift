/// All problems of one specification in the order of the file; at least one is an error.
public struct SpecificationError: Error, Sendable, Hashable, CustomStringConvertible {
  public var problems: [SpecificationProblem]
  /// Problems beyond the first `ProblemLog.limit`, which are counted but not kept.
  public var furtherProblems: Int

  public init(problems: [SpecificationProblem], furtherProblems: Int = 0) {
    self.problems = problems
    self.furtherProblems = furtherProblems
  }

  /// Problems shown; the rest are counted.
  private static let shown = 20

  /// The first problems, one after the other with an empty line between, as a person reads them.
  public var description: String { rendered() }

  public func rendered(file: String = "job.yaml") -> String {
    var parts = problems.prefix(Self.shown).map { $0.rendered(file: file) }
    let more = problems.count - parts.count + furtherProblems
    if more > 0 { parts.append("\(file): and \(more) more problem\(more == 1 ? "" : "s")") }
    return parts.joined(separator: "\n\n")
  }
}
