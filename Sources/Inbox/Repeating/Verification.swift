import Experiments
import Ledger
import Logging
import Records

/// Whether what the ledger says of a job still is what it said, and what another computation says.
///
/// The quick look reads every object the job's rows name and digests its result rows. The whole one
/// also computes the job again, without reuse, in a scratch root of its own, and sets every byte of
/// results against the ledger's. The root is only read: a watch may work in it meanwhile.
///
/// Processor kernels or an engine that would compute other bits makes two computations incomparable, which
/// is not the same as different; that is found out first.
public struct Verification {
  /// No more are listed of one job.
  public static let mostDifferences = 20

  let root: Root
  let ledger: Ledger
  let scratch: ScratchWork
  let renderer: ReportRenderer
  /// What would compute here.
  let environment: EnvironmentRecord
  /// Objects that were read, by digest: jobs share them.
  private var readObjects: [String: String?] = [:]

  /// - Parameters:
  ///   - ledger: of the root; reading is enough.
  ///   - scratch: computes a job again.
  public init(_ root: Root, _ ledger: Ledger, _ scratch: ScratchWork) {
    self.root = root
    self.ledger = ledger
    self.scratch = scratch
    renderer = scratch.renderer
    environment = scratch.environment
  }

  /// What SQLite finds wrong with the ledger as a whole; empty when all is well.
  public func ledgerProblems() throws -> [String] {
    try ledger.integrityProblems() + ledger.brokenReferences()
  }

  /// - Parameters:
  ///   - isQuick: whether to leave out the second computation.
  ///   - onProgress: hears how far that one is.
  public mutating func verify(
    _ job: Int, isQuick: Bool, onProgress: (WorkerProgress) -> Void
  ) throws -> VerifiedJob {
    var verified = VerifiedJob(job: try ledger.job(job))
    let objects = try ledger.namedObjects(job: job)
    try look(at: objects, &verified)
    try lookAtRows(&verified)
    guard !isQuick else {
      verified.outcome = verified.differences.isEmpty ? .whole : .differs
      return verified
    }
    guard objects.allSatisfy({ !$0.isMember || readObjects[$0.sha256] == .some(nil) }) else {
      verified.notes.append("it was not computed again: what it was made from is damaged")
      verified.outcome = .differs
      return verified
    }
    if let obstacle = try obstacle(to: job) {
      verified.notes.append(obstacle)
      verified.outcome = verified.differences.isEmpty ? .notComparable : .differs
      return verified
    }
    try compare(&verified, onProgress)
    return verified
  }

  // MARK: - What lies there

  private mutating func look(at objects: [NamedObject], _ verified: inout VerifiedJob) throws {
    for object in objects {
      if object.isPruned {
        verified.prunedObjects += 1
        continue
      }
      verified.objects += 1
      guard let problem = try problem(of: object) else { continue }
      // Perhaps given up just now.
      guard try !ledger.isPruned(object.sha256) else {
        verified.prunedObjects += 1
        verified.objects -= 1
        continue
      }
      verified.differences.append(
        Difference(
          subject: "object \(object.sha256) (\(object.role))", found: problem,
          expected: "\(object.bytes.map { "\($0) bytes" } ?? "bytes") of that digest"))
    }
  }

  private mutating func problem(of object: NamedObject) throws -> String? {
    if let known = readObjects[object.sha256] { return known }
    var problem: String?
    do throws(ObjectStoreError) { try ledger.objects.check(object.sha256) } catch {
      switch error {
      case .missing: problem = "no file"
      case .corrupt(_, let found, _): problem = "bytes with the digest \(found)"
      case .notADigest: problem = "a name that is no digest"
      case .noStore, .full, .refused: throw error
      }
    }
    readObjects[object.sha256] = .some(problem)
    return problem
  }

