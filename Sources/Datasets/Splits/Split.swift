import Specifications

/// Which rows are for learning, for choosing and for the final test. Rows in none are unused.
public struct Split: Sendable, Hashable {
  /// Row numbers counted from 0, ascending, without repeats; no row is in two parts.
  public var train: [Int]
  /// Empty only where the policy is `none`.
  public var validation: [Int]
  public var test: [Int]
  /// Whether validation is a stratified sixth of what the specification calls train.
  public var validationTakenFromTrain: Bool
  public var validationPolicy: ValidationPolicy

  public init(
    train: [Int], validation: [Int], test: [Int], validationTakenFromTrain: Bool = false,
    validationPolicy: ValidationPolicy = .held
  ) {
    self.train = train
    self.validation = validation
    self.test = test
    self.validationTakenFromTrain = validationTakenFromTrain
    self.validationPolicy = validationPolicy
  }

  /// All rows of the three parts, ascending.
  public var used: [Int] { (train + validation + test).sorted() }

  /// The parts that have rows, by name.
  var parts: [(name: String, rows: [Int])] {
    [("train", train), ("validation", validation), ("test", test)].filter { !$0.rows.isEmpty }
  }
}
