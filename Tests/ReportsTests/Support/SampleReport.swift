import Ledger
import Records

@testable import Reports

/// A job as the ledger hands it over, made by hand: two pairs, three variants each, ten seeds. The
/// first pair's teacher helps; the second pair's gain is no more than label smoothing gives.
enum SampleReport {
  static let helping = PairNumbers(
    teacher: "pixels", student: "morphology",
    gains: [
      ("lambda=0.5, temperature=1", 0.0071, -0.0012, 0.0154, 0.094),
      ("lambda=0.5, temperature=4", 0.0134, 0.0042, 0.0226, 0.0048),
      ("lambda=1, temperature=4", 0.0098, -0.0004, 0.02, 0.06),
    ],
    studentMean: 0.7124, transfer: (0.0093, 0.0017, 0.0169), reference: "class-mean",
    within: 0.0039, across: -0.0021, classMean: 0.0041, smoothed: 0.0018, fused: 0.9412,
    claim: true, verdict: ("distil", 0.412, 0.361, 0.463))

  static let uncredited = PairNumbers(
    teacher: "fourier", student: "zernike",
    gains: [
      ("lambda=0.5, temperature=1", 0.0026, -0.0049, 0.0101, 0.49),
      ("lambda=0.5, temperature=4", 0.0088, 0.0009, 0.0167, 0.029),
      ("lambda=1, temperature=4", -0.0112, -0.0205, -0.0019, 0.018),
    ],
    studentMean: 0.8011, transfer: (0.0016, -0.0052, 0.0084), reference: "smoothed",
    within: 0.0069, across: 0.0008, classMean: 0.0061, smoothed: 0.0072, fused: 0.8643,
    claim: false, verdict: ("cannot tell", 0.021, -0.034, 0.076))

  static func job(
    name: String = "mfeat: two pairs", state: JobState = .running, number: Int = 12,
    seal: Bool = true
  ) -> JobRow {
    var job = JobRow(
      job: number, name: name, state: state, priority: 0,
      submittedAt: Timestamp(milliseconds: 1_785_000_000_000),
      startedAt: Timestamp(milliseconds: 1_785_000_002_500), attempts: 1,
      bundleSHA256: digest("b"), slug: Slugged.name, contentSHA256: digest("c"),
      plannedRuns: 20, committedRuns: 20)
    job.seal = seal ? digest("e") : nil
    return job
  }

  private enum Slugged { static let name = "mfeat-two-pairs" }

  /// Sixty-four characters that look like a digest.
  static func digest(_ character: Character) -> String { String(repeating: character, count: 64) }

  static func provenance(yaml: String = sampleYAML) -> Provenance {
    Provenance(
      bundleSHA256: digest("b"), bundleBytes: 1_482_913,
      members: [
        MemberRecord(name: "job.yaml", sha256: digest("1"), bytes: 812),
        MemberRecord(name: "pixels.npy", sha256: digest("2"), bytes: 1_920_128),
        MemberRecord(name: "morphology.npy", sha256: digest("3"), bytes: 48_128),
      ],
      specificationYAML: yaml, canonicalJSON: "{}", contentSHA256: digest("c"),
      settings: [
        SettingRecord(name: "seeds", value: "10"),
        SettingRecord(name: "sweep.method.lambda", value: "[0.5, 1]"),
      ],
      environments: [
        EnvironmentRecord(
          retortVersion: "0.1.0", build: "a1b2c3d release", engineVersion: 2,
          kernelLevel: "x86-64-v3", threads: 1, processor: "x86-64, 2 cores")
      ])
  }

  static let sampleYAML = """
    retort: 1
    name: "mfeat: two pairs"
    teacher: {modality: pixels, network: {mlp: [64]}}
    method: {hinton: {lambda: [0.5, 1], temperature: 4}}
    """

  /// The whole report of several pairs.
  static func report(
    pairs: [PairNumbers] = [helping, uncredited], job: JobRow = job(),
    extra: [SummaryRecord] = []
  ) -> JobReport {
    var summaries = [
      SummaryRecord(
        ordinal: 0, section: "conclusion",
        text: "The teacher helps in 1 of 2 pairs (pixels → morphology).")
    ]
    summaries += pairs.flatMap(\.summaries) + jobSummaries + extra
    for index in summaries.indices { summaries[index].ordinal = index }
    return JobReport(
      job: job, provenance: provenance(), results: pairs.flatMap(\.results),
      gains: pairs.flatMap { pair in
        pair.comparisons.map { GainRow(job: job.job, comparison: $0) }
      },
      seedStatistics: [],
      information: pairs.flatMap { pair in
        pair.information.map { InformationRow(job: job.job, estimate: $0) }
      },
      verdicts: pairs.map { $0.verdictRow(job: job.job) }, summaries: summaries,
      curves: pairs.flatMap(\.curves),
      files: [
        ReportFileRecord(name: "models/fourier-to-zernike.safetensors", sha256: digest("6")),
        ReportFileRecord(name: "models/pixels-to-morphology.safetensors", sha256: digest("4")),
        ReportFileRecord(name: "models/student-morphology.safetensors", sha256: digest("7")),
        ReportFileRecord(name: "models/student-zernike.safetensors", sha256: digest("8")),
        ReportFileRecord(name: "predictions.csv", sha256: digest("5")),
      ],
      divergences: [], seal: job.seal
    ).describingArms()
  }

  private static let jobSummaries = [
    data("rows", "train", count: 300), data("rows per class", "train", text: "30"),
    data("rows", "validation", count: 100), data("rows per class", "validation", text: "10"),
    data("shift from train", "validation", value: 0), data("rows", "test", count: 1600),
    data("rows per class", "test", text: "160"), data("shift from train", "test", value: 0.0125),
    data("columns", "pixels", count: 240), data("constant columns", "pixels", count: 0),
    data("test rows that equal a train row", "pixels", count: 0),
    data("columns", "morphology", count: 6), data("constant columns", "morphology", count: 0),
    data("test rows that equal a train row", "morphology", count: 2),
    data("explained linearly (R² on train)", "morphology by pixels", value: 0.4312),
    data(
      "explained linearly (R² on train)", "pixels by morphology", text: "too few train rows to tell"
    ),
    SummaryRecord(
      ordinal: 0, section: "warning",
      text: "No validation rows were given: a stratified sixth of train was taken."),
  ]

  private static func data(
    _ item: String, _ label: String, value: Double? = nil, count: Int? = nil, text: String? = nil
  ) -> SummaryRecord {
    SummaryRecord(
      ordinal: 0, section: "data", item: item, label: label, value: value, count: count, text: text)
  }
}

extension SampleReport {
  /// What the sections of a report read: the helping pair alone, or others, after a change.
  static func evidence(
    _ pairs: [PairNumbers] = [helping], change: (inout JobReport) -> Void = { _ in }
  ) -> JobEvidence {
    var value = report(pairs: pairs)
    change(&value)
    return JobEvidence(value.describingArms())
  }

  /// The first pair, after a change of its selected comparison on the primary metric.
  static func pair(
    _ numbers: PairNumbers = helping, _ change: (inout ComparisonRecord) -> Void = { _ in },
    summaries: (inout [SummaryRecord]) -> Void = { _ in }
  ) -> PairEvidence {
    evidence([numbers]) { report in
      if let index = report.gains.firstIndex(where: { $0.selected && $0.metric == "accuracy" }) {
        change(&report.gains[index].comparison)
      }
      summaries(&report.summaries)
    }.pairs[0]
  }
}
