import Experiments
import Foundation
import Ledger
import Logging
import Records

/// Computes a bundle whose members another ledger keeps, in a root made for it and removed afterwards:
/// by the same way as any drop, with nothing there that could be reused.
public struct ScratchWork: Sendable {
  /// What the second computation came to.
  public enum Computed {
    case sealed(Ledger, job: Int)
    case impossible(reason: String)
  }

  let folder: String
  let settings: WorkSettings
  let environment: EnvironmentRecord
  let renderer: ReportRenderer
  let programs: ChildPrograms
  let stop: StopRequest
  let log: Logger

  /// - Parameters:
  ///   - folder: where scratch roots are made.
  ///   - settings: of the root whose jobs are computed again; its `on_finish` is not run.
  public init(
    in folder: String, settings: WorkSettings, environment: EnvironmentRecord,
    reports: ReportRenderer, programs: ChildPrograms, stop: StopRequest, log: Logger
  ) {
    self.folder = folder
    self.settings = settings
    self.environment = environment
    renderer = reports
    self.programs = programs
    self.stop = stop
    self.log = log
  }

  /// - Parameters:
  ///   - objects: where the members lie.
  ///   - name: what the drop is called there.
  ///   - body: looks at what was computed while it is there.
  func compute<Value>(
    _ stored: StoredBundle, from objects: ObjectStore, name: String,
    onProgress: (WorkerProgress) -> Void, _ body: (Computed) throws -> Value
  ) throws -> Value {
    let path = "\(folder)/retort-scratch-\(UniqueName.make())"
    try FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    defer { try? FileManager.default.removeItem(atPath: path) }
    let workplace = try workplace(in: Root.create(at: path).root)
    for member in stored.members {
      try workplace.ledger.objects.adopt(member.sha256, from: objects)
    }
    return try withoutActuallyEscaping(onProgress) { onProgress in
      try body(try compute(stored.alone, name: name, in: workplace, onProgress: onProgress))
    }
  }

  private func workplace(in root: Root) throws -> Workplace {
    var settings = settings
    settings.onFinish = []
    return try Workplace(
      root, command: "verify", environment: environment, reports: renderer, programs: programs,
      stop: stop, log: log, settings: settings)
  }

  private func compute(
    _ stored: StoredBundle, name: String, in workplace: Workplace,
    onProgress: @escaping (WorkerProgress) -> Void
  ) throws -> Computed {
    let drop = try workplace.ledger.recordDrop(
      claim: UniqueName.make(), name: name, receivedAt: Timestamp.systemClock())
    switch try Intake(workplace: workplace).take(stored: stored, repeating: nil, drop: drop) {
    case .rejected(_, let reason): return .impossible(reason: reason)
    case .postponed(let reason, _): throw SystemFailure(reason: reason)
    case .job(let job, _), .duplicate(let job, _):
      let state = try JobQueue(workplace: workplace, onProgress: { onProgress($1) }).run(job)
      guard state != .queued else { throw SystemFailure(reason: "stopped on request") }
      let row = try workplace.ledger.job(job)
      guard row.seal != nil else {
        return .impossible(reason: row.reason ?? "it is \(row.state.rawValue)")
      }
      return .sealed(workplace.ledger, job: job)
    }
  }
}
