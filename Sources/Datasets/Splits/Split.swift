import Specifications

/// Which rows are for learning, for choosing and for the final test. Rows in none are unused.
///
/// Train rows without a label stand apart: the inputs of both are learned from, labels only of `train`.
public struct Split: Sendable, Hashable {
  /// Row numbers counted from 0, ascending, without repeats; no row is in two parts.
  public var train: [Int]
  /// Train rows that no label loss sees: they have no label, or theirs is hidden. Ascending.
  public var unlabelled: [Int]
  /// Empty only where the policy is `none`.
  public var validation: [Int]
  public var test: [Int]
  /// Further test sets, in the order of the specification.
  public var tests: [TestSet]
  /// Whether validation is a stratified sixth of what the specification calls train.
  public var validationTakenFromTrain: Bool
  public var validationPolicy: ValidationPolicy

  public init(
    train: [Int], validation: [Int], test: [Int], validationTakenFromTrain: Bool = false,
    validationPolicy: ValidationPolicy = .held, unlabelled: [Int] = [],
    tests: [TestSet] = []
  ) {
    self.train = train
    self.unlabelled = unlabelled
    self.validation = validation
    self.test = test
    self.tests = tests
    self.validationTakenFromTrain = validationTakenFromTrain
    self.validationPolicy = validationPolicy
  }

  /// Rows whose inputs are learned from, with a label or without; ascending. What is fitted without labels
  /// (standardisation, checks of features) sees these.
  public var trainInputs: [Int] {
    unlabelled.isEmpty ? train : (train + unlabelled).sorted()
  }

  /// Rows with a label, of all parts, ascending.
  public var labelled: [Int] { withTests(train + validation + test) }

  /// All rows that anything reads, ascending.
  public var used: [Int] { withTests(trainInputs + validation + test) }

  /// Ascending, each row once: test sets may share rows.
  private func withTests(_ rows: [Int]) -> [Int] {
    tests.isEmpty ? rows.sorted() : Set(rows + tests.flatMap(\.rows)).sorted()
  }

  /// The same without the rows that are not kept.
  func filter(_ isKept: (Int) -> Bool) -> Split {
    var split = self
    split.train = train.filter(isKept)
    split.unlabelled = unlabelled.filter(isKept)
    split.validation = validation.filter(isKept)
    split.test = test.filter(isKept)
    split.tests = tests.map { TestSet(name: $0.name, rows: $0.rows.filter(isKept)) }
    return split
  }

  /// The parts that have labelled rows, by name, further test sets after the others.
  var parts: [(name: String, rows: [Int])] {
    ([("train", train), ("validation", validation), ("test", test)]
      + tests.map { ($0.name, $0.rows) }).filter { !$0.rows.isEmpty }
  }
}
