import Bundles
import Digests
import Experiments
import Ledger
import Records

extension IntakeChild {
  /// Checks a bundle whose members lie in the store, each with the digest it was taken in with.
  ///
  /// - Parameter input: one frame with a `BundleRecord`.
  func answer(_ order: IntakeOrder, stored input: Descriptor) -> IntakeAnswer {
    do throws(IntakeRefusal) {
      let bundle = try Self.bundle(input)
      let objects = try Self.store(order)
      var members: [ArchiveMember] = []
      for member in bundle.members { members.append(try Self.member(member, objects)) }
      guard
        let specification = bundle.members.first(where: { $0.name == BundleNames.specification })
      else {
        throw IntakeRefusal(kind: .bundle, reason: "the ledger keeps no job.yaml of this bundle")
      }
      let yaml = try Self.reading { () throws(ObjectStoreError) in
        try objects.read(specification.sha256)
      }
      return .accepted(bundle, try check(yaml, members, objects))
    } catch {
      return .refused(error)
    }
  }

  private static func bundle(_ input: Descriptor) throws(IntakeRefusal) -> BundleRecord {
    var reader = FrameReader()
    while true {
      do throws(FrameError) {
        if let payload = try reader.next() {
          return try FrameCodec.decode(BundleRecord.self, payload: payload)
        }
      } catch {
        throw IntakeRefusal(kind: .system, reason: error.description)
      }
      let bytes = try asking { () throws(SystemError) in try input.read(atMost: 1 << 16) }
      guard !bytes.isEmpty else {
        throw IntakeRefusal(kind: .system, reason: "the list of the stored members ends too early")
      }
      reader.append(bytes)
    }
  }

  private static func member(
    _ record: MemberRecord, _ objects: ObjectStore
  ) throws(IntakeRefusal) -> ArchiveMember {
    try reading { () throws(ObjectStoreError) in
      try objects.check(record.sha256)
      guard let digest = Digest(hex: record.sha256) else {
        throw ObjectStoreError.notADigest(record.sha256)
      }
      return ArchiveMember(name: record.name, size: record.bytes, digest: digest)
    }
  }

  /// An object that is lost or was changed is the end of what names it; a disk that cannot be read may
  /// be read tomorrow.
  private static func reading<Value>(
    _ body: () throws(ObjectStoreError) -> Value
  ) throws(IntakeRefusal) -> Value {
    do { return try body() } catch {
      switch error {
      case .missing, .corrupt, .notADigest:
        throw IntakeRefusal(kind: .bundle, reason: error.description)
      case .noStore, .full, .refused:
        throw IntakeRefusal(kind: .system, reason: error.description)
      }
    }
  }
}
