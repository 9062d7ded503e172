/// How a modality says which rows it lacks: `missing: allowed`, `missing: nan`, `missing: {file: mask.npy}`.
public enum MissingSpecification: Sendable, Hashable {
  /// Rows whose id its file does not have.
  case allowed
  /// Rows of its file whose values are all NaN.
  case nan
  /// Rows of its file that a mask marks: true or 1 is missing.
  case mask(ColumnReference)

  /// The mask, where there is one.
  public var reference: ColumnReference? { if case .mask(let mask) = self { mask } else { nil } }
}
