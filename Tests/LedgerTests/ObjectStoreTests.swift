import Digests
import Foundation
import Testing

@testable import Ledger

@Suite("Object store") struct ObjectStoreTests {
  let temporary: TemporaryFolder
  let store: ObjectStore
  var folder: String { temporary.path }

  init() throws {
    temporary = try TemporaryFolder()
    store = try ObjectStore.create(in: temporary.path)
  }

  func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: "\(folder)/objects").sorted()
  }

  func incoming() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: "\(folder)/objects/.incoming")
  }

  @Test("names bytes by their digest and gives them back")
  func roundTrip() throws {
    let digest = try store.write(Array("abc".utf8))
    #expect(digest.hex == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(try store.read(digest.hex) == Array("abc".utf8))
    #expect(try store.size(of: digest.hex) == 3)
    #expect(try names() == [".incoming", digest.hex])
  }

  @Test("shows an object only when it is whole, and nothing of one that was abandoned")
  func pieces() throws {
    var writer = try store.writer()
    try writer.write(Array("a".utf8))
    try writer.write(Array("bc".utf8))
    #expect(writer.count == 3)
    #expect(try names() == [".incoming"])
    let digest = try writer.finish()
    #expect(try names() == [".incoming", digest.hex])
    #expect(digest == Digest(of: "abc"))

    do {
      var abandoned = try store.writer()
      try abandoned.write(Array("left".utf8))
      #expect(try incoming().count == 1)
    }
    #expect(try incoming().isEmpty)
  }

  @Test("keeps known bytes as they are")
  func idempotent() throws {
    let digest = try store.write(Array("abc".utf8))
    let before = try FileManager.default.attributesOfItem(atPath: store.path(of: digest.hex))
    var writer = try store.writer()
    try writer.write(Array("abc".utf8))
    #expect(try writer.finish() == digest)
    let after = try FileManager.default.attributesOfItem(atPath: store.path(of: digest.hex))
    #expect(before[.systemFileNumber] as? Int == after[.systemFileNumber] as? Int)
    #expect(try incoming().isEmpty)
  }

  @Test("makes objects read-only")
  func permissions() throws {
    let path = try store.path(of: store.write([1, 2, 3]).hex)
    let permissions = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
    #expect(permissions as? Int == 0o444)
  }

  @Test("holds an empty object")
  func empty() throws {
    let digest = try store.write([])
    #expect(try store.read(digest.hex) == [])
  }

  @Test("says which object is missing, changed or misnamed")
  func refusals() throws {
    let unknown = Digest(of: "unknown").hex
    #expect(throws: ObjectStoreError.missing(digest: unknown, store: store.path)) {
      try store.read(unknown)
    }
    #expect(throws: ObjectStoreError.notADigest("../retort.sqlite")) {
      try store.read("../retort.sqlite")
    }
    let digest = try store.write(Array("abc".utf8))
    let path = try store.path(of: digest.hex)
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
    try Data("abd".utf8).write(to: URL(fileURLWithPath: path))
    let found = Digest(of: "abd").hex
    let error = #expect(throws: ObjectStoreError.self) { try store.read(digest.hex) }
    #expect(
      error?.description == """
        \(store.path): object \(digest) has been changed: its bytes now have the digest \(found)
        restore it from a backup; nothing computed from it can be trusted until then
        """)
  }

  @Test("never follows a link")
  func links() throws {
    let target = "\(folder)/target"
    try Data("abc".utf8).write(to: URL(fileURLWithPath: target))
    let digest = Digest(of: "abc").hex
    try FileManager.default.createSymbolicLink(
      atPath: store.path(of: digest), withDestinationPath: target)
    #expect(throws: ObjectStoreError.self) { try store.read(digest) }

    let linked = "\(folder)/linked"
    try FileManager.default.createSymbolicLink(atPath: linked, withDestinationPath: store.path)
    #expect(throws: ObjectStoreError.self) { try ObjectStore(opening: linked) }
  }

  @Test("sweeps away what dead writers left, and nothing else")
  func abandoned() throws {
    let digest = try store.write(Array("abc".utf8))
    try Data("half".utf8).write(to: URL(fileURLWithPath: "\(store.path)/.incoming/99-1"))
    #expect(try store.removeAbandoned() == 1)
    #expect(try store.contains(digest.hex))
  }

  @Test("is never made by opening")
  func opening() throws {
    let elsewhere = "\(folder)/elsewhere"
    try FileManager.default.createDirectory(atPath: elsewhere, withIntermediateDirectories: false)
    let error = #expect(throws: ObjectStoreError.self) {
      try ObjectStore(opening: "\(elsewhere)/objects")
    }
    #expect(
      error?.description == """
        \(elsewhere)/objects: expected the folder of the ledger's objects, found none \
        (No such file or directory)
        restore it from a backup of the ledger; objects are never made anew by opening
        """)
  }

  @Test("reads an object through and names one that was changed or is gone")
  func check() throws {
    let digest = try store.write(Array("abc".utf8)).hex
    try store.check(digest)
    let path = try store.path(of: digest)
    #expect(chmod(path, 0o644) == 0)
    try Data("abd".utf8).write(to: URL(fileURLWithPath: path))
    #expect(
      throws: ObjectStoreError.corrupt(
        digest: digest, found: Digest(of: "abd").hex, store: store.path)
    ) { try store.check(digest) }
    _ = try store.remove(digest)
    #expect(throws: ObjectStoreError.missing(digest: digest, store: store.path)) {
      try store.check(digest)
    }
  }

  @Test("takes objects over from another store by copy or by link, and none that was changed")
  func taking() throws {
    let elsewhere = try TemporaryFolder()
    let other = try ObjectStore.create(in: elsewhere.path)
    let bytes = [UInt8](repeating: 7, count: 600_000)
    let (first, second) = (try store.write(bytes).hex, try store.write([1]).hex)
    #expect(try other.copy(first, from: store) == 600_000)
    #expect(try other.copy(first, from: store) == 0)
    try other.link(second, from: store)
    try other.link(second, from: store)
    #expect(try other.read(first) == bytes && other.read(second) == [1])

    let damaged = try store.write([2]).hex
    let path = try store.path(of: damaged)
    #expect(chmod(path, 0o644) == 0)
    try Data([3]).write(to: URL(fileURLWithPath: path))
    #expect(throws: ObjectStoreError.self) { try other.copy(damaged, from: store) }
    #expect(try !other.contains(damaged) && !other.contains(Digest(of: [3]).hex))
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: "\(other.path)/.incoming").isEmpty)
  }
}
