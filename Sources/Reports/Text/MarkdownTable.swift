/// A table in Markdown whose columns also line up on a terminal.
struct MarkdownTable: Sendable {
  enum Alignment: Sendable { case leading, trailing }

  var columns: [(title: String, alignment: Alignment)]
  /// One text a column; a cell holds Markdown that is already escaped, but for bars.
  private(set) var rows: [[String]] = []

  /// Longer cells stand out instead of widening every line.
  private static let widest = 120

  init(_ columns: [(title: String, alignment: Alignment)]) {
    self.columns = columns
  }

  mutating func append(_ row: [String]) { rows.append(row.map(Self.escapingBars)) }

  var text: String {
    let widths = columns.indices.map { column in
      let cells = rows.map { $0[column].count }.max() ?? 0
      return min(Self.widest, max(3, cells, columns[column].title.count))
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

  /// A bare bar ends a cell, also inside a code span; one that a sentence has escaped stays as it is.
  private static func escapingBars(_ cell: String) -> String {
    var result = String.UnicodeScalarView()
    var previous: Unicode.Scalar = " "
    for scalar in cell.unicodeScalars {
      if scalar == "|", previous != "\\" { result.append("\\") }
      result.append(scalar)
      previous = scalar
    }
    return String(result)
  }
}
