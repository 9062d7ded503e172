/// A number as the ledger keeps it: `value` is `nil` exactly when `kind` is not `finite`.
public struct LedgerValue: Sendable, Hashable, Codable {
  public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
    case finite
    case notANumber = "nan"
    case positiveInfinity = "+inf"
    case negativeInfinity = "-inf"
    /// There is no number (AUC of one class).
    case undefined
  }

  public var value: Double?
  public var kind: Kind

  public init(_ value: Double?) {
    switch value {
    case .none: (self.value, kind) = (nil, .undefined)
    case .some(let number) where number.isNaN: (self.value, kind) = (nil, .notANumber)
    case .some(let number) where number.isInfinite:
      (self.value, kind) = (nil, number > 0 ? .positiveInfinity : .negativeInfinity)
    case .some(let number): (self.value, kind) = (number, .finite)
    }
  }
}

/// A place in a job's plan, inserted before anything runs.
public struct PlannedRunRecord: Sendable, Hashable, Codable {
  /// Job-local order, from 0; views, CSVs and reports sort by it.
  public var ordinal: Int
  /// `teachers and students`, `student search`, `references`, `distilling`, `distilled search`, `controls`:
  /// a name for people who wait; a run waits for what it reads alone.
  public var stage: String
  /// The setting of the sweep, `training.epochs=30`; empty where none is swept. `variant` begins with it.
  public var setting: String
  /// Word of one of the plan's arms.
  public var arm: String
  /// Modality names; the teacher is empty for arms without one.
  public var teacher: String
  public var student: String
  /// One cell of a sweep in words: `lambda=0.5, temperature=4`; `selected` is said in words too.
  public var variant: String
  public var method: String
  /// Index of the seed; 0 of a run that is there once for all seeds.
  public var seed: Int
  /// The cell that ``variant`` names in words.
  public var cell: Cell
  public var scope: Scope

  /// How often a place of the plan is computed.
  public enum Scope: String, Sendable, Hashable, Codable, CaseIterable {
    /// For every seed.
    case seed
    /// Once, whatever the seeds: an encoder, outputs that were brought.
    case once
  }

  public init(
    ordinal: Int, stage: String = "", setting: String = "", arm: String, teacher: String,
    student: String, variant: String, method: String, seed: Int, cell: Cell = Cell(),
    scope: Scope = .seed
  ) {
    self.ordinal = ordinal
    self.stage = stage
    self.setting = setting
    self.arm = arm
    self.teacher = teacher
    self.student = student
    self.variant = variant
    self.method = method
    self.seed = seed
    self.cell = cell
    self.scope = scope
  }
}

/// A finished run, committed in one transaction with its metrics.
public struct RunRecord: Sendable, Hashable, Codable {
  public enum Status: String, Sendable, Hashable, Codable { case finished, diverged }

  /// SHA-256 of the run's identity, hexadecimal; unique in the ledger.
  public var key: String
  /// Places in the job's plan this run fills (several where two arms are the same computation).
  public var ordinals: [Int]
  public var status: Status
  /// Where and how a run diverged.
  public var reason: String?
  /// Keys of the runs whose outputs it read.
  public var inputs: [String]
  public var metrics: [MetricRecord]
  /// Digest of the object with outputs, curve and parameters (safetensors).
  public var products: String
  /// What else it left.
  public var namedProducts: [RunProductRecord]
  public var parameters: Int
  public var epochs: Int
  public var chosenEpoch: Int
  public var wallSeconds: Double
  public var cpuSeconds: Double
  public var peakBytes: Int
  /// Whether this worker has computed it; else it has read what was known.
  public var wasComputed: Bool

  public init(
    key: String, ordinals: [Int], status: Status, reason: String?, inputs: [String] = [],
    metrics: [MetricRecord], products: String, namedProducts: [RunProductRecord] = [],
    parameters: Int, epochs: Int, chosenEpoch: Int, wallSeconds: Double, cpuSeconds: Double,
    peakBytes: Int, wasComputed: Bool = true
  ) {
    self.key = key
    self.ordinals = ordinals
    self.status = status
    self.reason = reason
    self.inputs = inputs
    self.metrics = metrics
    self.products = products
    self.namedProducts = namedProducts
    self.parameters = parameters
    self.epochs = epochs
    self.chosenEpoch = chosenEpoch
    self.wallSeconds = wallSeconds
    self.cpuSeconds = cpuSeconds
    self.peakBytes = peakBytes
    self.wasComputed = wasComputed
  }
}

public struct MetricRecord: Sendable, Hashable, Codable {
  /// `in-sample`, `out-of-fold`, `validation`, or the name of a set of test rows: `test`, `test/unseen`.
  public var split: String
  public var metric: String
  public var value: LedgerValue

  public init(split: String, metric: String, value: LedgerValue) {
    self.split = split
    self.metric = metric
    self.value = value
  }
}
