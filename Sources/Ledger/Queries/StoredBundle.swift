public import Records

/// What a job was made from, as the ledger keeps it: its bundle, and what it took from earlier ones.
public struct StoredBundle: Sendable, Hashable {
  public var bundle: BundleRecord
  /// What `data: {from: …}` was taken to mean then; `nil` where the bundle holds its data.
  public var borrowed: KnownDataset?

  /// Everything that was read.
  public var members: [MemberRecord] {
    bundle.members + (borrowed?.members.map(\.member) ?? [])
  }

  /// The same for a ledger that knows no other bundle.
  public var alone: StoredBundle {
    var alone = self
    alone.borrowed?.members = (borrowed?.members ?? []).map {
      BorrowedMember(member: $0.member, bundleSHA256: bundle.sha256)
    }
    return alone
  }
}

extension Ledger {
  public func storedBundle(job: Int) throws(LedgerError) -> StoredBundle {
    let found = try provenance(job: job)
    let borrowed = try borrowedMembers(job: job)
    let section = try dataSection(job: job)
    return StoredBundle(
      bundle: BundleRecord(
        sha256: found.bundleSHA256, bytes: found.bundleBytes, members: found.members),
      borrowed: borrowed.isEmpty
        ? nil
        : KnownDataset(
          sha256: found.datasetSHA256 ?? "", jobs: [job], section: section ?? "{}", splits: 1,
          members: borrowed))
  }
}
