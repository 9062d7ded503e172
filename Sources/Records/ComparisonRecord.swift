/// A row of the view `kd_gain`: one variant of one pair against its student, for one metric.
///
/// Gains are oriented so that + is better, whatever the metric.
public struct ComparisonRecord: Sendable, Hashable, Codable {
  public var ordinal: Int
  /// The setting of the sweep, `training.epochs=30`; empty where none is swept. `variant` begins with it.
  public var setting: String
  public var teacher: String
  public var student: String
  public var variant: String
  /// The cell that ``variant`` names in words.
  public var cell: Cell
  public var method: String
  public var split: String
  public var metric: String
  public var seeds: Int
  public var rows: Int
  public var studentMean: Double?
  public var distilledMean: Double?
  public var gain: Double?
  public var gainLower: Double?
  public var gainUpper: Double?
  public var seSeeds: Double?
  public var seRows: Double?
  public var pValue: Double?
  public var pAdjusted: Double?
  public var transfer: Double?
  public var transferLower: Double?
  public var transferUpper: Double?
  /// Word of the reference inside transfer, the one least clearly beaten.
  public var transferReference: String?
  /// What each arm it is held against gained over the student, in the order of the plan.
  public var controls: [ControlRecord] = []
  public var fusedMean: Double?
  /// `helps`, `hurts`, `flat`, `unclear`.
  public var outcome: String?
  public var claim: Bool
  /// Chosen on validation.
  public var selected: Bool
  /// The largest p-value of the gain over each reference: what a claim's adjusted p is made of. Of the
  /// selected variant and the primary metric alone.
  public var claimPValue: Double?
  /// The variants of the view `results` that were set against each other.
  public var studentVariant: String?
  public var distilledVariant: String?
  /// distilled − each reference; of the selected variant and the primary metric.
  public var transfers: [TransferRecord] = []
  /// Why no claim may be made whatever the intervals say, a sentence each.
  public var reservations: [String] = []

  public init(
    ordinal: Int, setting: String = "", teacher: String, student: String, variant: String,
    method: String, split: String, metric: String, seeds: Int, rows: Int, cell: Cell = Cell()
  ) {
    self.ordinal = ordinal
    self.setting = setting
    self.teacher = teacher
    self.student = student
    self.variant = variant
    self.method = method
    self.split = split
    self.metric = metric
    self.seeds = seeds
    self.rows = rows
    self.cell = cell
    claim = false
    selected = false
  }
}
