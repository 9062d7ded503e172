/// One fact of a job computed when it is sealed, addressed by words: the long tail of the report.
///
/// Sections in use:
/// - `arm`: item = metric; label = arm; teacher, student, variant; value = mean, lower/upper = ± from
///   seeds (`value − se_seeds`, `value + se_seeds`), extra = se_rows, count = seeds. Of the arm `constant`,
///   which looks at no input, the value alone.
/// - `transfer`: item = metric; label = reference; value = distilled − reference, lower, upper, extra = p.
/// - `reservation`: text, why no claim may be made whatever the intervals say.
/// - `tuning`: item = `weight decay`; label = `student` (no teacher) or `distilled`; value = the chosen one,
///   extra = label smoothing, count = configurations, text = where the best lies among those tried.
/// - `model`: item = `recommended`; label = `student` or `distilled`.
/// - `reliability`: item = bin "0.1–0.2"; label = arm; value = accuracy, extra = mean confidence, count = rows.
/// - `class`: item = class name; label = arm; value = recall, count = rows.
/// - `teacher`: item = `accuracy`, `log-loss`, `mean top probability`, `entropy`, `temperature`;
///   label = `out-of-fold`, `in-sample`, `validation`; value.
/// - `mcnemar`: label = `seed`, `student's seed`, `distilled right, student wrong` …; value = count or p, text
///   = form of the test.
/// - `power`: item = `smallest gain`; label = `discordance 0.05` …; value.
/// - `data`: item = fact of the data card; value and/or text.
/// - `fused`: item = `share of gap`; value, lower, upper (Fieller), or text why not printed.
/// - `design`: item = `selection`, label = `none` where no validation rows chose anything.
/// - `student`: item = `configuration`; text, what the student chose for itself.
/// - `warning`: text.
/// - `conclusion`: text, the leading sentence of the report.
public struct SummaryRecord: Sendable, Hashable, Codable {
  public var ordinal: Int
  public var section: String
  public var item: String
  public var label: String
  /// The setting of the sweep; empty for facts of the whole job.
  public var setting: String
  public var teacher: String
  public var student: String
  public var variant: String
  /// The cell that ``setting`` and ``variant`` name in words.
  public var cell: Cell
  public var value: Double?
  public var lower: Double?
  public var upper: Double?
  public var extra: Double?
  public var count: Int?
  public var text: String?

  public init(
    ordinal: Int, section: String, item: String = "", label: String = "", setting: String = "",
    teacher: String = "", student: String = "", variant: String = "", value: Double? = nil,
    lower: Double? = nil, upper: Double? = nil, extra: Double? = nil, count: Int? = nil,
    text: String? = nil, cell: Cell = Cell()
  ) {
    self.ordinal = ordinal
    self.section = section
    self.item = item
    self.label = label
    self.setting = setting
    self.teacher = teacher
    self.student = student
    self.variant = variant
    self.value = value
    self.lower = lower
    self.upper = upper
    self.extra = extra
    self.count = count
    self.text = text
    self.cell = cell
  }
}
