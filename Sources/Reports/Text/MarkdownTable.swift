/// A table in Markdown whose columns also line up on a terminal.
struct MarkdownTable: Sendable {
  enum Alignment: Sendable { case leading, trailing }

  var columns: [(title: String, alignment: Alignment)]
  /// One text a column; a cell holds Markdown that is already escaped.
  var rows: [[String]] = []

  init(_ columns: [(title: String, alignment: Alignment)]) {
    self.columns = columns
  }

  mutating func append(_ row: [String]) { rows.append(row) }

  var text: String {
    let widths = columns.indices.map { column in
      max(3, rows.map { $0[column].count }.max() ?? 0, columns[column].title.count)
    }
    let header = line(columns.map(\.title), widths)
    let rule = zip(columns, widths).map { column, width in
      column.alignment == .leading
        ? String(repeating: "-", count: width) : String(repeating: "-", count: width - 1) + ":"
    }
    return ([header, "| " + rule.joined(separator: " | ") + " |"] + rows.map { line($0, widths) })
      .joined(separator: "\n")
  }

  private func line(_ cells: [String], _ widths: [Int]) -> String {
    let padded = columns.indices.map { column in
      let padding = String(repeating: " ", count: max(0, widths[column] - cells[column].count))
      return columns[column].alignment == .leading
        ? cells[column] + padding : padding + cells[column]
    }
    return "| " + padded.joined(separator: " | ") + " |"
  }
}
