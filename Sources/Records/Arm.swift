/// How a group of runs is named, what it learns from and what is expected of it.
public struct Arm: Sendable, Hashable, Codable {
  public enum Kind: String, Sendable, Hashable, Codable {
    /// Teaches.
    case teacher
    /// Knows nothing of the teacher's rows, or sees both modalities: what a gain is measured against.
    case reference
    /// Serves others and is not compared.
    case part
    case distilled
    /// A distilled student with something taken away.
    case control
  }

  public enum Expectation: String, Sendable, Hashable, Codable {
    case none
    case doesNotGain = "does not gain"
    case staysBelowDistilled = "stays below distilled"
  }

  /// `across`: in the ledger, in CSV files and in reports.
  public var word: String
  public var kind: Kind
  /// "labels and a teacher whose rows are shuffled over all rows".
  public var learnsFrom: String
  /// The clause a sentence about it takes: "whose teacher rows are shuffled over all rows".
  public var meaning: String
  public var expectation: Expectation
  /// Whether a teacher must be clearly better than this arm to be said to help.
  public var isReference: Bool

  public init(
    word: String, kind: Kind, learnsFrom: String, meaning: String,
    expectation: Expectation = .none, isReference: Bool = false
  ) {
    self.word = word
    self.kind = kind
    self.learnsFrom = learnsFrom
    self.meaning = meaning
    self.expectation = expectation
    self.isReference = isReference
  }

  /// Whether its runs may not start before the verdict on their pair is written. The ledger asks the same.
  public var waitsForVerdict: Bool { kind == .distilled || kind == .control }
}
