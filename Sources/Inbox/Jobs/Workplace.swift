import Experiments
import Ledger
import Logging
import Records
import Specifications

/// A root being worked in: locked, its ledger open for writing, ready to start children.
///
/// One process at a time has one. It is the parent of every child, alone writes results into the ledger,
/// and it never reads a byte of a bundle itself.
public struct Workplace: Sendable {
  public let root: Root
  public let ledger: Ledger
  public let settings: WorkSettings
  public let stop: StopRequest
  let folders: InboxFolders
  let spawner: Spawner
  let programs: ChildPrograms
  /// What the children compute with; the same program as this one.
  let environment: EnvironmentRecord
  let reports: ReportRenderer
  let log: Logger
  let running = RunningJob()
  let board: StatusBoard
  /// Told of every step that is taken.
  let cross: CrossingGuard
  private let lock: RootLock

  /// Takes the root, makes its ledger if its folder has none yet, and opens it.
  ///
  /// - Parameters:
  ///   - command: what works here, for those who ask: `watch`, `drain`, `run`.
  ///   - settings: what holds instead of the root's own `retort.yaml`.
  ///   - cross: told of every step that is taken; in ordinary life nobody listens.
  /// - Throws: `RootError`, `LedgerError`, `SettingsError` or `SystemError`.
  public init(
    _ root: Root, command: String, environment: EnvironmentRecord, reports: ReportRenderer,
    programs: ChildPrograms, stop: StopRequest, log: Logger, settings: WorkSettings? = nil,
    cross: @escaping CrossingGuard = { _ in }
  ) throws {
    self.settings = try settings ?? WorkSettings(root)
    // Asked first: to those who may only drop it matters that somebody works here, not that they
    // cannot.
    if let holder = try RootLock.holder(of: root) {
      throw RootError.held(path: root.path, by: holder.process)
    }
    try Ledger.checkWritable(at: root.ledgerPath)
    lock = try RootLock.take(root)
    folders = try InboxFolders(root)
    ledger = try Self.ledger(of: root)
    self.root = root
    self.environment = environment
    self.reports = reports
    self.programs = programs
    self.stop = stop
    self.log = log
    self.cross = cross
    spawner = Spawner()
    board = try StatusBoard(root, command: command)
  }

  /// Why there is too little space to take a drop of so many bytes, or to start a job; `nil` where
  /// there is enough.
  func shortage(for bytes: Int = 0) -> String? {
    do throws(SystemError) {
      let space = try FreeSpace(root, keeping: settings.keepFreeBytes)
      guard case .short(let reason) = try space.answer(forDropOf: bytes) else { return nil }
      return reason
    } catch {
      return error.description
    }
  }

  private static func ledger(of root: Root) throws -> Ledger {
    // A root fresh from `init` or from a clone has the folder but no database. A file that is no
    // database of ours is an error of `open`, never replaced.
    let folder = try Folder(path: root.ledgerPath)
    return try folder.facts(FileName(own: "retort.sqlite")) == nil
      ? Ledger.create(at: root.ledgerPath) : Ledger.open(at: root.ledgerPath)
  }

  /// Starts intake children.
  ///
  /// - Parameters:
  ///   - isStored: whether they look at members that are in the store already.
  ///   - dataset: what `data: {from: …}` means, once the ledger was asked.
  func hearing(
    isStored: Bool = false, borrowing dataset: KnownDataset? = nil
  ) throws -> IntakeHearing {
    var order = IntakeOrder(
      objectsDirectory: ledger.objects.path, unpackedBytes: settings.unpackedBytes,
      members: settings.members)
    order.isStored = isStored
    if let dataset { order.borrow(dataset, from: ledger) }
    return IntakeHearing(
      spawner: spawner, program: try programs.intake(order), settings: settings, stop: stop,
      cross: cross)
  }
}

/// The programs run as children: Retort itself with its hidden commands.
public struct ChildPrograms: Sendable {
  private let intakeProgram: ChildProgram
  let worker: ChildProgram

  /// - Parameter intake: without its order, which is put behind its arguments.
  public init(intake: ChildProgram, worker: ChildProgram) {
    intakeProgram = intake
    self.worker = worker
  }

  func intake(_ order: IntakeOrder) throws(FrameError) -> ChildProgram {
    // A frame without its length is the JSON of the order.
    let json = String(decoding: try FrameCodec.encode(order).dropFirst(4), as: UTF8.self)
    var program = intakeProgram
    program.arguments.append(json)
    return program
  }
}
