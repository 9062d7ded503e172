import Specifications

/// Reads the wanted columns of a `.csv` or `.tsv` in one pass.
///
/// The first line names the columns. Every record must have as many fields as the header; a column of
/// numbers must hold numbers only. Faults are collected and shown with line and column.
struct TableReader {
  private let name: String
  private let file: MappedFile
  private var scanner: TableScanner
  private let separator: String
  private var header: [String] = []
  private var faults: [TableFault] = []
  private var faultCount = 0
  private static let shownFaults = 5

  /// - Parameter name: of the file; a `.tsv` is cut at tabs, everything else at commas.
  init(_ file: MappedFile, name: String) {
    self.name = name
    self.file = file
    let isTabbed = name.lowercased().hasSuffix(".tsv")
    separator = isTabbed ? "a tab" : "','"
    scanner = TableScanner(file, separator: isTabbed ? 0x09 : 0x2C)
  }

  mutating func read(_ request: TableRequest) throws(DatasetProblem) -> Table {
    if let problem = TableEncoding.problem(file, name: name) { throw problem }
    try readHeader()
    let texts = try textColumns(request)
    let numbers = try numericColumns(request, texts: texts)

    // For each column of the file, where its numbers go and whether its text is kept.
    var numericPlace = [Int](repeating: -1, count: header.count)
    for (place, column) in numbers.enumerated() { numericPlace[column] = place }
    var textPlace = [Int](repeating: -1, count: header.count)
    for (place, column) in texts.enumerated() { textPlace[column] = place }

    var values: [Double] = []
    var kept = [[String]](repeating: [], count: texts.count)
    var record = [Double](repeating: 0, count: numbers.count)
    var rows = 0
    while !scanner.isAtEnd {
      try readRecord(&record, numericPlace, &kept, textPlace)
      values.append(contentsOf: record)
      rows += 1
      guard rows <= Int(Int32.max) else {
        throw DatasetProblem(.shape, at: name, found: "more than \(Int32.max) rows")
      }
    }
    try throwFaults()
    return Table(
      rows: rows, header: header,
      numbers: DecimalColumns(rows: rows, columns: numbers.count, values: values),
      numericColumns: numbers.map { header[$0] },
      texts: Dictionary(
        zip(texts, kept).map { (header[$0], $1) }, uniquingKeysWith: { first, _ in first }))
  }

  private mutating func readHeader() throws(DatasetProblem) {
    guard !scanner.isAtEnd else {
      throw DatasetProblem(
        .tableFormat, at: name, found: "the table is empty", expected: "a line of column names")
    }
    do throws(TableFault) {
      while true {
        let event = try scanner.next()
        header.append(trimmed(scanner.text))
        if event != .field { break }
      }
    } catch {
      throw format(error.description)
    }
    try checkSeparator()
    let isNumeric = header.allSatisfy { DecimalNumber.value(Array($0.utf8)[...]) != nil }
    if header.count > 1, isNumeric {
      throw DatasetProblem(
        .tableFormat, at: name,
        found: "line 1 holds numbers only, so the table has no column names",
        expected: "a first line of column names", remedy: Self.headerNeeded)
    }
    var first: [String: Int] = [:]
    for (column, title) in header.enumerated() where !title.isEmpty {
      if let earlier = first.updateValue(column, forKey: title) {
        throw DatasetProblem(
          .tableFormat, at: name,
          found:
            "the column name \(Shown.quoted(title)) stands twice, in columns \(earlier + 1) and "
            + "\(column + 1)", expected: "every column name once",
          remedy: DecimalNumber.value(Array(title.utf8)[...]) == nil
            ? "rename one of them" : Self.headerNeeded)
      }
    }
  }

  private static let headerNeeded = "the first line looks like data: a header line is needed"

  /// Refuses a header of one field that another separator cuts.
  private func checkSeparator() throws(DatasetProblem) {
    guard header.count == 1 else { return }
    // A quoted name may hold any of them.
    guard scanner.isFieldQuoted == false else { return }
    let others: [(character: Character, inWords: String)] = [
      (";", "';'"), ("\t", "a tab"), (",", "','"),
    ]
    guard let other = others.first(where: { header[0].contains($0.character) }) else { return }
    throw DatasetProblem(
      .tableFormat, at: name,
      found: "the first line is cut at \(other.inWords), not at \(separator)",
      expected: "column names cut at \(separator)",
      remedy: other.character == "\t"
        ? "rename the file to .tsv, or write it with \(separator) between the columns"
        : "write the file with \(separator) between the columns (pandas: "
          + "sep='\(separator == "a tab" ? "\\t" : ",")')")
  }

  /// Columns whose text is kept, without repeats, in the file's order.
  private func textColumns(_ request: TableRequest) throws(DatasetProblem) -> [Int] {
    var columns: Set<Int> = []
    for wanted in request.texts {
      if let wanted {
        columns.insert(try position(wanted))
      } else if header.count == 1 {
        columns.insert(0)
      } else {
        throw DatasetProblem(
          .columnAbsent, at: name, found: "\(header.count) columns, and none was chosen",
          expected: "'column:' with one of \(Shown.list(header.map(Shown.quoted), most: 8))")
      }
    }
    return columns.sorted()
  }

