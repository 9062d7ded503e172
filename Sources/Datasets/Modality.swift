import Tensors

/// One kind of measurement of every row.
public struct Modality: Sendable {
  public var name: String
  /// As in the file, in the order of the joined rows: neither centred nor scaled.
  public var features: any FeatureSource
  /// Learned on the train rows; `nil` where the specification says `standardise: false`.
  public var standardisation: Standardisation?
  /// Names of the columns, where the file has them.
  public var columnNames: [String]?

  public init(
    name: String, features: any FeatureSource, standardisation: Standardisation? = nil,
    columnNames: [String]? = nil
  ) {
    self.name = name
    self.features = features
    self.standardisation = standardisation
    self.columnNames = columnNames
  }

  /// Features of at most this many bytes are standardised once and kept. 256 MB.
  static let mostBytesInMemory = 256_000_000

  /// What networks are trained on. Small features are computed once and kept in memory, large ones
  /// are converted and standardised whenever rows are gathered; the numbers are the same to the bit.
  ///
  /// Ask once for each modality: every call computes afresh.
  public func standardisedFeatures() -> any FeatureSource {
    let lazy = standardisation.map { $0(features) } ?? features
    return isCopied ? lazy.tensor() : lazy
  }

  /// Private memory of the features, and of the copy that ``standardisedFeatures()`` keeps of small
  /// ones.
  public var memoryBytes: Int {
    features.memoryBytes + (isCopied ? features.rows * features.columns * 4 : 0)
  }

  private var isCopied: Bool {
    let (values, overflow) = features.rows.multipliedReportingOverflow(by: features.columns)
    guard !overflow, values <= Self.mostBytesInMemory / 4 else { return false }
    return standardisation != nil || !(features is Tensor)
  }
}
