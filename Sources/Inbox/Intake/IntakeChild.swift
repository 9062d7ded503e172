import Bundles
import Digests
import Ledger
import Records

/// The life of an intake child: reads a hostile archive where nothing is lost if it dies of it.
///
/// Members go into the object store by digest, the specification and the data are checked, and one
/// frame is answered. Nothing is trained, nothing is written by name, no row is touched.
public struct IntakeChild: Sendable {
  /// Checks a bundle whose members are stored: specification, data and plan.
  public typealias Check =
    @Sendable (_ yaml: [UInt8], _ members: [ArchiveMember], _ objects: ObjectStore)
    throws(IntakeRefusal) -> JobDescription

  let check: Check

  public init(check: @escaping Check) { self.check = check }

  /// - Parameter archive: open for reading; a regular file.
  public func answer(_ order: IntakeOrder, archive: Descriptor) -> IntakeAnswer {
    if order.isStored { return answer(order, stored: archive) }
    var stored: [String] = []
    do throws(IntakeRefusal) {
      let before = try Self.asking { () throws(SystemError) in try archive.facts() }
      let digest = try Self.digest(of: archive)
      let objects = try Self.store(order)
      let found = Self.read(archive, order, into: objects, noting: &stored)
      let after = try Self.asking { () throws(SystemError) in try archive.facts() }
      // First: of a file that changes, whatever else was found may be wrong a moment later.
      guard before.bytes == after.bytes, before.modified == after.modified else {
        throw IntakeRefusal(
          kind: .truncated,
          reason: """
            the file changed while it was read
              remedy: write it under a name that ends in .part, and rename it when it is whole
            """)
      }
      let contents = try found.get()
      let members = contents.members.map {
        MemberRecord(name: $0.name, sha256: $0.digest.hex, bytes: $0.size)
      }
      let bundle = BundleRecord(sha256: digest.hex, bytes: before.bytes, members: members)
      do throws(IntakeRefusal) {
        let job = try check(contents.specification, contents.members, objects)
        try Self.flush(objects)
        return .accepted(bundle, job)
      } catch {
        var refusal = error
        refusal.bundle = bundle
        throw refusal
      }
    } catch {
      var refusal = error
      refusal.stored = stored
      return .refused(refusal)
    }
  }

  private static func read(
    _ archive: Descriptor, _ order: IntakeOrder, into objects: ObjectStore,
    noting stored: inout [String]
  ) -> Result<ArchiveContents, IntakeRefusal> {
    var limits = ArchiveLimits()
    limits.totalBytes = order.unpackedBytes
    limits.members = order.members
    var sink = ObjectSink(objects)
    defer { stored = sink.stored }
    do {
      return .success(
        try ArchiveReader.read(descriptor: archive.number, limits: limits, into: &sink))
    } catch {
      let kind: IntakeRefusal.Kind =
        switch error.kind {
        case .truncated: .truncated
        case .storing, .system: .system
        default: .bundle
        }
      let cause = error.kind == .storing ? error.underlying.map { "\($0)" } : nil
      return .failure(IntakeRefusal(kind: kind, reason: cause ?? error.description))
    }
  }

  private static func digest(of archive: Descriptor) throws(IntakeRefusal) -> Digest {
    try asking { () throws(SystemError) in
      try archive.rewind()
      var hasher = DigestHasher()
      while true {
        let bytes = try archive.read(atMost: 1 << 20)
        if bytes.isEmpty { break }
        hasher.update(bytes)
      }
      try archive.rewind()
      return hasher.finish()
    }
  }

  static func store(_ order: IntakeOrder) throws(IntakeRefusal) -> ObjectStore {
    do { return try ObjectStore(opening: order.objectsDirectory) } catch {
      throw IntakeRefusal(kind: .system, reason: error.description)
    }
  }

  private static func flush(_ objects: ObjectStore) throws(IntakeRefusal) {
    do { try objects.flush() } catch {
      throw IntakeRefusal(kind: .system, reason: error.description)
    }
  }

  static func asking<Value>(
    _ body: () throws(SystemError) -> Value
  ) throws(IntakeRefusal) -> Value {
    do { return try body() } catch {
      throw IntakeRefusal(kind: .system, reason: error.description)
    }
  }
}
