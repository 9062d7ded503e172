import Ledger
import PlainText
import Reports

/// Two jobs side by side, for a terminal.
struct ComparisonText {
  private let comparison: JobComparison
  private let jobs: [JobRow]

  init(_ comparison: JobComparison, names jobs: [JobRow]) {
    self.comparison = comparison
    self.jobs = jobs
  }

  var text: String {
    let names = jobs.map {
      "job \($0.job) (\(visibleText($0.name)), \($0.state.rawValue), \(day($0)))"
    }
    let parts = [
      names.joined(separator: "\nagainst ") + "\n" + comparison.headline,
      part("DATA", comparison.data, equal: files) {
        $0.map { String($0.prefix(12)) + "…" } ?? "not there"
      },
      part("SPECIFICATION", comparison.specification, equal: "the same values") {
        $0 ?? "not set"
      },
      part("ENVIRONMENT", comparison.environment, equal: environment) { $0 ?? "" },
      "NUMBERS: \(numbers)" + gains,
    ]
    return parts.joined(separator: "\n\n")
  }

  private func day(_ job: JobRow) -> String { String(job.submittedAt.text.prefix(10)) }

  private var files: String {
    comparison.files == 1 ? "1 file, the same bytes" : "\(comparison.files) files, the same bytes"
  }

  private var environment: String {
    jobs.contains { $0.committedRuns == 0 }
      ? "not known: a job has no runs yet" : "the same build, numerics and machine"
  }

  private func part(
    _ title: String, _ differences: [JobComparison.Difference], equal: String,
    _ shown: (String?) -> String
  ) -> String {
    guard !differences.isEmpty else { return "\(title): \(equal)" }
    var table = TextTable([
      ("", .left), ("JOB \(jobs[0].job)", .left), ("JOB \(jobs[1].job)", .left),
    ])
    for difference in differences {
      table.append(["  \(difference.name)", shown(difference.first), shown(difference.second)])
    }
    return "\(title): \(differences.count) differ\n\(table.text)"
  }

  private var numbers: String {
    guard comparison.isSealed else {
      let open = jobs.filter { $0.seal == nil }.map { "job \($0.job)" }
      return "nothing to compare: \(open.joined(separator: " and ")) has no sealed results"
    }
    if comparison.isEqualToTheByte { return "equal to the byte, all result rows" }
    let metrics = comparison.metrics
    guard metrics.shared > 0 else { return "no run stands at the same place in both plans" }
    let only = [metrics.first, metrics.second].enumerated().compactMap { index, count in
      count > metrics.shared
        ? "\(count - metrics.shared) more in job \(jobs[index].job)" : nil
    }
    return
      ([
        metrics.equal == metrics.shared
          ? "all \(metrics.shared) metrics that both have are equal to the last bit"
          : "\(metrics.equal) of \(metrics.shared) metrics that both have are equal to the last bit"
      ] + only).joined(separator: "; ")
  }

  private var gains: String {
    guard !comparison.gains.isEmpty else { return "" }
    let moved = comparison.gains.count(where: \.hasMoved)
    var table = TextTable([
      ("TEACHER → STUDENT", .left), ("GAIN IN JOB \(jobs[0].job)", .left),
      ("GAIN IN JOB \(jobs[1].job)", .left), ("OUTCOME", .left), ("VERDICT", .left), ("", .left),
    ])
    for row in comparison.gains {
      let setting = row.setting.isEmpty ? "" : ", \(row.setting)"
      table.append([
        "\(row.teacher) → \(row.student)\(setting)", row.first?.words ?? "not there",
        row.second?.words ?? "not there",
        change(row.first?.outcome, row.second?.outcome),
        change(row.first?.verdict, row.second?.verdict), remark(row),
      ])
    }
    let unit = comparison.gains.first.map { row in
      row.unit.isEmpty ? row.metric : "\(row.metric), \(row.unit)"
    }
    return "\nchosen variants, gain in \(unit ?? "") with 95 % interval; "
      + (moved == 0 ? "none moved beyond the earlier interval" : "\(moved) moved beyond it") + "\n"
      + table.text
  }

  private func change(_ first: String?, _ second: String?) -> String {
    first == second ? first ?? "–" : "\(first ?? "–") → \(second ?? "–")"
  }

  private func remark(_ row: GainComparison) -> String {
    var words: [String] = []
    if row.hasMoved { words.append("moved") }
    if let first = row.first, let second = row.second, first.variant != second.variant {
      words.append("chosen: \(first.variant) → \(second.variant)")
    }
    return words.joined(separator: "; ")
  }
}
