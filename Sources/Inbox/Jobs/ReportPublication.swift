import Glibc
import Ledger
import Records

/// Puts a sealed job's report into `reports/`: there whole, or not at all.
///
/// A temporary folder is filled, flushed and renamed; a report that is there already changes places
/// with it and is then removed. The same ledger gives the same bytes, so doing it twice is harmless.
public struct ReportPublication: Sendable {
  let reports: Folder
  let ledger: Ledger
  let renderer: ReportRenderer
  let cross: CrossingGuard

  public init(
    root: Root, ledger: Ledger, renderer: ReportRenderer,
    cross: @escaping CrossingGuard = { _ in }
  ) {
    reports = root.reports
    self.ledger = ledger
    self.renderer = renderer
    self.cross = cross
  }

  /// Writes the report of a sealed job.
  /// - Returns: the path of its folder below the root.
  @discardableResult
  public func publish(job: Int) throws -> String {
    let report = try ledger.jobReport(job: job)
    guard report.seal != nil else { throw LedgerError.notSealed(job: job) }
    let name = FileName(own: renderer.folder(job, report.job.name))
    let temporary = FileName(own: ".\(UniqueName.make()).part")
    try reports.makeFolder(temporary)
    do {
      let folder = try reports.folder(temporary)
      try fill(folder, with: renderer.render(report))
      cross(.reportWritten)
      try put(temporary, as: name)
      cross(.reportPublished)
    } catch {
      try? reports.removeWhole(temporary)
      throw error
    }
    return "\(Root.reportsName.text)/\(name.text)"
  }

  /// How many jobs `reports/index.md` lists; it is written after every job.
  static let mostListed = 1_000

  /// Writes `reports/index.md` afresh: the latest jobs.
  public func publishIndex() throws {
    let jobs = try ledger.recentJobs(limit: Self.mostListed)
    let conclusions = try ledger.conclusions(from: jobs.first?.job ?? 0)
    let entries = jobs.map {
      ReportRenderer.IndexEntry(job: $0, headline: conclusions[$0.job])
    }
    try reports.write(Array(renderer.index(entries).utf8), as: FileName(own: "index.md"))
    cross(.indexWritten)
  }

  /// Everything in it is on disk in the end: files one by one, then the folders that name them, each
  /// once.
  private func fill(_ folder: Folder, with rendered: RenderedFiles) throws {
    var inner: [String: Folder] = [:]
    for file in rendered.files { try write(file.bytes, as: file.name, in: folder, &inner) }
    for object in rendered.objects {
      try write(try ledger.objects.read(object.sha256), as: object.name, in: folder, &inner)
    }
    for (_, folder) in inner { try folder.synchronise() }
    try folder.synchronise()
  }

  /// Names come from the worker: every component must be one, and nothing is written twice.
  ///
  /// - Parameter inner: the folders that were made on the way, by their paths in the report.
  private func write(
    _ bytes: [UInt8], as path: String, in report: Folder, _ inner: inout [String: Folder]
  ) throws {
    let components = path.split(separator: "/", omittingEmptySubsequences: false)
    var names: [FileName] = []
    for component in components {
      guard let name = FileName(String(component)) else {
        throw SystemError(code: EINVAL, action: "name a file of the report '\(path)'")
      }
      names.append(name)
    }
    var folder = report
    for depth in 1..<names.count {
      let place = components[..<depth].joined(separator: "/")
      folder = try inner[place] ?? folder.folderMadeIfAbsent(names[depth - 1])
      inner[place] = folder
    }
    let file = try folder.create(names[names.count - 1])
    try file.write(bytes)
    try file.synchronise()
  }

  private func put(_ temporary: FileName, as name: FileName) throws {
    do {
      try reports.move(temporary, to: reports, as: name)
    } catch {
      guard error.code == EEXIST else { throw error }
      try reports.exchange(temporary, with: name)
      try reports.removeWhole(temporary)
    }
    try reports.synchronise()
  }
}

extension JobReport {
  /// The sentence the report leads with.
  public var conclusion: String? { summaries.first { $0.section == "conclusion" }?.text }
}
