import Ledger
import Records

/// A job's report: what `reports/0012-mfeat/` holds, made from what the ledger knows and nothing else.
///
///     let rendered = Report(try ledger.report(job: 12)).rendered
///
/// A pure function of its value: the same `JobReport` gives the same bytes, in any process, at any
/// time. What may differ between two runs of the same bundle (job number, times, attempts) stands in
/// `report.md` only, in its last section; tables and figures never hold it.
///
/// In this module: `Evidence` arranges what the ledger knows by pair, `Sections` writes each part of
/// `report.md`, `Tables` the CSV files, `Figures` the pictures, `Text` numbers and escaping.
/// Nothing here computes statistics: intervals and tests were computed when the job was sealed.
public struct Report: Sendable {
  private let evidence: JobEvidence

  public init(_ report: JobReport) {
    evidence = JobEvidence(report)
  }

  /// The sentence the report leads with, as plain text; `nil` where nothing was concluded.
  public var headline: String? { evidence.conclusion }

  /// Every file of the report folder.
  public var rendered: RenderedReport {
    let figures = ReportFigures(evidence)
    let document = ReportDocument(evidence, figures: figures)
    var files = [
      RenderedReport.File("report.md", document.text),
      RenderedReport.File("results.csv", ResultTables.results(evidence.report)),
      RenderedReport.File("gain.csv", ResultTables.gain(evidence.report)),
      RenderedReport.File("transfers.csv", ResultTables.transfers(evidence.report)),
      RenderedReport.File("curves.csv", ResultTables.curves(evidence.report)),
      RenderedReport.File("information.csv", ResultTables.information(evidence.report)),
    ]
    files += figures.files
    return RenderedReport(files: files, objects: evidence.report.files)
  }
}

/// The files of a report: those made here as bytes, those the worker left as objects by digest.
public struct RenderedReport: Sendable, Hashable {
  public struct File: Sendable, Hashable {
    /// Path below the report's folder, with `/`.
    public var name: String
    public var bytes: [UInt8]

    public init(name: String, bytes: [UInt8]) {
      self.name = name
      self.bytes = bytes
    }

    init(_ name: String, _ text: String) {
      self.init(name: name, bytes: Array(text.utf8))
    }
  }

  public var files: [File]
  /// To be copied from the object store: `predictions.csv`, `models/*.safetensors`.
  public var objects: [ReportFileRecord]

  public init(files: [File], objects: [ReportFileRecord]) {
    self.files = files
    self.objects = objects
  }

  /// The text a person reads first.
  public var markdown: String {
    files.first { $0.name == "report.md" }.map { String(decoding: $0.bytes, as: UTF8.self) } ?? ""
  }
}
