import Ledger
import Records

/// A regression job of one pair, one variant and one seed, made by hand: R² leads, RMSE follows. Sealed before
/// every reference was tested: one transfer, no tuning.
enum RegressionReport {
  static var report: JobReport {
    let job = SampleReport.job(name: "energy")
    return JobReport(
      job: job, provenance: SampleReport.provenance(), results: [],
      gains: [comparison("r2"), comparison("rmse")].map { GainRow(job: 12, comparison: $0) },
      seedStatistics: [], information: [], verdicts: [], summaries: summaries, curves: [],
      files: [], divergences: [], seal: job.seal
    ).describingArms(isClassification: false)
  }

  private static func comparison(_ metric: String) -> ComparisonRecord {
    var record = ComparisonRecord(
      ordinal: 0, teacher: "sensors", student: "weather", variant: "", method: "hinton",
      split: "test", metric: metric, seeds: 1, rows: 250)
    record.selected = true
    let isShare = metric == "r2"
    record.studentMean = isShare ? 0.61234 : 1432.5
    record.distilledMean = isShare ? 0.61534 : 1426.9
    record.gain = isShare ? 0.003 : 5.6
    record.gainLower = isShare ? -0.004 : -7.1
    record.gainUpper = isShare ? 0.01 : 18.3
    record.seRows = isShare ? 0.0035 : 6.4
    record.pValue = 0.39
    record.outcome = "flat"
    record.controls = [
      ControlRecord(arm: "smoothed", gain: isShare ? 0.0041 : 7.5),
      ControlRecord(arm: "across", gain: isShare ? 0.009 : 16),
    ]
    record.transfer = isShare ? -0.0011 : -1.9
    record.transferReference = "smoothed"
    record.fusedMean = isShare ? 0.702 : 1257.4
    return record
  }

  private static var summaries: [SummaryRecord] {
    func arm(_ label: String, _ metric: String, _ value: Double) -> SummaryRecord {
      SummaryRecord(
        ordinal: 0, section: "arm", item: metric, label: label, teacher: "sensors",
        student: "weather", value: value, extra: metric == "r2" ? 0.02 : 40, count: 1)
    }
    return [
      arm("student", "r2", 0.61234), arm("student", "rmse", 1432.5),
      arm("distilled", "r2", 0.61534), arm("distilled", "rmse", 1426.9),
      arm("constant", "r2", -0.00112), arm("constant", "rmse", 2301.4),
      SummaryRecord(
        ordinal: 0, section: "power", item: "smallest gain", label: "observed spread",
        teacher: "sensors", student: "weather", value: 0.0098, count: 250),
    ]
  }
}
