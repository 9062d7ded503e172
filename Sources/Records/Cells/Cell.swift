/// One cell of a sweep: swept keys with the values they take here, in the order of the sweep.
///
///     let cell = Cell([("training.epochs", .integer(30)), ("method.lambda", .number(0.5))])
///     "\(cell)"                 // training.epochs=30, lambda=0.5
///     cell["lambda"]            // .number(0.5)
///
/// Whoever makes a cell gives it typed values; ledger, tables and figures take them from here. The words that
/// name it in ledger and report are for people, and nobody takes them apart.
public struct Cell: Sendable, Hashable, Codable {
  /// A key with its value.
  public struct Entry: Sendable, Hashable, Codable {
    /// Dotted key of the specification: `training.epochs`, `method.lambda`.
    public var key: String
    public var value: CellValue

    public init(_ key: String, _ value: CellValue) {
      self.key = key
      self.value = value
    }

    /// Whether it tells variants of one experiment apart, among which one is chosen.
    public var isOption: Bool { key.hasPrefix(Self.method) }

    /// As people write it: options of the method without their `method.`.
    public var name: String { isOption ? String(key.dropFirst(Self.method.count)) : key }

    private static let method = "method."
  }

  /// Settings first, then options of the method.
  public var entries: [Entry]
  /// What tells it from others besides values: `selected`, `late fusion`; empty for most.
  public var part: String

  public init(_ entries: [Entry] = [], part: String = "") {
    self.entries = entries
    self.part = part
  }

  public var isEmpty: Bool { entries.isEmpty && part.isEmpty }

  /// Values that are no options: those that make an experiment of its own, and what a student chose for itself.
  public var settings: [Entry] { entries.filter { !$0.isOption } }

  /// Options of the method, among which one variant is chosen.
  public var options: [Entry] { entries.filter(\.isOption) }

  /// The value of a key or of its name; `nil` where the cell has none.
  public subscript(key: String) -> CellValue? {
    entries.first { $0.key == key || $0.name == key }?.value
  }
}

extension Cell: CustomStringConvertible {
  /// In words: settings, the part, options.
  public var description: String {
    let words = { (entries: [Entry]) in entries.map { "\($0.name)=\($0.value)" } }
    return (words(settings) + [part].filter { !$0.isEmpty } + words(options))
      .joined(separator: ", ")
  }
}
