/// That one modality can tell nothing another does not: each of its columns is a function of columns of
/// the other.
public struct ModalityRelation: Sendable, Hashable {
  public enum Kind: String, Sendable, Hashable {
    /// The same columns in the same order.
    case equal
    /// Every column is one of the other's: a subset, or another order.
    case columns
    /// Every column rises or falls strictly with one column of the other.
    case monotone
    /// A linear function with R² of at least ``DataCard/functionThreshold`` on train.
    case linear
  }

  public var modality: String
  /// The one it is a function of.
  public var other: String
  public var kind: Kind
}

/// The relations that columns compared one by one show, before anything is fitted.
struct ColumnRelations {
  /// Rows below which columns of few values agree by chance.
  static let leastRows = 20

  private let fingerprints: [ColumnFingerprint]
  private let values: Set<RowDigest>
  private let orders: Set<RowDigest>

  /// - Parameter fingerprints: of the modality that may explain others.
  init(_ fingerprints: [ColumnFingerprint]) {
    self.fingerprints = fingerprints
    let moving = fingerprints.filter { !$0.isConstant }
    values = Set(moving.map(\.values))
    orders = Set(moving.map(\.ranks) + moving.map(\.reversedRanks))
  }

  /// How a modality of these columns is a function of this one; `nil` where it is not column by column.
  /// Columns of one value are functions of anything; a modality of nothing else is no function.
  func kind(of columns: [ColumnFingerprint]) -> ModalityRelation.Kind? {
    let moving = columns.filter { !$0.isConstant }
    guard !moving.isEmpty else { return nil }
    if columns.map(\.values) == fingerprints.map(\.values) { return .equal }
    if moving.allSatisfy({ values.contains($0.values) }) { return .columns }
    if moving.allSatisfy({ orders.contains($0.ranks) }) { return .monotone }
    return nil
  }
}
