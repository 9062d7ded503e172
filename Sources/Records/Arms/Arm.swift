/// One kind of model a job trains or makes: the teacher, the student alone, the distilled student, and
/// what these are held against.
///
/// An arm is a value. It is made where its networks are described, travels with the plan, is a row of the
/// ledger's table `arms`, and the report takes its names, its order and its sentences from it. Nothing
/// asks for an arm by its word: what is asked is its ``kind``, whether it ``isReference`` and what is
/// expected of it. So a new control is one new value.
public struct Arm: Sendable, Hashable, Codable {
  /// What part an arm plays. The ledger's rule on verdicts asks for it.
  public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
    /// Teaches; knows no student.
    case teacher
    /// Learns from no teacher's rows, and is there before a verdict is given.
    case reference
    /// Serves others and is not compared: an embedding, an aligner, a denoiser.
    case part
    /// Taught by the method.
    case distilled
    /// As distilled, with something taken from what it learns from.
    case control
  }

  /// What is wanted of an arm, so that the distilled student's gain is the teacher's.
  public enum Expectation: String, Sendable, Hashable, Codable, CaseIterable {
    case none
    /// No more than the band in which two students are the same, and below the distilled student.
    case doesNotGain = "does not gain"
    case staysBelow = "stays below distilled"
  }

  /// In ledger, CSV and report: `class-mean`.
  public var word: String
  public var kind: Kind
  /// The cell of a table: `teacher rows shuffled over all rows: nothing is left`.
  public var learnsFrom: String
  /// The clause of a sentence: `whose teacher rows are shuffled over all rows`.
  public var meaning: String
  public var expectation: Expectation
  /// Whether a claim needs the distilled student to beat it. The first one of a job is the student the
  /// gain is measured against.
  public var isReference: Bool
  public var wording: ArmWording

  /// - Parameter wording: made of word and meaning where none is given.
  public init(
    _ word: String, _ kind: Kind, learnsFrom: String, meaning: String,
    expectation: Expectation = .none, isReference: Bool = false, wording: ArmWording? = nil
  ) {
    self.word = word
    self.kind = kind
    self.learnsFrom = learnsFrom
    self.meaning = meaning
    self.expectation = expectation
    self.isReference = isReference
    self.wording = wording ?? ArmWording(word: word, meaning: meaning)
  }

  /// Whether it is trained on what a teacher says, or on what a disturbed one does: a verdict comes first.
  public var waitsForVerdict: Bool { kind == .distilled || kind == .control }
}

extension Arm.Expectation {
  /// Whether an arm did what was expected of it; `nil` where that is open, or nothing was expected.
  ///
  /// - Parameters:
  ///   - gain: of the arm over the student, + is better.
  ///   - limit: how much is still no gain.
  ///   - transfer: distilled − the arm; its interval decides whether the arm stays below.
  public func isMet(gain: Double?, limit: Double, transfer: TransferRecord?) -> Bool? {
    guard let gain else { return nil }
    switch self {
    case .none: return nil
    case .doesNotGain where gain > limit: return false
    case .doesNotGain, .staysBelow:
      guard let lower = transfer?.lower, let upper = transfer?.upper else { return nil }
      return lower > 0 ? true : upper < 0 ? false : nil
    }
  }
}
