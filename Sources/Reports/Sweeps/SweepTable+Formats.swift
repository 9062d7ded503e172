import PlainText

/// The table as Markdown, LaTeX and CSV.
extension SweepTable {
  public func markdown(withInterval: Bool) -> String {
    var table = MarkdownTable(
      rowKeys.map { (MarkdownText.name("\($0)"), .leading) }
        + columns.map { (MarkdownText.name(heading($0)), .trailing) })
    let format = format
    for row in rows {
      table.append(
        zip(rowKeys, row).map { MarkdownText.name($1.isEmpty ? "as written" : $1) }
          + columns.map { cell(row, $0, format, withInterval: withInterval).words })
    }
    let legend = MarkdownText.sentence(caption(withInterval: withInterval))
    return "\(table.text)\n\n\(legend)\n"
  }

  /// A `table` for the package `booktabs`.
  public func latex(withInterval: Bool) -> String {
    let format = format
    let head =
      rowKeys.map { LaTeXText.escaped("\($0)") } + columns.map { LaTeXText.escaped(heading($0)) }
    let lines = rows.map { row in
      let names = row.map { LaTeXText.escaped($0.isEmpty ? "as written" : $0) }
      return names + columns.map { cell(row, $0, format, withInterval: withInterval).latex }
    }
    let caption = LaTeXText.escaped(caption(withInterval: withInterval))
    let body = ([head] + lines).map { "    " + $0.joined(separator: " & ") + " \\\\" }
    return """
      % needs \\usepackage{booktabs}
      \\begin{table}
        \\centering
        \\caption{\(caption)}
        \\begin{tabular}{\(String(repeating: "l", count: rowKeys.count))\(String(repeating: "r", count: columns.count))}
          \\toprule
      \(body[0])
          \\midrule
      \(body.dropFirst().joined(separator: "\n"))
          \\bottomrule
        \\end{tabular}
      \\end{table}

      """
  }

  /// Numbers as the ledger keeps them, every digit; an empty field is no number.
  public func csv(withInterval: Bool) -> String {
    let endings = withInterval ? (isOfLevels ? ["se_seeds", "se_rows"] : ["lower", "upper"]) : []
    var table = CSVDocument(
      titles: rowKeys.map(\.description)
        + columns.flatMap { column in
          [heading(column)] + endings.map { "\(heading(column)) \($0)" }
        })
    for row in rows {
      table.append(
        row.map { .text($0) }
          + columns.flatMap { column -> [CSVDocument.Cell] in
            let found = number(row, column)
            guard withInterval else { return [.number(found?.number)] }
            let (first, second) = found?.ends ?? (nil, nil)
            return [.number(found?.number), .number(first), .number(second)]
          })
    }
    return table.text
  }

  private func heading(_ column: [String]) -> String {
    zip(columnKeys, column).map { $0.heading($1) }.joined(separator: ", ")
  }

  /// What the table shows and what its numbers are, as plain text.
  public func caption(withInterval: Bool) -> String {
    ([title + ", by \(columnTitle)."] + legend(withInterval: withInterval)).joined(separator: " ")
  }

  private var columnTitle: String {
    rowKeys.map(\.description).joined(separator: ", ") + " (rows) and "
      + columnKeys.map(\.description).joined(separator: ", ") + " (columns)"
  }

  private func cell(
    _ row: [String], _ column: [String], _ format: MetricFormat, withInterval: Bool
  ) -> SweepCellText {
    guard let found = number(row, column), found.number != nil else { return .missing }
    return SweepCellText(
      found, format, isDifference: !isOfLevels, isMarked: isMarked(found),
      withSpread: withInterval)
  }
}

extension SweepRow {
  /// Both numbers of its spread.
  var ends: (Double?, Double?) {
    switch spread {
    case .interval(let lower, let upper): (lower, upper)
    case .errors(let seeds, let rows): (seeds, rows)
    }
  }
}
