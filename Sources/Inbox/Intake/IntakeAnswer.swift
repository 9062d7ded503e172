import Ledger
import PlainText
import Records
import Specifications

/// The one frame an intake child answers with.
public enum IntakeAnswer: Sendable, Hashable, Codable {
  case accepted(BundleRecord, JobDescription)
  case refused(IntakeRefusal)
}

/// A checked job as the child describes it: everything the daemon needs to insert it, so that it
/// never reads the bundle itself.
public struct JobDescription: Sendable, Hashable, Codable {
  public var name: String
  public var priority: Int
  public var rerun: Bool
  /// `job.yaml` as it was written.
  public var specificationYAML: String
  public var canonicalJSON: String
  public var contentSHA256: String
  /// Values that are not the default.
  public var settings: [SettingRecord]
  /// What the plan's arms are, in the order tables name them in.
  public var arms: [Arm]
  public var plan: [PlannedRunRecord]
  /// Ready to be shown.
  public var warnings: [String]
  public var estimate: PlanEstimate
  public var testSets: [TestSetRecord]
  /// Files of earlier bundles that were given to the child; the daemon fills them in.
  public var borrowed: [BorrowedMember] = []

  public init(
    name: String, priority: Int, rerun: Bool, specificationYAML: String, canonicalJSON: String,
    contentSHA256: String, settings: [SettingRecord], arms: [Arm], plan: [PlannedRunRecord],
    warnings: [String], estimate: PlanEstimate, testSets: [TestSetRecord] = []
  ) {
    self.name = name
    self.priority = priority
    self.rerun = rerun
    self.specificationYAML = specificationYAML
    self.canonicalJSON = canonicalJSON
    self.contentSHA256 = contentSHA256
    self.settings = settings
    self.arms = arms
    self.plan = plan
    self.warnings = warnings
    self.estimate = estimate
    self.testSets = testSets
  }
}

extension JobDescription {
  /// Whether every arm of the plan is described, once.
  var describesItsArms: Bool {
    let words = arms.map(\.word)
    return Set(words).count == words.count && Set(plan.map(\.arm)).isSubset(of: words)
  }
}

/// What a plan will ask of the machine.
public struct PlanEstimate: Sendable, Hashable, Codable {
  /// Places of the plan; what several of them share is computed once.
  public var runs: Int
  /// Cells of the sweep that are experiments of their own, each with all pairs and variants.
  public var settings: Int
  /// How often each of them is repeated with another split.
  public var splits: Int
  public var pairs: Int
  public var variants: Int
  public var seeds: Int
  public var memoryBytes: Int
  /// On one core; an order of magnitude.
  public var coreSeconds: Double
  public var testRows: Int
  /// Independent test units: groups where rows come in groups, rows otherwise.
  public var testUnits: Int
  /// Smallest accuracy gain the test set can show: discordance → gain; empty for real targets.
  public var smallestGains: [SmallestGain]

  public struct SmallestGain: Sendable, Hashable, Codable {
    public var discordance: Double
    public var gain: Double

    public init(discordance: Double, gain: Double) {
      self.discordance = discordance
      self.gain = gain
    }
  }

  public init(
    runs: Int, settings: Int = 1, splits: Int = 1, pairs: Int, variants: Int, seeds: Int,
    memoryBytes: Int, coreSeconds: Double, testRows: Int, testUnits: Int,
    smallestGains: [SmallestGain]
  ) {
    self.runs = runs
    self.settings = settings
    self.splits = splits
    self.pairs = pairs
    self.variants = variants
    self.seeds = seeds
    self.memoryBytes = memoryBytes
    self.coreSeconds = coreSeconds
    self.testRows = testRows
    self.testUnits = testUnits
    self.smallestGains = smallestGains
  }
}

/// Why a bundle is not taken, in the words its dropper is shown.
public struct IntakeRefusal: Error, Sendable, Hashable, Codable {
  public enum Kind: String, Sendable, Hashable, Codable {
    /// The archive ends before its end: perhaps it is still on its way.
    case truncated
    /// The archive, its specification or its data are not as they must be.
    case bundle
    /// The child could not store or read; nothing is wrong with the bundle.
    case system
  }

  public var kind: Kind
  public var reason: String
  /// Digest and size of the archive, where it could be read to its end.
  public var bundle: BundleRecord?
  /// Digests of members that were put into the store before the refusal.
  public var stored: [String] = []
  /// Nothing is wrong yet: the child has to be told what `data: {from: …}` means first.
  public var wish: DataReference?

  public init(kind: Kind, reason: String, bundle: BundleRecord? = nil) {
    self.kind = kind
    self.reason = reason
    self.bundle = bundle
  }

  /// The bundle takes its data from an earlier job, which only the ledger knows.
  public init(needing reference: DataReference) {
    self.init(kind: .bundle, reason: "it takes its data from '\(visibleText(reference.word))'")
    wish = reference
  }
}
