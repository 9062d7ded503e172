import Tensors

/// One kind of measurement of every row.
public struct Modality: Sendable {
  public var name: String
  /// As in the file, in the order of the joined rows: neither centred nor scaled.
  public var features: any FeatureSource
  /// Of one row as the file has it: `[columns]` for tables and matrices, `[height, width, channels]` for an
  /// array of images.
  public var shape: [Int]
  /// Learned on the train rows; `nil` where the specification says `standardise: false`.
  public var standardisation: Standardisation?
  /// Names of the columns, where the file has them.
  public var columnNames: [String]?
  /// Whether each row lacks it; `nil` where none does. The features of such a row are NaN and mean nothing.
  public var missing: [Bool]?

  public init(
    name: String, features: any FeatureSource, shape: [Int]? = nil,
    standardisation: Standardisation? = nil, columnNames: [String]? = nil,
    missing: [Bool]? = nil
  ) {
    self.name = name
    self.features = features
    self.shape = shape ?? [features.columns]
    self.standardisation = standardisation
    self.columnNames = columnNames
    self.missing = missing
  }

  /// Whether a row lacks it.
  public func lacks(_ row: Int) -> Bool { missing?[row] ?? false }

  /// Those of the rows that have it.
  public func present(_ rows: [Int]) -> [Int] {
    missing == nil ? rows : rows.filter { !lacks($0) }
  }

  /// Rounds the decimals of a table to Float32 where nothing of them is lost by it: half the memory, and
  /// the same standardised features to the bit.
  mutating func dropUnneededDigits() {
    guard standardisation?.needsDoublePrecision != true else { return }
    features = features.withoutDecimals
  }

  /// Features of at most this many bytes are standardised once and kept. 256 MB.
  static let mostBytesInMemory = 256_000_000

  /// What networks on measurements are trained on. Small features are computed once and kept in memory, large ones
  /// are converted and standardised whenever rows are gathered; the numbers are the same to the bit.
  ///
  /// Ask once for each modality: every call computes afresh.
  public func standardisedFeatures() -> any FeatureSource {
    let lazy = standardisation.map { $0(features) } ?? features
    return isCopied ? lazy.tensor() : lazy
  }

  /// What networks on token numbers are trained on: as in the file. Small features are kept in memory.
  ///
  /// Ask once for each modality: every call computes afresh.
  public func untouchedFeatures() -> any FeatureSource {
    isSmall && !(features is Tensor) ? features.tensor() : features
  }

  /// Private memory of the copy that ``standardisedFeatures()`` keeps of small features.
  public var standardisedCopyBytes: Int { isCopied ? bytes : 0 }

  /// Private memory of the copy that ``untouchedFeatures()`` keeps of small features.
  public var untouchedCopyBytes: Int { isSmall && !(features is Tensor) ? bytes : 0 }

  private var bytes: Int { features.rows * features.columns * 4 }

  private var isCopied: Bool { isSmall && (standardisation != nil || !(features is Tensor)) }

  private var isSmall: Bool {
    let (values, overflow) = features.rows.multipliedReportingOverflow(by: features.columns)
    return !overflow && values <= Self.mostBytesInMemory / 4
  }
}
