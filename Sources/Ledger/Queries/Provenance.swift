import Records

/// What a job's numbers were made from and with.
public struct Provenance: Sendable, Hashable, Codable {
  public var bundleSHA256: String
  public var bundleBytes: Int
  /// In the order of the bundle.
  public var members: [MemberRecord]
  public var specificationYAML: String
  public var canonicalJSON: String
  public var contentSHA256: String
  /// The specification's values that differ from their defaults, by name.
  public var settings: [SettingRecord]
  /// Builds and machines that computed the job's runs, in the order of first use.
  /// One, unless the job was resumed elsewhere or runs were reused.
  public var environments: [EnvironmentRecord]
  /// Files of earlier bundles it reads, as `data: {from: …}` asks.
  public var borrowed: [BorrowedMember]
  /// SHA-256 of the dataset, without its split.
  public var datasetSHA256: String?

  public init(
    bundleSHA256: String, bundleBytes: Int, members: [MemberRecord], specificationYAML: String,
    canonicalJSON: String, contentSHA256: String, settings: [SettingRecord],
    environments: [EnvironmentRecord],
    borrowed: [BorrowedMember] = [], datasetSHA256: String? = nil
  ) {
    self.bundleSHA256 = bundleSHA256
    self.bundleBytes = bundleBytes
    self.members = members
    self.specificationYAML = specificationYAML
    self.canonicalJSON = canonicalJSON
    self.contentSHA256 = contentSHA256
    self.settings = settings
    self.environments = environments
    self.borrowed = borrowed
    self.datasetSHA256 = datasetSHA256
  }
}
