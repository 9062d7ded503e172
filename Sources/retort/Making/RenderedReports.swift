import Inbox
import Ledger
import Reports

/// Reports as the inbox wants them.
enum RenderedReports {
  static let renderer = ReportRenderer(
    render: { report in
      let rendered = Report(report).rendered
      return RenderedFiles(
        files: rendered.files.map { RenderedFiles.File(name: $0.name, bytes: $0.bytes) },
        objects: rendered.objects)
    },
    index: { entries in
      ReportIndex(entries.map { ReportIndex.Entry(job: $0.job, headline: $0.headline) }).markdown
    },
    slug: { Slug.text($0) },
    folder: { Slug.reportFolder(job: $0, name: $1) })

  /// `report.md` of a job.
  static func markdown(_ report: JobReport) -> String {
    Report(report).rendered.markdown
  }
}
