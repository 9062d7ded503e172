import Specifications

/// One computation of a job: what its numbers depend on, what it reads, what it leaves.
///
/// A stage is a value and holds no data. Two stages of equal role and identity over equal inputs and rows are one
/// run, whichever job asks for it.
public protocol Stage: Sendable {
  var role: StageRole { get }
  /// Everything its numbers depend on besides role, inputs, rows, seed, engine and numerics.
  var identity: CanonicalValue { get }
  /// Sources of features, and runs whose products it reads.
  var inputs: [StageInput] { get }
  /// Whether it sees which rows are learned from. An encoder sees single rows, so that a job with another split
  /// finds its run.
  var dependsOnSplit: Bool { get }

  /// What it asks of the machine.
  func demand(_ study: Study) -> Demand
  /// What of its identity the demand depends on: stages that are equal in it ask for the same.
  var demandIdentity: CanonicalValue { get }

  /// - Throws: ``StageFailure`` or a divergence, which are results like any other; anything else stops the job.
  func run(_ context: consuming StageContext) throws -> Products
}

extension Stage {
  public var dependsOnSplit: Bool { true }
  public func demand(_ study: Study) -> Demand { Demand() }
  public var demandIdentity: CanonicalValue { identity }
}

/// What a run asks of the machine, known before anything runs.
public struct Demand: Sendable, Hashable {
  /// Floating-point operations of as many epochs as its fits take as a rule.
  public var operations = 0.0
  /// Numbers of its fits, in their order.
  public var fits = 0..<0
  /// Epochs of one of its fits at most.
  public var epochsOfFit = 0
  /// Private memory.
  public var bytes = 0

  public init(
    operations: Double = 0, fits: Range<Int> = 0..<0, epochsOfFit: Int = 0, bytes: Int = 0
  ) {
    self.operations = operations
    self.fits = fits
    self.epochsOfFit = epochsOfFit
    self.bytes = bytes
  }

  /// Epochs of all of its fits at most.
  public var epochs: Int { fits.count * epochsOfFit }

  /// Epochs of the fits before one, at most.
  public func epochsBefore(fit number: Int) -> Int { (number - fits.lowerBound) * epochsOfFit }
}

/// Why a run has no numbers, other than its own divergence.
public enum StageFailure: Error, Sendable, Hashable, CustomStringConvertible {
  /// A run that is read has none.
  case inputDiverged(StageInput)

  public var description: String {
    switch self {
    case .inputDiverged(let input):
      "its \(input)'s training diverged, so there is nothing to learn from it"
    }
  }
}
