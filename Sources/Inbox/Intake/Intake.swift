import Digests
import Experiments
import Ledger
import Records

/// Takes a claimed drop in: a child reads it, the ledger answers it. Every step may be repeated after
/// a crash; a drop that was answered keeps its answer.
struct Intake: Sendable {
  /// How often a child may die of a bundle before the bundle is rejected.
  static let mostDeaths = 3

  let workplace: Workplace

  enum Outcome: Sendable, Hashable {
    /// A job of its own, queued.
    case job(Int, warnings: [String])
    /// The content of an earlier job.
    case duplicate(of: Int, drop: Int)
    /// The number of the REJECTED row, and why.
    case rejected(Int, reason: String)
    /// Not now, through no fault of the bundle: still on its way, or Retort was asked to stop.
    ///
    /// `isTrouble`: the machine could not take it (a full disk); somebody has to do something.
    case postponed(reason: String, isTrouble: Bool)
  }

  /// - Parameter isPatient: whether an archive that ends early may still be on its way.
  func take(_ claim: Claim, isPatient: Bool) throws -> Outcome {
    let drop = try workplace.ledger.recordDrop(
      claim: claim.identifier, name: claim.name.text, receivedAt: Timestamp.systemClock())
    workplace.cross(.dropRecorded)
    if let outcome = answered(drop) { return outcome }
    switch claim.content {
    case .refused(let kind):
      return try refuse(drop, IntakeRefusal(kind: .bundle, reason: Self.reason(for: kind)))
    case .unreadable(let error):
      return try refuse(drop, IntakeRefusal(kind: .bundle, reason: Self.reason(for: error)))
    case .file(let archive, _):
      if let request = RerunRequest(claim.name) { return try take(request, drop: drop) }
      switch try hear(archive, drop: drop) {
      case .failure(let refusal):
        let mayBeOnItsWay =
          try refusal.kind == .truncated && isPatient && !hasRested(archive.facts())
        if mayBeOnItsWay || refusal.kind == .system {
          try workplace.ledger.removeUnnamed(refusal.stored)
          return .postponed(reason: refusal.reason, isTrouble: refusal.kind == .system)
        }
        return try refuse(drop, refusal)
      case .success(.accepted(let bundle, let job)):
        return try insert(job, bundle: bundle, drop: drop)
      case .success(.refused): preconditionFailure("a refusal is a failure")
      case nil: return .postponed(reason: "Retort was asked to stop", isTrouble: false)
      }
    }
  }

  /// What a drop that was answered before a crash was told.
  private func answered(_ drop: DropRow) -> Outcome? {
    guard let outcome = drop.outcome, let job = drop.job else { return nil }
    return switch outcome {
    case .accepted: .job(job, warnings: [])
    case .duplicate: .duplicate(of: job, drop: drop.drop)
    case .rejected: .rejected(job, reason: drop.reason ?? "")
    }
  }

  /// - Parameter repeated: the job that was asked for again.
  func insert(
    _ job: JobDescription, bundle: BundleRecord, drop: DropRow, repeating repeated: Int? = nil
  ) throws -> Outcome {
    if let problem = problem(of: job) {
      var refusal = IntakeRefusal(kind: .bundle, reason: problem, bundle: bundle)
      refusal.stored = bundle.members.map(\.sha256)
      return try refuse(drop, refusal)
    }
    let isRerun = job.rerun || repeated != nil
    if !isRerun,
      let earlier = try workplace.ledger.existingJob(
        content: job.contentSHA256, build: workplace.environment)
    {
      try workplace.ledger.recordDuplicate(drop: drop.drop, of: earlier.job)
      workplace.cross(.duplicateRecorded)
      return .duplicate(of: earlier.job, drop: drop.drop)
    }
    let number = try workplace.ledger.insertJob(
      NewJob(
        drop: drop.drop, name: job.name, slug: workplace.reports.slug(job.name),
        priority: job.priority, rerun: isRerun, repeats: repeated,
        specificationYAML: job.specificationYAML,
        canonicalJSON: job.canonicalJSON, contentSHA256: job.contentSHA256, bundle: bundle,
        settings: job.settings, arms: job.arms, plan: job.plan, borrowed: job.borrowed,
        testSets: job.testSets))
    workplace.cross(.jobInserted)
    return .job(number, warnings: job.warnings)
  }

  /// What the daemon itself asks of a job: that it fits this root, and that the child, which has seen
  /// hostile bytes, describes a job at all.
  private func problem(of job: JobDescription) -> String? {
    if let excess = job.estimate.excess(of: workplace.settings) { return excess }
    let isWhole =
      Digest(hex: job.contentSHA256) != nil && (-100...100).contains(job.priority)
      && job.plan.map(\.ordinal) == Array(job.plan.indices)
      && job.plan.count <= PlanSize.mostPlaces && job.describesItsArms
    return isWhole ? nil : "the description of the job is damaged; drop the bundle again"
  }

  func refuse(_ drop: DropRow, _ refusal: IntakeRefusal) throws -> Outcome {
    let number = try workplace.ledger.recordRefusal(
      drop: drop.drop, bundle: refusal.bundle, reason: refusal.reason)
    try workplace.ledger.removeUnnamed(refusal.stored)
    workplace.cross(.refusalRecorded)
    return .rejected(number, reason: refusal.reason)
  }

  /// Whether a file, as it is now, has been left alone for so long that no more of it will come.
  private func hasRested(_ facts: FileFacts) -> Bool {
    let now = Clock.nanoseconds()
    // A time in the future was set by somebody; when that was, the system knows.
    let age = now - (facts.modified <= now ? facts.modified : facts.changed)
    return age >= Int64(workplace.settings.truncatedAfterSeconds) * 1_000_000_000
  }

  private static func reason(for error: SystemError) -> String {
    """
    could not \(error.action): \(SystemError.words(error.code))
      remedy: make it readable for the user Retort runs as (chmod a+r), and drop it again
    """
  }

  private static func reason(for kind: FileFacts.Kind) -> String {
    let found =
      switch kind {
      case .folder: "a folder"
      case .link: "a symbolic link"
      case .pipe: "a FIFO"
      case .socket: "a socket"
      case .device: "a device"
      case .regular: "a file"
      }
    let remedy =
      kind == .folder
      ? "pack it with 'retort pack DIRECTORY' and drop the archive"
      : "drop the archive itself"
    return """
      \(found) was dropped; it was not opened
        expected: an archive (tar, tar.gz, tar.zst, tar.xz, tar.bz2, tar.lz4 or zip)
        remedy: \(remedy)
      """
  }
}
