import PlainText

/// Something in a bundle's data that keeps it from being used.
public struct DatasetProblem: Error, Sendable, Hashable, CustomStringConvertible {
  public enum Kind: String, Sendable, Hashable {
    case memberAbsent = "file absent"
    case memberUnreadable = "file unreadable"
    case fileType = "file type"
    case arrayFormat = "array format"
    case elementType = "element type"
    case shape
    case arrayLength = "array length"
    case arrayAbsent = "array absent"
    case tableFormat = "table format"
    case columnAbsent = "column absent"
    case notANumber = "not a number"
    case listFormat = "list format"
    case rowCounts = "row counts"
    case ids
    case missing = "missing rows"
    case notFinite = "not finite"
    case tokens = "token numbers"
    case label
    case classes
    case target
    case splitIndex = "split index"
    case splitOverlap = "split overlap"
    case emptyPart = "empty part"
    case unlabelled = "row without a label"
    case tooFewRows = "too few rows"
    case classAbsentFromTrain = "class absent from train"
    case specification
  }

  public var kind: Kind
  /// The file, modality or key it is about: `pixels.npy`, `data.split`.
  public var place: String
  public var found: String
  public var expected: String?
  public var remedy: String?

  public init(
    _ kind: Kind, at place: String, found: String, expected: String? = nil, remedy: String? = nil
  ) {
    self.kind = kind
    self.place = place
    self.found = found
    self.expected = expected
    self.remedy = remedy
  }

  public var description: String {
    var text = "\(place): \(found)"
    if let expected { text += "\n  expected: \(expected)" }
    if let remedy { text += "\n  remedy: \(remedy)" }
    return text
  }
}

/// All problems of a dataset that could be found together.
public struct DatasetError: Error, Sendable, Hashable, CustomStringConvertible {
  public var problems: [DatasetProblem]

  public init(problems: [DatasetProblem]) {
    self.problems = problems
  }

  public var description: String { problems.map(\.description).joined(separator: "\n") }
}

/// Something a reader of the report should know, which keeps nothing from running.
public struct DatasetWarning: Sendable, Hashable, CustomStringConvertible {
  public enum Kind: String, Sendable, Hashable {
    case unusedMember = "unused file"
    case constantColumns = "constant columns"
    case validationTakenFromTrain = "validation taken from train"
    case classMissing = "class missing"
    case duplicateRows = "duplicate rows"
    case linearFunction = "linear function"
    case functionOfModality = "function of a modality"
    case oneClass = "one class"
    case labelShift = "label shift"
    case sharedGroups = "shared groups"
    case countingColumn = "counting column"
    case sortedWithLabels = "sorted with the labels"
    case tellsTarget = "tells the target"
    case precisionLost = "precision lost"
    case repeatedRows = "repeated rows"
    case contradictoryLabels = "contradictory labels"
    case nearCopies = "near copies"
    case zeroRows = "rows of zeros"
    case missingRows = "missing rows"
    case unlabelledGroups = "unlabelled rows of held groups"
  }

  public var kind: Kind
  public var place: String
  public var text: String

  public var description: String { "\(place): \(text)" }
}

/// Names of files and columns in messages.
enum Shown {
  /// In quotes, with control characters escaped and cut after 60 characters.
  static func quoted(_ text: String) -> String {
    let escaped = text.unicodeScalars.map { visibleText($0) }
    return "'\(escaped.prefix(60).joined())\(escaped.count > 60 ? "…" : "")'"
  }

  /// The first few, and how many more.
  static func list(_ items: some Collection<String>, most: Int = 5) -> String {
    let shown = items.prefix(most).joined(separator: ", ")
    return items.count > most ? "\(shown) and \(items.count - most) more" : shown
  }

  /// With four digits, as people write numbers: `0.05`, `1.6e+09`.
  static func short(_ number: Double) -> String {
    guard number != 0, number.isFinite else { return "\(number)" }
    let magnitude = Int(number.magnitude.exponent) * 3 / 10
    guard (-4...6).contains(magnitude) else { return "\(Float(number))" }
    let unit = (0..<max(0, 3 - magnitude)).reduce(1.0) { unit, _ in unit * 10 }
    let rounded = (number * unit).rounded() / unit
    return Int(exactly: rounded).map { "\($0)" } ?? "\(rounded)"
  }

  /// `1 row`, `2 rows`.
  static func count(_ number: Int, _ noun: String) -> String {
    if number == 1 { return "1 \(noun)" }
    return "\(number) \(noun)\(noun.hasSuffix("s") ? "es" : "s")"
  }
}
