import Digests
import Specifications
import Tensors

/// Data that can be learned from: modalities with one row a sample, a target, and a split.
///
/// Every file was read and checked, rows are joined, every class is in train, every used feature is
/// finite. What is odd but usable stands in `warnings` and `card`.
public struct Dataset: Sendable {
  /// In the order of the specification.
  public var modalities: [Modality]
  public var rows: Int
  /// As learners may see it: rows without a label, and those whose label is hidden, have none.
  public var target: Target
  /// What ``target`` was before a label budget hid some of it; `nil` where nothing is hidden. For diagnostics
  /// that say what the hidden labels would have been worth; nothing is learned or chosen by it.
  public var hiddenLabels: Target?
  /// Ids of the rows, where the specification names them.
  public var ids: [String]?
  /// Number of the group of each row, in order of first appearance, where the split keeps groups
  /// together.
  public var groups: [Int]?
  /// What the groups are called, by their numbers.
  public var groupNames: [String]?
  public var split: Split
  public var warnings: [DatasetWarning]
  public var card: DataCard
  /// Of the contents of all files used and of everything the specification says about the data.
  public var digest: Digest
  /// Of the row numbers of the three parts.
  public var splitDigest: Digest

  /// Reads, joins, splits and checks.
  ///
  /// - Throws: all problems that can be found together.
  public init(
    _ specification: DataSpecification, source: any MemberSource
  ) throws(DatasetError) {
    var reader = DatasetReader(specification, source: source)
    self = try reader.dataset()
  }

  init(
    modalities: [Modality], target: Target, hiddenLabels: Target? = nil, ids: [String]?,
    groups: [Int]?,
    groupNames: [String]? = nil, split: Split,
    warnings: [DatasetWarning], card: DataCard, digest: Digest
  ) {
    self.modalities = modalities
    rows = target.rows
    self.target = target
    self.hiddenLabels = hiddenLabels
    self.ids = ids
    self.groups = groups
    self.groupNames = groupNames
    self.split = split
    self.warnings = warnings
    self.card = card
    self.digest = digest
    splitDigest = split.digest
  }

  public func modality(_ name: String) -> Modality? {
    modalities.first { $0.name == name }
  }

  /// Those of the rows that lack a modality.
  public func missing(in modality: String, rows: [Int]) -> [Int] {
    guard let modality = self.modality(modality) else { return [] }
    return rows.filter(modality.lacks)
  }

  /// What networks see of a modality; `nil` if there is none of that name.
  public func standardisedFeatures(_ name: String) -> (any FeatureSource)? {
    modality(name)?.standardisedFeatures()
  }
}
