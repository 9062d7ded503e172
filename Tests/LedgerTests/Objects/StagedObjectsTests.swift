import Digests
import Foundation
import Testing

@testable import Ledger

@Suite("Staged objects") struct StagedObjectsTests {
  let folder: TemporaryFolder
  let store: ObjectStore

  init() throws {
    folder = try TemporaryFolder()
    store = try ObjectStore.create(in: folder.path)
  }

  private func incoming() throws -> Int {
    try FileManager.default.contentsOfDirectory(atPath: "\(store.path)/.incoming").count
  }

  @Test("are known by their digest at once, and in the store only when they are settled")
  func settling() throws {
    let staged = StagedObjects(in: store)
    let digest = try staged.write(Array("abc".utf8)).hex
    #expect(digest == Digest(of: "abc").hex)
    #expect(try staged.read(digest) == Array("abc".utf8) && !store.contains(digest))
    #expect(staged.bytes == 3)
    try staged.settle()
    #expect(try store.read(digest) == Array("abc".utf8) && staged.read(digest).count == 3)
    #expect(try staged.bytes == 0 && incoming() == 0)
  }

  @Test("are written once, whether they are staged or stored already")
  func once() throws {
    let known = try store.write([1])
    let staged = StagedObjects(in: store)
    #expect(try staged.write([1]) == known)
    #expect(try staged.bytes == 0 && incoming() == 0)
    #expect(try staged.write([2, 3]) == staged.write([2, 3]))
    #expect(try staged.bytes == 2 && incoming() == 1)
  }

  @Test("that are never settled leave nothing behind")
  func abandoned() throws {
    do {
      let staged = StagedObjects(in: store)
      _ = try staged.write([1])
      _ = try staged.write([2])
      #expect(try incoming() == 2)
    }
    #expect(try incoming() == 0)
    #expect(try !store.contains(Digest(of: [1]).hex))
  }

  @Test("settle beside another writer who stored the same bytes meanwhile")
  func meanwhile() throws {
    let staged = StagedObjects(in: store)
    let digest = try staged.write([1, 2, 3])
    #expect(try store.write([1, 2, 3]) == digest)
    try staged.settle()
    #expect(try store.read(digest.hex) == [1, 2, 3] && incoming() == 0)
  }

  @Test("come whole from many threads that write the same few")
  func threads() throws {
    let staged = StagedObjects(in: store)
    DispatchQueue.concurrentPerform(iterations: 64) { number in
      let bytes = [UInt8](repeating: UInt8(number % 4), count: 1_000)
      do { _ = try staged.write(bytes) } catch { Issue.record(error) }
    }
    #expect(staged.bytes == 4_000)
    try staged.settle()
    for number in 0..<4 {
      let bytes = [UInt8](repeating: UInt8(number), count: 1_000)
      #expect(try store.read(Digest(of: bytes).hex) == bytes)
    }
    #expect(try incoming() == 0)
  }

  @Test("of which none was written settle to nothing, and may be settled again and again")
  func empty() throws {
    let staged = StagedObjects(in: store)
    try staged.settle()
    _ = try staged.write([])
    try staged.settle()
    try staged.settle()
    #expect(try store.read(Digest(of: [UInt8]()).hex) == [])
  }
}
