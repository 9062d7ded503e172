import Ledger
import Records

/// What a job left behind, arranged as its report reads it: pair by pair, on test rows, led by the
/// metric that variants were selected by.
struct JobEvidence: Sendable {
  let report: JobReport
  /// In the order of the plan.
  let pairs: [PairEvidence]
  /// Settings that are draws of a split, tested together and shown in one table: setting of each draw
  /// → what it repeats.
  let draws: [String: String]
  /// The metric of the first comparison; `nil` where nothing was compared.
  let primaryMetric: ReportedMetric?

  init(_ report: JobReport) {
    self.report = report
    let gains = Self.onTestRows(report.gains.map(\.comparison))
    let primary = gains.first.map { ReportedMetric(name: $0.metric) }
    primaryMetric = primary
    let draws = report.summaries.filter { $0.section == "design" && $0.item == "split" }
      .reduce(into: [:]) { $0[$1.setting] = $1.label }
    self.draws = draws
    var names: [PairName] = []
    var known: Set<PairName> = []
    let ofGains = gains.map {
      PairName(teacher: $0.teacher, student: $0.student, setting: $0.setting)
    }
    let ofVerdicts = report.verdicts.map {
      PairName(teacher: $0.teacher, student: $0.student, setting: $0.variant)
    }
    for name in ofGains + ofVerdicts
    where draws[name.setting] == nil && known.insert(name).inserted {
      names.append(name)
    }
    var taken: Set<String> = []
    pairs = names.map { name in
      let words = "\(name.teacher)-to-\(name.student)"
      var slug = Slug.text(name.setting.isEmpty ? words : "\(words)-\(name.setting)")
      if taken.contains(slug) {
        var number = 2
        while taken.contains("\(slug)-\(number)") { number += 1 }
        slug = "\(slug)-\(number)"
      }
      taken.insert(slug)
      return PairEvidence(name, slug: slug, primaryMetric: primary, gains: gains, report: report)
    }
  }

  /// Facts of the whole job in one section of the summaries.
  func summaries(_ section: String) -> [SummaryRecord] {
    report.summaries.filter { $0.section == section }
  }

  /// Each sentence once.
  var warnings: [SharedWarning] { SharedWarning.grouped(summaries("warning")) }

  // MARK: - Settings

  /// Every setting that was trained, draws of a split among them, in the order of the plan.
  var settings: [String] {
    let named = report.summaries.map(\.setting) + pairs.map(\.name.setting)
    return named.filter { !$0.isEmpty }.withoutRepeats.filter { setting in
      // The mean over draws is no setting of its own.
      draws.isEmpty || draws[setting] != nil
    }
  }

  /// The leading sentence, where the job has one: of several pairs the sentence over all of them,
  /// of a single pair its own, which says how much.
  var conclusion: String? {
    let ofJob = summaries("conclusion").first { $0.teacher.isEmpty && $0.student.isEmpty }?.text
    let ofPair = pairs.first?.conclusion
    return pairs.count == 1 ? ofPair ?? ofJob : ofJob ?? ofPair
  }

  /// Test rows are what a gain is measured on; where none are named, the first split stands.
  private static func onTestRows(_ gains: [ComparisonRecord]) -> [ComparisonRecord] {
    let split = gains.contains { $0.split == "test" } ? "test" : gains.first?.split
    return gains.filter { $0.split == split }
  }
}

/// A teacher and its student at one setting of the sweep.
struct PairName: Sendable, Hashable {
  var teacher: String
  var student: String
  /// Empty where none is swept.
  var setting: String

  /// "pixels → morphology" or "pixels → morphology, training.epochs=30", safe in Markdown.
  var markdown: String {
    MarkdownText.name(teacher) + " → " + MarkdownText.name(student)
      + (setting.isEmpty ? "" : ", " + MarkdownText.name(setting))
  }

  /// The same for pictures, which escape by themselves.
  var plain: String { teacher + " → " + student + (setting.isEmpty ? "" : ", " + setting) }

  /// Whether a record that may leave a side open speaks of this pair.
  func covers(teacher: String, student: String, setting: String) -> Bool {
    (teacher.isEmpty || teacher == self.teacher) && (student.isEmpty || student == self.student)
      && setting == self.setting
  }

  /// A variant of this pair without the setting it begins with.
  func bare(_ variant: String) -> String {
    guard !setting.isEmpty, variant.hasPrefix(setting) else { return variant }
    let rest = variant.dropFirst(setting.count)
    return String(rest.hasPrefix(", ") ? rest.dropFirst(2) : rest)
  }
}