  /// Columns read as numbers: of one modality in the order it names them, of several in the file's.
  private func numericColumns(
    _ request: TableRequest, texts: [Int]
  ) throws(DatasetProblem) -> [Int] {
    var lists: [[Int]] = []
    for wanted in request.numbers {
      guard let wanted else {
        lists.append(try remainingColumns(texts: texts))
        continue
      }
      var list: [Int] = []
      for column in wanted { list.append(try position(column)) }
      guard Set(list).count == list.count else {
        throw DatasetProblem(
          .specification, at: name, found: "a column is named twice in 'columns:'",
          expected: "every column once")
      }
      lists.append(list)
    }
    if lists.count == 1 { return lists[0] }
    return Set(lists.joined()).sorted()
  }

  private func remainingColumns(texts: [Int]) throws(DatasetProblem) -> [Int] {
    let columns = header.indices.filter { !texts.contains($0) }
    if let unnamed = columns.first(where: { header[$0].isEmpty }) {
      throw DatasetProblem(
        .tableFormat, at: name, found: "column \(unnamed + 1) has no name",
        expected: "a name for every column, or a list 'columns:'",
        remedy: "if pandas wrote its index there, write the table with index=False")
    }
    guard !columns.isEmpty else {
      throw DatasetProblem(
        .columnAbsent, at: name, found: "no column is left for features",
        expected: "columns beside ids, labels, split and group")
    }
    return columns
  }

  private func position(_ column: String) throws(DatasetProblem) -> Int {
    if let position = header.firstIndex(of: column) { return position }
    throw DatasetProblem(
      .columnAbsent, at: name, found: "no column \(Shown.quoted(column))",
      expected: "one of \(Shown.list(header.map(Shown.quoted), most: 8))",
      remedy: nearestName(to: column, among: header).map { "did you mean \(Shown.quoted($0))?" }
        ?? (header.allSatisfy { DecimalNumber.value(Array($0.utf8)[...]) != nil }
          ? Self.headerNeeded : "correct the name, or add the column"))
  }

  private mutating func readRecord(
    _ record: inout [Double], _ numericPlace: [Int], _ kept: inout [[String]], _ textPlace: [Int]
  ) throws(DatasetProblem) {
    var column = 0
    var event = TableScanner.Event.field
    var firstLine = 0
    while event == .field {
      do throws(TableFault) {
        event = try scanner.next()
      } catch {
        // Where a quote ends nobody can tell any more: nothing behind it can be read.
        note(error)
        try throwFaults()
        throw format(error.description)
      }
      if column == 0 {
        firstLine = scanner.fieldLine
        if event == .lastField, scanner.field.isEmpty, header.count > 1 {
          note(TableFault(line: firstLine, column: nil, text: "the line is empty"))
          return
        }
      }
      if column < header.count {
        if numericPlace[column] >= 0 { number(column, &record[numericPlace[column]]) }
        if textPlace[column] >= 0 { kept[textPlace[column]].append(trimmed(scanner.text)) }
      }
      column += 1
    }
    if column != header.count {
      let fields = Shown.count(column, "field")
      note(
        TableFault(
          line: firstLine, column: nil, text: "\(fields) where the header has \(header.count)"))
    }
  }

  private mutating func number(_ column: Int, _ value: inout Double) {
    if let number = DecimalNumber.value(of: scanner.field) {
      value = number
      return
    }
    let text = trimmed(scanner.text)
    note(
      TableFault(
        line: scanner.fieldLine, column: column + 1,
        text: text.isEmpty
          ? "\(Shown.quoted(header[column])) is empty"
          : "\(Shown.quoted(header[column])) is \(Shown.quoted(text)), which is no number"))
  }

  private mutating func note(_ fault: TableFault) {
    faultCount += 1
    if faults.count < Self.shownFaults { faults.append(fault) }
  }

  private func throwFaults() throws(DatasetProblem) {
    guard !faults.isEmpty else { return }
    let more = faultCount > faults.count ? "; \(faultCount - faults.count) more" : ""
    let isNumeric = faults.allSatisfy { $0.column != nil }
    throw DatasetProblem(
      isNumeric ? .notANumber : .tableFormat, at: name,
      found: faults.map(\.description).joined(separator: "; ") + more,
      expected: isNumeric
        ? "numbers with a decimal point in every feature column"
        : "\(header.count) fields in every line, cut at \(separator)",
      remedy: isNumeric
        ? "leave text columns out with 'columns:', and fill or drop rows with missing values" : nil)
  }

  private func format(_ found: String) -> DatasetProblem {
    DatasetProblem(.tableFormat, at: name, found: found, expected: "a table as in RFC 4180")
  }

  private func trimmed(_ text: String) -> String {
    let blanks: Set<Character> = [" ", "\t"]
    guard let first = text.firstIndex(where: { !blanks.contains($0) }),
      let last = text.lastIndex(where: { !blanks.contains($0) })
    else { return "" }
    return String(text[first...last])
  }
}
