import Foundation
import Ledger

/// Checks a bundle by the very path intake takes, in a store of its own that is removed afterwards.
/// Needs no root and changes none.
public struct BundleCheck: Sendable {
  let programs: ChildPrograms
  let settings: WorkSettings

  public init(programs: ChildPrograms, settings: WorkSettings) {
    self.programs = programs
    self.settings = settings
  }

  /// - Throws: `IntakeRefusal` with every problem, or trouble of the machine.
  public func check(_ source: DirectRun.Source) throws -> (
    bundle: BundleRecord, job: JobDescription
  ) {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent(
      "retort-check-\(UniqueName.make())"
    ).path
    try FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    defer { try? FileManager.default.removeItem(atPath: path) }
    let folder = try Folder(path: path)
    let objects = try ObjectStore.create(in: path)
    let archive = try archive(source, in: folder)
    let order = IntakeOrder(
      objectsDirectory: objects.path, unpackedBytes: settings.unpackedBytes,
      members: settings.members)
    let hearing = try IntakeHearing(
      spawner: Spawner(), program: try programs.intake(order), settings: settings,
      stop: StopRequest()
    ).hear(archive)
    switch hearing.answer {
    case .success(.accepted(let bundle, let job)): return (bundle, job)
    case .success(.refused(let refusal)), .failure(let refusal): throw refusal
    case nil:
      throw IntakeRefusal(
        kind: .bundle, reason: "reading the bundle failed: its reader was \(hearing.ending.inWords)"
      )
    }
  }

  private func archive(_ source: DirectRun.Source, in folder: Folder) throws -> Descriptor {
    if case .archive(let path) = source { return try Descriptor.reading(path) }
    let name = FileName(own: "bundle")
    try DirectRun.copy(source, into: try folder.create(name))
    return try folder.open(name)
  }
}
