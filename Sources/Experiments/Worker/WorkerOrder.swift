import Records

/// What a worker process is told on standard input: one job, and what of it is already committed.
public struct WorkerOrder: Sendable, Hashable, Codable {
  /// The text of `job.yaml`, as it was in the bundle.
  public var jobYAML: String
  public var members: [MemberRecord]
  /// What `data: {from: …}` means, where the job takes its data from an earlier bundle.
  public var borrowed: BorrowedData?
  /// Folder of the object store: members and products are read from here by digest.
  public var objectsDirectory: String
  /// Runs that need not be computed again: run key → digest of their products.
  public var finishedRuns: [FinishedRun]
  /// Verdicts already written; they are not computed again.
  public var verdicts: [VerdictRecord]
  /// Runs computed side by side. Changes nothing but the time taken.
  public var workers: Int

  public init(
    jobYAML: String, members: [MemberRecord], objectsDirectory: String,
    finishedRuns: [FinishedRun], verdicts: [VerdictRecord], workers: Int,
    borrowed: BorrowedData? = nil
  ) {
    self.jobYAML = jobYAML
    self.members = members
    self.objectsDirectory = objectsDirectory
    self.finishedRuns = finishedRuns
    self.verdicts = verdicts
    self.workers = workers
    self.borrowed = borrowed
  }
}

/// A committed run a worker may reuse.
public struct FinishedRun: Sendable, Hashable, Codable {
  public var key: String
  public var products: String
  public var status: RunRecord.Status
  public var reason: String?

  public init(key: String, products: String, status: RunRecord.Status, reason: String? = nil) {
    self.key = key
    self.products = products
    self.status = status
    self.reason = reason
  }
}
