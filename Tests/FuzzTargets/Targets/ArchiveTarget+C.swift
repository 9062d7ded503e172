import Bundles
import CSystem
import Digests
import Glibc

/// An archive as intake reads it: through a descriptor, under limits.
enum ArchiveTarget {
  /// Small, so that a bomb is refused within a millisecond.
  private static var limits: ArchiveLimits {
    var limits = ArchiveLimits()
    limits.members = 200
    limits.totalBytes = 1 << 20
    limits.ratioFreeBytes = 1 << 16
    limits.manifestBytes = 1 << 16
    return limits
  }

  static func check(_ bytes: [UInt8]) throws(BrokenPromise) {
    guard let read = try read(bytes) else { return }
    try checkMembers(read)
    guard bytes.count <= 1 << 14 else { return }
    try checkPackedAgain(read)
  }

  /// A tar whose header sums a mutation broke says little: they are made right first.
  static func checkRepaired(_ bytes: [UInt8]) throws(BrokenPromise) {
    var bytes = bytes
    for start in stride(from: 0, to: bytes.count - 511, by: 512) {
      guard bytes[(start + 257)...].starts(with: "ustar".utf8) else { continue }
      bytes.replaceSubrange(
        (start + 148)..<(start + 156), with: repeatElement(0x20, count: 8))
      let sum = bytes[start..<(start + 512)].reduce(0) { $0 + Int($1) }
      let digits = String(sum, radix: 8)
      let field = String(repeating: "0", count: 6 - digits.count) + digits
      bytes.replaceSubrange((start + 148)..<(start + 155), with: Array(field.utf8) + [0])
    }
    try check(bytes)
  }

  private typealias Read = (contents: ArchiveContents, members: [String: [UInt8]])

  /// `nil` where the archive is refused in good words.
  private static func read(_ bytes: [UInt8]) throws(BrokenPromise) -> Read? {
    let descriptor = bytes.withUnsafeBytes { retort_memory_file($0.baseAddress, $0.count) }
    try BrokenPromise.unless(descriptor >= 0, "no memory file")
    defer { close(descriptor) }
    var sink = MemorySink()
    do throws(ArchiveError) {
      let contents = try ArchiveReader.read(descriptor: descriptor, limits: limits, into: &sink)
      return (contents, sink.members)
    } catch {
      try BrokenPromise.unlessShown(error.description, of: "archive")
      try BrokenPromise.unless(
        error.kind != .storing && error.kind != .system, "not the archive's fault: \(error)")
      return nil
    }
  }

  private static func checkMembers(_ read: Read) throws(BrokenPromise) {
    let prefix = read.contents.strippedFolder.map { "\($0)/" } ?? ""
    var total = 0
    var last: [UInt8] = []
    for member in read.contents.members {
      let name = Array(member.name.utf8)
      try checkName(name)
      try BrokenPromise.unless(
        last.isEmpty || last.lexicographicallyPrecedes(name), "names out of order: \(member.name)")
      last = name
      guard let content = read.members[prefix + member.name] else {
        throw BrokenPromise("'\(member.name)' never reached the sink")
      }
      try BrokenPromise.unless(content.count == member.size, "size of '\(member.name)'")
      try BrokenPromise.unless(Digest(of: content) == member.digest, "digest of '\(member.name)'")
      total += content.count
      if member.name == BundleNames.specification {
        try BrokenPromise.unless(content == read.contents.specification, "bytes of job.yaml")
      }
    }
    try BrokenPromise.unless(read.members.count == read.contents.members.count, "members lost")
    try BrokenPromise.unless(total <= limits.totalBytes, "\(total) bytes in all")
  }

  /// Looks at bytes: whoever opens a file by name does so, too.
  private static func checkName(_ name: [UInt8]) throws(BrokenPromise) {
    let parts = name.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    for part in parts {
      try BrokenPromise.unless(
        !part.isEmpty && !part.elementsEqual(".".utf8) && !part.elementsEqual("..".utf8),
        "a name that leads elsewhere: \(String(decoding: name, as: UTF8.self))")
    }
    try BrokenPromise.unless(
      name.allSatisfy { $0 >= 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "\\") },
      "a name with a control character or a backslash")
  }

  private static func checkPackedAgain(_ read: Read) throws(BrokenPromise) {
    let prefix = read.contents.strippedFolder.map { "\($0)/" } ?? ""
    let members = read.contents.members.filter { $0.name != BundleNames.manifest }
    let entries = members.map {
      BundleWriter.Entry(name: $0.name, bytes: read.members[prefix + $0.name] ?? [])
    }
    let packed: [UInt8]
    do throws(ArchiveError) { packed = try BundleWriter().bytes(entries) } catch {
      throw BrokenPromise("what was read cannot be packed: \(error)")
    }
    guard let again = try Self.read(packed) else {
      throw BrokenPromise("what was packed is refused")
    }
    try BrokenPromise.unless(
      again.contents.members.filter { $0.name != BundleNames.manifest } == members,
      "packed and read again, the members differ")
  }
}
