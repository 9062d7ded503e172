/// How a report speaks of an arm, where its word and its meaning are not enough.
public struct ArmWording: Sendable, Hashable, Codable {
  /// Which inputs a table names beside the word.
  public enum Inputs: String, Sendable, Hashable, Codable, CaseIterable {
    /// None: those of the student, as every arm that is set against it has.
    case unsaid = ""
    case teacher
    case student
    case both
  }

  public var sees: Inputs
  /// What stands in brackets behind its word in a sentence: `no teacher`; empty where nothing does.
  public var aside: String
  /// Its row in a figure: `label smoothing`.
  public var label: String
  /// What a gain may be that does not clear it: `Soft class labels may be all that is needed.`
  public var advice: String
  /// What it was tuned by, after its name: `has one: …`; empty where it takes over the distilled arm's.
  public var tuning: String
  /// How much of a teacher is left in it, from 0 on: nothing, labels, softness, another teacher, all. The
  /// table of controls begins with the least, a figure with the most; among equals the order of the
  /// job's arms holds.
  public var remains: Int

  public init(
    sees: Inputs = .unsaid, aside: String = "", label: String, advice: String = Self.tuneTheStudent,
    tuning: String = "", remains: Int = 2
  ) {
    self.sees = sees
    self.aside = aside
    self.label = label
    self.advice = advice
    self.tuning = tuning
    self.remains = remains
  }

  /// What a word and a clause give by themselves.
  public init(word: String, meaning: String) {
    self.init(aside: meaning, label: word)
  }

  /// Said where an arm gives no advice of its own.
  public static let tuneTheStudent = "Tuning the student may be all that is needed."
}
