import Ledger
import Records

/// How reports are made, handed in by the program: the inbox knows when and where, not what.
public struct ReportRenderer: Sendable {
  /// The files of a job's report.
  public var render: @Sendable (JobReport) -> RenderedFiles
  /// `reports/index.md`.
  public var index: @Sendable ([IndexEntry]) -> String
  /// A name made safe for folders.
  public var slug: @Sendable (String) -> String
  /// The folder of a job's report below `reports/`.
  public var folder: @Sendable (_ job: Int, _ name: String) -> String

  public init(
    render: @escaping @Sendable (JobReport) -> RenderedFiles,
    index: @escaping @Sendable ([IndexEntry]) -> String,
    slug: @escaping @Sendable (String) -> String,
    folder: @escaping @Sendable (_ job: Int, _ name: String) -> String
  ) {
    self.render = render
    self.index = index
    self.slug = slug
    self.folder = folder
  }

  /// A line of the index: a job and the sentence its report leads with.
  public struct IndexEntry: Sendable, Hashable {
    public var job: JobRow
    public var headline: String?
  }
}

/// A report as files: some are made of bytes, some are objects of the ledger.
public struct RenderedFiles: Sendable, Hashable {
  public struct File: Sendable, Hashable {
    /// Path below the report's folder, with `/`.
    public var name: String
    public var bytes: [UInt8]

    public init(name: String, bytes: [UInt8]) {
      self.name = name
      self.bytes = bytes
    }
  }

  public var files: [File]
  public var objects: [ReportFileRecord]

  public init(files: [File], objects: [ReportFileRecord]) {
    self.files = files
    self.objects = objects
  }
}
