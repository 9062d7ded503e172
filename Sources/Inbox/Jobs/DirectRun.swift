import Bundles
import Experiments
import Ledger

/// Runs one bundle now, by the same path a drop takes: claim, intake, queue, worker, report.
public struct DirectRun {
  /// Where the bundle is.
  public enum Source: Sendable {
    case archive(path: String)
    /// Packed on the way in.
    case directory(path: String)
    /// Nothing but its name: a request, such as ``RerunRequest``.
    case request
  }

  public enum Result: Sendable, Hashable {
    case completed(job: Int, report: String, warnings: [String], wasKnown: Bool)
    case ended(job: Int, JobState, reason: String?)
    case rejected(number: Int, reason: String)
  }

  let workplace: Workplace
  let onProgress: (_ job: Int, WorkerProgress) -> Void

  public init(
    _ workplace: Workplace, onProgress: @escaping (_ job: Int, WorkerProgress) -> Void
  ) {
    self.workplace = workplace
    self.onProgress = onProgress
  }

  /// - Parameter name: what answers and the ledger call the bundle.
  /// - Throws: `IntakeRefusal` where a directory cannot be packed; then there is no job.
  public func run(_ source: Source, name: String) throws -> Result {
    workplace.board.open()
    defer { workplace.board.close() }
    try Reconciliation(workplace: workplace).run()
    try Reception(workplace).takeUpClaims()
    guard let name = FileName(name) else {
      throw SystemError(code: 22, action: "call a bundle '\(name)'")
    }
    let claim = try Claim.make(name, in: workplace.folders, cross: workplace.cross) {
      try Self.copy(source, into: $0)
    }
    let outcome = try Intake(workplace: workplace).take(claim, isPatient: false)
    try claim.discard()
    switch outcome {
    case .job(let job, let warnings): return try run(job, warnings: warnings, wasKnown: false)
    case .duplicate(let job, _): return try run(job, warnings: [], wasKnown: true)
    case .rejected(let number, let reason): return .rejected(number: number, reason: reason)
    case .postponed(let reason, _):
      try workplace.ledger.withdrawDrop(claim: claim.identifier)
      throw SystemFailure(reason: reason)
    }
  }

  private func run(_ job: Int, warnings: [String], wasKnown: Bool) throws -> Result {
    if try workplace.ledger.job(job).state == .queued {
      _ = try JobQueue(workplace: workplace, onProgress: onProgress).run(job)
    }
    let row = try workplace.ledger.job(job)
    guard row.state == .completed, let report = row.report else {
      return .ended(job: job, row.state, reason: row.reason)
    }
    return .completed(job: job, report: report, warnings: warnings, wasKnown: wasKnown)
  }

  static func copy(_ source: Source, into file: Descriptor) throws {
    switch source {
    case .request: break
    case .directory(let path):
      do throws(ArchiveError) {
        let directory = try BundleDirectory(path: path)
        try BundleWriter().write(BundleWriter.entries(of: directory), to: file.number)
      } catch {
        throw IntakeRefusal(
          kind: error.kind == .system || error.kind == .storing ? .system : .bundle,
          reason: "\(path): \(error.description)")
      }
    case .archive(let path):
      let archive = try Descriptor.reading(path)
      while true {
        let bytes = try archive.read(atMost: 1 << 20)
        if bytes.isEmpty { break }
        try file.write(bytes)
      }
    }
  }
}

/// Trouble of the machine, not of the bundle.
public struct SystemFailure: Error, Sendable, Hashable, CustomStringConvertible {
  public var reason: String

  public var description: String { reason }
}
