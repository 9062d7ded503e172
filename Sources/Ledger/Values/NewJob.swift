import Records

/// A job as intake hands it over: inserted whole, with every run it plans, in one transaction.
public struct NewJob: Sendable, Hashable {
  /// The drop it came with.
  public var drop: Int
  public var name: String
  /// Name made safe for folders.
  public var slug: String
  /// −100 … 100, higher first.
  public var priority: Int
  /// Compute afresh although the same content is known.
  public var rerun: Bool
  /// The job it repeats, where one is named.
  public var repeats: Int?
  /// `job.yaml` as it was written.
  public var specificationYAML: String
  /// The specification's canonical form, on which digests are taken.
  public var canonicalJSON: String
  /// SHA-256 of what makes two jobs the same: canonical form without name, priority and rerun,
  /// member digests, engine and numerics version.
  public var contentSHA256: String
  public var bundle: BundleRecord
  /// Values of the specification that are not the default.
  public var settings: [SettingRecord]
  /// What the plan's arms are, in the order tables name them in.
  public var arms: [Arm]
  public var plan: [PlannedRunRecord]
  /// Files of earlier bundles it may read; those its data does not name are not kept.
  public var borrowed: [BorrowedMember]
  public var testSets: [TestSetRecord]

  public init(
    drop: Int, name: String, slug: String, priority: Int = 0, rerun: Bool = false,
    repeats: Int? = nil,
    specificationYAML: String, canonicalJSON: String, contentSHA256: String, bundle: BundleRecord,
    settings: [SettingRecord], arms: [Arm], plan: [PlannedRunRecord],
    borrowed: [BorrowedMember] = [], testSets: [TestSetRecord] = []
  ) {
    self.drop = drop
    self.name = name
    self.slug = slug
    self.priority = priority
    self.rerun = rerun
    self.repeats = repeats
    self.specificationYAML = specificationYAML
    self.canonicalJSON = canonicalJSON
    self.contentSHA256 = contentSHA256
    self.bundle = bundle
    self.settings = settings
    self.arms = arms
    self.plan = plan
    self.borrowed = borrowed
    self.testSets = testSets
  }
}