  private func lookAtRows(_ verified: inout VerifiedJob) throws {
    let found = try ledger.resultDigest(job: verified.job.job)
    guard let seal = verified.job.seal, found != seal else { return }
    verified.differences.append(
      Difference(
        subject: "result rows of job \(verified.job.job)", found: "digest \(found)",
        expected: "digest \(seal), the seal"))
  }

  // MARK: - What another computation says

  /// Why bits cannot be compared here; `nil` where they can.
  private func obstacle(to job: Int) throws -> String? {
    let others = try ledger.provenance(job: job).environments.filter {
      !$0.computesLike(environment)
    }
    guard let other = others.first else { return nil }
    return """
      not comparable: it was computed with \(other.computation), here is \(environment.computation)
        that is no difference: other numerics give other last bits
        remedy: verify it on a machine like the one it was computed on, or 'retort rerun \(job)'
      """
  }

  private func compare(
    _ verified: inout VerifiedJob, _ onProgress: (WorkerProgress) -> Void
  ) throws {
    let number = verified.job.job
    let stored = try ledger.storedBundle(job: number)
    let differences = try scratch.compute(
      stored, from: ledger.objects, name: "job-\(number)", onProgress: onProgress
    ) { computed -> [Difference]? in
      switch computed {
      case .impossible(let reason):
        verified.notes.append("it could not be computed again: \(reason)")
        return nil
      case .sealed(let other, let otherJob):
        let rows = try ledger.differences(
          job: number, from: other, job: otherJob, limit: Self.mostDifferences)
        return rows.map(Difference.init)
          + (try files(&verified, try other.jobReport(job: otherJob), other.objects))
      }
    }
    guard let differences else {
      verified.outcome = verified.differences.isEmpty ? .impossible : .differs
      return
    }
    verified.differences += differences
    verified.outcome = verified.differences.isEmpty ? .verified : .differs
  }

  /// The files of the report as they lie in the root, against those of the second computation.
  private func files(
    _ verified: inout VerifiedJob, _ computed: JobReport, _ objects: ObjectStore
  ) throws -> [Difference] {
    let report = try ledger.jobReport(job: verified.job.job)
    let folder = FileName(own: renderer.folder(verified.job.job, verified.job.name))
    guard try root.reports.facts(folder) != nil else {
      verified.notes.append(
        "its report is not in reports/; 'retort report \(verified.job.job)' writes it again")
      return []
    }
    // What a person reads first tells times and numbers of this root: it is rendered from its rows.
    let own = renderer.render(report).files.filter { $0.name == Self.document }
    let again = renderer.render(computed)
    var expected =
      own.map { ReportFile(name: $0.name, bytes: $0.bytes, source: "as the ledger's rows give it") }
      + again.files.filter { $0.name != Self.document }.map {
        ReportFile(name: $0.name, bytes: $0.bytes)
      }
    for file in again.objects {
      expected.append(ReportFile(name: file.name, bytes: try objects.read(file.sha256)))
    }
    let place = "\(Root.reportsName.text)/\(folder.text)"
    let differences = try expected.compactMap {
      try $0.difference(from: root.reports.folder(folder), below: place)
    }
    guard !differences.isEmpty,
      report.provenance.environments.contains(where: { $0.build != environment.build })
    else { return differences }
    verified.notes.append(
      "its report was written by another build, which may draw otherwise; "
        + "'retort report \(verified.job.job)' writes it again")
    return []
  }

  private static let document = "report.md"
}

extension EnvironmentRecord {
  /// Whether equal runs have equal bits.
  fileprivate func computesLike(_ other: EnvironmentRecord) -> Bool {
    engineVersion == other.engineVersion && numerics == other.numerics && threads == other.threads
      && blasVersion == other.blasVersion && blasCore == other.blasCore
  }

  /// In words, for people who compare two.
  var computation: String {
    "engine \(engineVersion), numerics \(numerics), \(threads) thread\(threads == 1 ? "" : "s") a run, "
      + "linear algebra \(blasVersion) (\(blasCore))"
  }
}
