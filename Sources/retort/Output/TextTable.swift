import PlainText

/// Columns of text, aligned for a terminal. Cells are made safe to show.
struct TextTable {
  enum Side { case left, right }

  private let columns: [(title: String, side: Side)]
  private var rows: [[String]] = []

  init(_ columns: [(String, Side)]) {
    self.columns = columns.map { (title: $0.0, side: $0.1) }
  }

  mutating func append(_ row: [String]) {
    rows.append(row.map { visibleText($0) })
  }

  var text: String {
    let all = [columns.map(\.title)] + rows
    let widths = columns.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
    return all.map { row in
      let cells = columns.indices.map { column in
        let space = String(repeating: " ", count: widths[column] - row[column].count)
        return columns[column].side == .left ? row[column] + space : space + row[column]
      }
      return String(cells.joined(separator: "  ").trimmingEnd())
    }.joined(separator: "\n")
  }
}

extension String {
  fileprivate func trimmingEnd() -> Substring {
    var text = self[...]
    while text.last == " " { text.removeLast() }
    return text
  }
}
