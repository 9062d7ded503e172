import Bundles
import Datasets
import Digests
import Experiments
import Inbox
import Ledger
import LinearAlgebra
import Records

/// What a worker child computes.
enum JobWork {
  /// - Parameter build: what the parent calls this program, which is its own.
  static func child(build: String) -> WorkerChild {
    WorkerChild(
      environment: ComputingEnvironment.record(build: build, core: AlgebraLibrary.core)
    ) { order, world in
      try Worker.run(
        order, source: try source(order),
        borrowed: order.borrowed.map { BundleChecking.source(of: $0) }, world: world)
    }
  }

  private static func source(_ order: WorkerOrder) throws -> StoredMembers {
    let objects = try ObjectStore(opening: order.objectsDirectory)
    let members = try order.members.map { member in
      guard let digest = Digest(hex: member.sha256) else {
        throw ObjectStoreError.notADigest(member.sha256)
      }
      return ArchiveMember(name: member.name, size: member.bytes, digest: digest)
    }
    return BundleChecking.source(members, objects)
  }
}
