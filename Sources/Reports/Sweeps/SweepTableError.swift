/// Why a table cannot be made as it was asked for.
public enum SweepTableError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The job compared nothing, yet or at all.
  case noComparisons
  case unknownKey(String, known: [String])
  case repeatedKey(String)
  case unknownMetric(String, known: [String])
  case unknownSplit(String, known: [String])
  /// No row has this value of a key.
  case unknownValue(key: String, value: String, known: [String])
  /// Levels of arms are asked for, and a number of a comparison.
  case valueOfArms(String)
  /// Several numbers for one place, told apart by these keys.
  case ambiguous(place: String, numbers: Int, varying: [Varying])

  /// A key that still varies inside a place, with its values there.
  public struct Varying: Sendable, Hashable {
    public var key: String
    public var values: [String]
  }

  public var description: String {
    switch self {
    case .noComparisons:
      """
      there is nothing to put into a table: this job has compared nothing
      comparisons are made when a job is sealed; 'retort show JOB' tells how it stands
      """
    case .unknownKey(let key, let known):
      """
      '\(key)' is no key of this job
      its keys are: \(known.joined(separator: ", "))
      """
    case .repeatedKey(let key):
      """
      '\(key)' is asked for twice
      name each key once, in --rows or in --columns
      """
    case .unknownMetric(let metric, let known):
      """
      no comparison of this job is about the metric '\(metric)'
      its metrics are: \(known.joined(separator: ", "))
      """
    case .unknownSplit(let split, let known):
      """
      nothing was compared on the rows '\(split)'
      comparisons of this job are on: \(known.joined(separator: ", ")); \
      the view 'seed_statistics' has levels on other rows
      """
    case .unknownValue(let key, let value, let known):
      """
      no number of this table has \(key)=\(value)
      values of \(key): \(known.isEmpty ? "none" : known.joined(separator: ", "))
      """
    case .valueOfArms(let value):
      """
      the key 'arm' asks for the level of every arm, '--value \(value)' for a number of one comparison
      leave out one of them
      """
    case .ambiguous(let place, let numbers, let varying):
      """
      \(numbers) numbers would stand in one place (\(place)): \(Self.words(varying))
      \(Self.remedy(varying))
      """
    }
  }

  private static func words(_ varying: [Varying]) -> String {
    let keys = varying.map { "\($0.key) (\($0.values.joined(separator: ", ")))" }
    return (keys.count == 1 ? "this key still varies: " : "these keys still vary: ")
      + keys.joined(separator: "; ")
  }

  private static func remedy(_ varying: [Varying]) -> String {
    guard let first = varying.first, let value = first.values.first else { return "" }
    return "add \(varying.count == 1 ? "it" : "them") to --rows or --columns, or keep one value: "
      + "--where '\(first.key)=\(value)'"
  }
}
