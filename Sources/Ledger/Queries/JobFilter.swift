internal import GRDB

/// Which jobs are asked for. All that is given must hold.
public struct JobFilter: Sendable, Hashable {
  /// Empty: any state.
  public var states: Set<JobState>
  /// Part of the name, in capitals or not.
  public var name: String?
  /// Submitted then or later.
  public var since: Timestamp?

  public init(states: Set<JobState> = [], name: String? = nil, since: Timestamp? = nil) {
    self.states = states
    self.name = name
    self.since = since
  }

  public var isEmpty: Bool { states.isEmpty && name == nil && since == nil }
}

extension Ledger {
  /// The latest of some jobs, and before them those of them that are still open, in the order they
  /// came in.
  public func recentJobs(
    limit: Int, matching filter: JobFilter
  ) throws(LedgerError) -> [JobRow] {
    try read { database in
      // State by state, so that an index finds each without looking at the others.
      let states = filter.states.isEmpty ? JobState.allCases : Array(filter.states)
      let found = try states.flatMap { state in
        try JobRow.fetch(
          database,
          jobs: """
            SELECT id FROM jobs WHERE state = ? \(filter.condition) ORDER BY id DESC LIMIT ?
            """, [state.rawValue] + filter.arguments + [state.isFinal ? limit : -1])
      }.sorted { $0.job < $1.job }
      return found.dropLast(limit).filter { !$0.state.isFinal } + found.suffix(limit)
    }
  }
}

extension JobFilter {
  fileprivate var condition: String {
    (name == nil ? "" : "AND instr(lower(name), lower(?)) > 0 ")
      + (since == nil ? "" : "AND submitted_at >= ?")
  }

  fileprivate var arguments: StatementArguments {
    StatementArguments([name, since?.text].compactMap { $0 })
  }
}
