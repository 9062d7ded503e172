import Bundles
import Datasets
import Digests
import Distillation
import Experiments
import Inbox
import Ledger
import Records
import Specifications

/// What an intake child does with a bundle whose members are stored: the check that the worker and
/// `retort check` share.
enum BundleChecking {
  /// - Parameter borrowed: what `data: {from: …}` means, once that is known.
  static func child(borrowing borrowed: BorrowedData? = nil) -> IntakeChild {
    IntakeChild { yaml, members, objects throws(IntakeRefusal) in
      if borrowed == nil, let reference = DataReference(yaml: yaml) {
        throw IntakeRefusal(needing: reference)
      }
      let records = members.map {
        MemberRecord(name: $0.name, sha256: $0.digest.hex, bytes: $0.size)
      }
      let job: CheckedJob
      do throws(JobRefusal) {
        job = try CheckedJob(
          yaml: yaml, source: source(members, objects), members: records,
          numerics: ComputingEnvironment.numerics,
          borrowed: borrowed.map { ($0, source(of: $0)) })
      } catch {
        throw IntakeRefusal(kind: .bundle, reason: error.description)
      }
      return description(of: job, yaml: yaml)
    }
  }

  /// Members of an earlier bundle, in the store of the ledger that knows it.
  static func source(of borrowed: BorrowedData) -> StoredMembers {
    let folder = borrowed.objectsDirectory
    let members = borrowed.members.compactMap { member in
      Digest(hex: member.sha256).map {
        ArchiveMember(name: member.name, size: member.bytes, digest: $0)
      }
    }
    return StoredMembers(members) { "\(folder)/\($0.hex)" }
  }

  /// Members by name, their bytes in the object store.
  static func source(_ members: [ArchiveMember], _ objects: ObjectStore) -> StoredMembers {
    let folder = objects.path
    return StoredMembers(members) { "\(folder)/\($0.hex)" }
  }

  private static func description(of job: CheckedJob, yaml: [UInt8]) -> JobDescription {
    let specification = job.specification
    return JobDescription(
      name: specification.name, priority: specification.priority, rerun: specification.rerun,
      specificationYAML: String(decoding: yaml, as: UTF8.self),
      canonicalJSON: canonicalJSON(of: specification), contentSHA256: job.contentDigest,
      settings: specification.nonDefaultValues(
        methods: Methods.registry, networks: NetworkKinds.registry
      ).map {
        SettingRecord(name: $0.key, value: $0.text)
      },
      arms: job.design.arms, plan: job.design.runs, warnings: job.warnings,
      estimate: estimate(job.estimate, splits: specification.splits), testSets: job.testSets)
  }

  private static func estimate(_ found: JobEstimate, splits: Int) -> PlanEstimate {
    PlanEstimate(
      runs: found.runs, settings: found.settings / splits, splits: splits, pairs: found.pairs,
      variants: found.variants, seeds: found.seeds, memoryBytes: found.memoryBytes,
      coreSeconds: found.expectedSeconds(workers: 1), testRows: found.testRows,
      testUnits: found.testUnits,
      smallestGains: zip([0.05, 0.10], found.smallestGains ?? []).map {
        PlanEstimate.SmallestGain(discordance: $0, gain: $1)
      })
  }
}
