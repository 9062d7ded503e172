import Bundles
import Digests
import Experiments
import Foundation
import Ledger
import Records
import Testing

@testable import Inbox

@Suite("An intake child") struct IntakeChildTests {
  private let child = IntakeChild { yaml, members, _ throws(IntakeRefusal) in
    guard yaml == Array("good".utf8) else {
      throw IntakeRefusal(kind: .bundle, reason: "bad specification")
    }
    var description = Workshop.description()
    description.name = members.map(\.name).joined(separator: " ")
    return description
  }

  private func answer(
    _ bytes: [UInt8], order change: (inout IntakeOrder) -> Void = { _ in }
  ) throws -> (IntakeAnswer, ObjectStore, TemporaryRoot) {
    let place = try TemporaryRoot()
    let objects = try ObjectStore.create(in: place.root.ledgerPath)
    let name = FileName(own: "bundle")
    try place.root.inbox.write(bytes, as: name)
    var order = IntakeOrder(
      objectsDirectory: objects.path, unpackedBytes: 1 << 20, members: 100)
    change(&order)
    return (child.answer(order, archive: try place.root.inbox.open(name)), objects, place)
  }

  private func bundle(_ specification: String = "good") throws -> [UInt8] {
    try BundleWriter().bytes([
      BundleWriter.Entry(name: "job.yaml", bytes: Array(specification.utf8)),
      BundleWriter.Entry(name: "x.csv", bytes: Array("a\n1\n".utf8)),
    ])
  }

  @Test("stores every member by its digest and says what the archive was")
  func stored() throws {
    let bytes = try bundle()
    let (answer, objects, place) = try answer(bytes)
    guard case .accepted(let bundle, let job) = answer else {
      Issue.record("\(answer)")
      return
    }
    #expect(bundle.sha256 == Digest(of: bytes).hex)
    #expect(bundle.bytes == bytes.count)
    #expect(job.name == "job.yaml manifest.json x.csv")
    #expect(try objects.read(Digest(of: "a\n1\n").hex) == Array("a\n1\n".utf8))
    for member in bundle.members { #expect(try objects.size(of: member.sha256) == member.bytes) }
    #expect(try place.names("ledger/objects/.incoming").isEmpty)
  }

  @Test("refuses with the check's words, and names the archive")
  func refused() throws {
    let bytes = try bundle("other")
    guard case .refused(let refusal) = try answer(bytes).0 else {
      Issue.record("a bad specification was taken")
      return
    }
    #expect(refusal.reason == "bad specification")
    #expect(refusal.bundle?.sha256 == Digest(of: bytes).hex)
  }

  @Test("tells an archive that ends early from one that is none")
  func kinds() throws {
    let bytes = try bundle()
    guard case .refused(let cut) = try answer(Array(bytes.prefix(bytes.count - 20))).0,
      case .refused(let text) = try answer(Array("hello\n".utf8)).0
    else {
      Issue.record("a bad archive was taken")
      return
    }
    #expect(cut.kind == .truncated)
    #expect(text.kind == .bundle)
  }

  @Test("takes a file that changes while it is read for one that is still arriving")
  func growing() throws {
    let place = try TemporaryRoot()
    let objects = try ObjectStore.create(in: place.root.ledgerPath)
    let name = FileName(own: "bundle")
    // Whole at every moment, large enough to be read for a while, and never the same.
    try place.root.inbox.write(
      try bundle() + [UInt8](repeating: 0, count: 8 << 20), as: name)
    let path = "\(place.path)/inbox/bundle"
    let growth = Thread {
      guard let file = FileHandle(forWritingAtPath: path) else { return }
      while !Thread.current.isCancelled {
        _ = try? file.seekToEnd()
        try? file.write(contentsOf: Data([0]))
      }
    }
    growth.start()
    defer { growth.cancel() }
    let order = IntakeOrder(objectsDirectory: objects.path, unpackedBytes: 1 << 20, members: 100)
    guard
      case .refused(let refusal) = child.answer(order, archive: try place.root.inbox.open(name))
    else {
      Issue.record("a file that changed was taken")
      return
    }
    #expect(refusal.kind == .truncated)
    #expect(refusal.reason.contains("changed while it was read"))
  }

  @Test("keeps to the limits of its order")
  func limits() throws {
    for change: (inout IntakeOrder) -> Void in [{ $0.members = 1 }, { $0.unpackedBytes = 3 }] {
      guard case .refused(let refusal) = try answer(try bundle(), order: change).0 else {
        Issue.record("a limit was not kept")
        return
      }
      #expect(refusal.kind == .bundle)
    }
  }

  @Test("does not blame the bundle for a store that is not there")
  func noStore() throws {
    guard
      case .refused(let refusal) = try answer(
        try bundle(), order: { $0.objectsDirectory = "/nowhere" }
      ).0
    else {
      Issue.record("nothing can be stored nowhere")
      return
    }
    #expect(refusal.kind == .system)
  }

  private func answer(stored bundle: BundleRecord, in place: TemporaryRoot) throws -> IntakeAnswer {
    var order = IntakeOrder(
      objectsDirectory: "\(place.root.ledgerPath)/objects", unpackedBytes: 1, members: 1)
    order.isStored = true
    return child.answer(
      order, archive: try Descriptor.inMemory(try FrameCodec.encode(bundle), as: "members"))
  }

  @Test("checks a bundle that is stored already, and stores nothing")
  func again() throws {
    let (first, objects, place) = try answer(try bundle())
    guard case .accepted(let bundle, let job) = first else {
      Issue.record("\(first)")
      return
    }
    let before = try place.names("ledger/objects")
    #expect(try answer(stored: bundle, in: place) == .accepted(bundle, job))
    #expect(try place.names("ledger/objects") == before)

    let damaged = try #require(bundle.members.last)
    let path = try objects.path(of: damaged.sha256)
    #expect(chmod(path, 0o644) == 0)
    try Data("b\n1\n".utf8).write(to: URL(fileURLWithPath: path))
    guard case .refused(let refusal) = try answer(stored: bundle, in: place) else {
      Issue.record("a changed member was taken")
      return
    }
    #expect(refusal.kind == .bundle && refusal.reason.contains(damaged.sha256))
  }
}
