/// Where the rows come from: modalities, what is to be predicted, ids and the split.
public struct DataSpecification: Sendable, Hashable {
  /// In the order written; at least one.
  public var modalities: [ModalitySpecification]
  public var target: TargetSpecification
  /// Ids of the label rows. When present, modalities are joined by id instead of by row.
  public var ids: ColumnReference?
  public var split: SplitSpecification
  /// How many rows of train keep their label (`data.split.labels`); `nil`: all of them.
  public var labelBudget: Int?
  /// What becomes of train rows without a label, those that the budget leaves without one among them.
  public var unlabelled: UnlabelledPolicy
  /// Further test sets, in the order written.
  public var tests: [TestSetSpecification]
  /// Whether features are centred and scaled with statistics of the train rows.
  public var standardise: Bool

  public init(
    modalities: [ModalitySpecification], target: TargetSpecification, ids: ColumnReference? = nil,
    split: SplitSpecification, labelBudget: Int? = nil, unlabelled: UnlabelledPolicy = .keep,
    tests: [TestSetSpecification] = [], standardise: Bool = true
  ) {
    self.modalities = modalities
    self.target = target
    self.ids = ids
    self.split = split
    self.labelBudget = labelBudget
    self.unlabelled = unlabelled
    self.tests = tests
    self.standardise = standardise
  }
}

/// `pixels: {file: pixels.npy}`, `{file: all.npz, array: pixels}`,
/// `{file: all.csv, columns: [a, b], ids: {column: id}}`.
public struct ModalitySpecification: Sendable, Hashable {
  public var name: String
  public var file: String
  /// The array of an `.npz`.
  public var array: String?
  /// Columns of a table, in this order; `nil` means every column that is not named elsewhere
  /// (ids, labels, split, group) for this file.
  public var columns: [String]?
  /// Ids of this modality's rows. A reference without a file means a column of `file`.
  public var ids: ColumnReference?
  /// How rows that it lacks are known; `nil`: it has every row.
  public var missing: MissingSpecification?

  public init(
    name: String, file: String, array: String? = nil, columns: [String]? = nil,
    ids: ColumnReference? = nil, missing: MissingSpecification? = nil
  ) {
    self.name = name
    self.file = file
    self.array = array
    self.columns = columns
    self.ids = ids
    self.missing = missing
  }
}

/// A vector inside a file: `{file: ids.csv, column: id}`, `{file: y.npy}`, `{file: d.npz, array: y}`.
public struct ColumnReference: Sendable, Hashable {
  public var file: String
  public var column: String?
  public var array: String?

  public init(file: String, column: String? = nil, array: String? = nil) {
    self.file = file
    self.column = column
    self.array = array
  }
}

public enum TargetSpecification: Sendable, Hashable {
  /// `labels:`. `classes` names a JSON list of class names, or is absent: then the distinct labels,
  /// sorted, are the classes.
  case labels(ColumnReference, classes: String?)
  /// `target:`. One real number a row.
  case values(ColumnReference)
}
