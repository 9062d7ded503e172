import Foundation
import Ledger
import PlainText
import Specifications

/// Checks a bundle by the very path intake takes, in a store of its own that is removed afterwards.
/// Needs no root and changes none.
public struct BundleCheck: Sendable {
  let programs: ChildPrograms
  let settings: WorkSettings
  let ledger: Ledger?

  /// - Parameter ledger: where `data: {from: …}` is looked up.
  public init(programs: ChildPrograms, settings: WorkSettings, ledger: Ledger? = nil) {
    self.programs = programs
    self.settings = settings
    self.ledger = ledger
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
    var order = IntakeOrder(
      objectsDirectory: objects.path, unpackedBytes: settings.unpackedBytes,
      members: settings.members)
    var hearing = try hear(archive, order)
    if case .failure(let refusal)? = hearing.answer, let wish = refusal.wish {
      guard let ledger else { throw Self.rootless(wish) }
      order.borrow(try DataLookup(ledger: ledger).find(wish).get(), from: ledger)
      try archive.rewind()
      hearing = try hear(archive, order)
    }
    switch hearing.answer {
    case .success(.accepted(let bundle, let job)):
      if let excess = job.estimate.excess(of: settings) {
        throw IntakeRefusal(kind: .bundle, reason: excess)
      }
      return (bundle, job)
    case .success(.refused(let refusal)), .failure(let refusal): throw refusal
    case nil:
      throw IntakeRefusal(
        kind: .bundle, reason: "reading the bundle failed: its reader was \(hearing.ending.inWords)"
      )
    }
  }

  private func hear(_ archive: Descriptor, _ order: IntakeOrder) throws -> Hearing {
    try IntakeHearing(
      spawner: Spawner(), program: try programs.intake(order), settings: settings,
      stop: StopRequest()
    ).hear(archive)
  }

  private static func rootless(_ wish: DataReference) -> IntakeRefusal {
    IntakeRefusal(
      kind: .bundle,
      reason: """
        job.yaml: 'data.from' names data of an earlier job: '\(visibleText(wish.word))'
          expected: a root whose ledger knows it
          remedy: name the root with --root DIR
        """)
  }

  private func archive(_ source: DirectRun.Source, in folder: Folder) throws -> Descriptor {
    if case .archive(let path) = source { return try Descriptor.reading(path) }
    let name = FileName(own: "bundle")
    try DirectRun.copy(source, into: try folder.create(name))
    return try folder.open(name)
  }
}
