import Ledger
import Records

/// Everything known about one teacher → student pair.
struct PairEvidence: Sendable {
  let name: PairName
  /// What the job's plan says of its arms, in the order tables name them in.
  let jobArms: [Arm]
  /// Unique in the report; part of its figures' file names.
  let slug: String
  let metric: ReportedMetric?
  /// Every variant, on the primary metric, in the order of the plan.
  let variants: [ComparisonRecord]
  /// The selected variant on the other metrics.
  let otherMetrics: [ComparisonRecord]
  let verdicts: [VerdictRow]
  let information: [InformationRow]
  let curves: [CurvePointRecord]
  let divergences: [DivergenceRow]
  private let summaries: [SummaryRecord]

  init(
    _ name: PairName, slug: String, primaryMetric: ReportedMetric?, gains: [ComparisonRecord],
    report: JobReport
  ) {
    self.name = name
    self.slug = slug
    jobArms = report.arms
    metric = primaryMetric
    wasSelected = !report.summaries.contains {
      $0.section == "design" && $0.item == "selection" && $0.label == "none"
    }
    let own = gains.filter {
      $0.teacher == name.teacher && $0.student == name.student && $0.setting == name.setting
    }
    variants = own.filter { $0.metric == primaryMetric?.name }
    otherMetrics = own.filter { $0.selected && $0.metric != primaryMetric?.name }
    verdicts = report.verdicts.filter {
      $0.teacher == name.teacher && $0.student == name.student && $0.variant == name.setting
    }
    information = report.information.filter {
      $0.teacher == name.teacher && $0.student == name.student && $0.variant == name.setting
    }
    curves = report.curves.filter {
      name.covers(teacher: $0.teacher, student: $0.student, setting: $0.setting)
    }
    divergences = report.divergences.filter {
      name.covers(teacher: $0.teacher, student: $0.student, setting: $0.setting)
    }
    summaries = report.summaries.filter {
      name.covers(teacher: $0.teacher, student: $0.student, setting: $0.setting)
        && !($0.teacher.isEmpty && $0.student.isEmpty)
    }
  }

  /// Whether validation rows chose between configurations.
  let wasSelected: Bool

  /// The variant chosen on validation.
  var selected: ComparisonRecord? { variants.first(where: \.selected) }

  /// Whether a number was predicted instead of a class.
  var isRegression: Bool { metric?.isRegression ?? false }

  /// The pair's facts of one section, in the order of the plan.
  func summaries(_ section: String) -> [SummaryRecord] {
    summaries.filter { $0.section == section }
  }

  var conclusion: String? { summaries("conclusion").first?.text }

  /// How this pair's numbers on its primary metric are printed.
  var format: MetricFormat? {
    guard let metric else { return nil }
    let leader = selected ?? variants.first
    let spread = [leader?.seSeeds, leader?.seRows].compactMap(\.finite).max()
    return MetricFormat(metric, spread: spread, level: leader?.studentMean)
  }

  /// One line of the arms' table.
  struct ArmLine: Sendable {
    var label: String
    var variant: String
    /// By metric, in the order of `armMetrics`.
    var values: [SummaryRecord?]
  }

  /// Metrics of the arms' table, the primary one first.
  var armMetrics: [ReportedMetric] {
    var names: [String] = []
    for record in summaries("arm") where !names.contains(record.item) { names.append(record.item) }
    if let primary = metric?.name, let index = names.firstIndex(of: primary) {
      names.remove(at: index)
      names.insert(primary, at: 0)
    }
    return names.map(ReportedMetric.init(name:))
  }

  /// The arms of this pair, in the order of the job, and the predictor without inputs behind them. Of an arm
  /// with several variants only the selected one is kept.
  var arms: [ArmLine] {
    struct Key: Hashable {
      var label: String
      var variant: String
    }
    var keys: [Key] = []
    var records: [Key: [String: SummaryRecord]] = [:]
    for record in summaries("arm") {
      let key = Key(label: record.label, variant: name.bare(record.variant))
      if records[key] == nil { keys.append(key) }
      records[key, default: [:]][record.item] = record
    }
    let chosen = [(selected?.variant).map(name.bare), "selected"]
    func place(_ label: String) -> Int {
      label == Self.constantLabel ? jobArms.count + 1 : jobArms.place(of: label)
    }
    let kept = keys.filter { key in
      chosen.contains(key.variant)
        || !keys.contains { $0.label == key.label && chosen.contains($0.variant) }
    }
    let ranked = kept.enumerated().sorted {
      let (left, right) = (place($0.element.label), place($1.element.label))
      return (left, $0.offset) < (right, $1.offset)
    }
    return ranked.map { _, key in
      ArmLine(
        label: key.label, variant: key.variant,
        values: armMetrics.map { records[key]?[$0.name] })
    }
  }

  /// An arm's mean on a metric, where the report has it.
  func armValue(_ arm: String, where isMetric: (ReportedMetric) -> Bool) -> SummaryRecord? {
    guard let column = armMetrics.firstIndex(where: isMetric) else { return nil }
    return arms.first { $0.label == arm }?.values[column]
  }

  /// What the predictor without inputs is called, which is trained by nobody and no arm of a plan.
  static let constantLabel = "constant"

  /// What an arm gained over the student, for a variant: as it was sealed, or, of the selected variant in
  /// jobs that kept the transfer alone, the gain without that transfer.
  func gain(of arm: Arm, for row: ComparisonRecord) -> Double? {
    if let record = row.controls[arm: arm.word] { return record.gain.finite }
    guard row.selected, let gain = row.gain.finite else { return nil }
    return transfer(over: arm.word)?.value.finite.map { gain - $0 }
  }
}
