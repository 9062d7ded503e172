/// What a stage asks for by name: `teacher`, `student`, `source pixels`.
public struct StageInput: Sendable, Hashable, Comparable, ExpressibleByStringLiteral,
  CustomStringConvertible
{
  public let description: String

  public init(stringLiteral value: String) { description = value }
  private init(_ description: String) { self.description = description }

  public static let teacher: Self = "teacher"
  public static let student: Self = "student"

  /// Features of a name: the dataset's, or those that a stage makes.
  public static func source(_ name: String) -> Self { Self("source \(name)") }

  public static func < (left: Self, right: Self) -> Bool { left.description < right.description }
}

/// First word of a key, for people who read one: `teacher`, `student`, `distilled`, `late fusion`. Never renamed.
public struct StageRole: Sendable, Hashable, ExpressibleByStringLiteral, CustomStringConvertible {
  public let description: String

  public init(stringLiteral value: String) { description = value }
}
