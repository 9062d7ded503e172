import Ledger
import Records

/// The helping pair over two draws of its split, made by hand: the mean is tested, the draws are shown.
enum RepeatedSplitReport {
  static let draws = ["data.split.seed=1", "data.split.seed=2"]

  static var report: JobReport {
    var report = SampleReport.report(pairs: [SampleReport.helping])
    let gains = report.gains
    let ofPair = report.summaries.filter { !$0.student.isEmpty }
    report.summaries.removeAll { !$0.student.isEmpty }
    // Of the mean over draws: arms, transfers, reservations and the sentence.
    report.summaries += ofPair.filter {
      ["arm", "transfer", "reservation", "conclusion"].contains($0.section)
    }.map { record in
      var record = record
      if record.section == "arm" { (record.lower, record.upper, record.extra) = (nil, nil, nil) }
      return record
    }
    for index in report.gains.indices {
      report.gains[index].comparison.seSeeds = nil
      report.gains[index].comparison.seRows = nil
    }
    for (number, draw) in draws.enumerated() {
      report.summaries.append(
        SummaryRecord(
          ordinal: 0, section: "design", item: "split", label: "", setting: draw, count: 2))
      report.summaries.append(
        SummaryRecord(
          ordinal: 0, section: "warning", setting: draw, teacher: "pixels", student: "morphology",
          text: "Validation rows are not like test rows."))
      report.summaries += ofPair.filter {
        !["transfer", "reservation", "conclusion"].contains($0.section)
      }.map { record in
        var record = record
        record.setting = draw
        if record.section == "model" { record.label = number == 0 ? "student" : "distilled" }
        return record
      }
      report.gains += gains.map { row in
        var row = row
        row.comparison.setting = draw
        row.comparison.variant = draw + ", " + row.variant
        row.comparison.cell = Cell(words: row.comparison.variant)
        row.comparison.gain = row.gain.map { $0 + (number == 0 ? 0.002 : -0.002) }
        row.comparison.claim = false
        row.comparison.pAdjusted = nil
        return row
      }
    }
    report.files = [1, 2].flatMap { number in
      ["pixels-to-morphology", "student-morphology"].map {
        ReportFileRecord(
          name: "models/setting-\(number)/\($0).safetensors", sha256: SampleReport.digest("4"))
      }
    }
    return report
  }
}
