import Digests
import Experiments
import Foundation
import Ledger
import Logging
import Records

@testable import Inbox

/// A root being worked in whose children are shell scripts that say prepared frames.
final class Workshop: Sendable {
  let place: TemporaryRoot
  let workplace: Workplace
  let stop: StopRequest

  /// - Parameters:
  ///   - worker: the worker's script; `$W` is a folder of its own, see ``keep(_:as:)``.
  ///   - intake: the intake child's script.
  init(
    worker: String = "exit 9", intake: String = "exit 9", settings: String = "",
    on place: TemporaryRoot? = nil, cross: @escaping CrossingGuard = { _ in }
  ) throws {
    let place = try place ?? TemporaryRoot()
    try? FileManager.default.createDirectory(
      atPath: "\(place.path)/scripts", withIntermediateDirectories: true)
    try settings.write(toFile: "\(place.path)/retort.yaml", atomically: true, encoding: .utf8)
    let stop = StopRequest()
    self.place = place
    self.stop = stop
    workplace = try Workplace(
      place.root, command: "test", environment: Self.environment, reports: Self.renderer,
      programs: ChildPrograms(
        intake: Self.script(intake, in: place), worker: Self.script(worker, in: place)),
      stop: stop, log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, cross: cross)
  }

  private static func script(_ text: String, in place: TemporaryRoot) -> ChildProgram {
    ChildProgram(
      path: "/bin/sh", arguments: ["sh", "-c", "W=\(place.path)/scripts\n\(storing)\n\(text)"])
  }

  /// What a child has said is in the store has been put there by it: a start may have removed what
  /// nobody had named yet.
  private static let storing = "[ -d $W/objects ] && cp -Rn $W/objects/. $W/../ledger/objects/"

  /// Puts bytes where every child puts them into the store.
  private func store(_ bytes: [UInt8]) throws -> String {
    _ = try ObjectStore.create(in: "\(place.path)/scripts").write(bytes)
    return try workplace.ledger.objects.write(bytes).hex
  }

  static let environment = EnvironmentRecord(
    retortVersion: "0", build: "test", engineVersion: 1, kernelLevel: "none",
    threads: 1, processor: "none")

  static let renderer = ReportRenderer(
    render: { report in
      RenderedFiles(
        files: [
          RenderedFiles.File(name: "report.md", bytes: Array("seal \(report.seal ?? "")\n".utf8)),
          RenderedFiles.File(name: "models/a.txt", bytes: Array("model".utf8)),
        ], objects: report.files)
    },
    index: { entries in entries.map { "\($0.job.job) \($0.headline ?? "")\n" }.joined() },
    slug: { _ in "slug" }, folder: { job, _ in "000\(job)-slug" })

  /// Keeps bytes where scripts find them as `$W/name`.
  func keep(_ bytes: [UInt8], as name: String) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: "\(place.path)/scripts/\(name)"))
  }

  func keep(_ frames: [WorkerFrame], as name: String) throws {
    try keep(try frames.flatMap { try FrameCodec.encode($0) }, as: name)
  }

  func kept(_ name: String) -> String? { place.text("scripts/\(name)") }

  // MARK: what children say

  /// A finished run that fills one place of the plan; its product is in the store.
  func run(_ ordinal: Int) throws -> RunRecord {
    let products = try store(Array("products \(ordinal)".utf8))
    return RunRecord(
      key: Digest(of: "run \(ordinal)").hex, ordinals: [ordinal], status: .finished, reason: nil,
      metrics: [
        MetricRecord(split: "test", metric: "accuracy", value: LedgerValue(0.5))
      ], products: products, parameters: 1, epochs: 1, chosenEpoch: 1, wallSeconds: 0,
      cpuSeconds: 0, peakBytes: 0)
  }

  static let seal = SealRecord(
    comparisons: [],
    summaries: [
      SummaryRecord(ordinal: 0, section: "conclusion", text: "Tune the *baseline* first.")
    ], curves: [], files: [])

  static func description(
    runs: Int = 2, content: String = "content", rerun: Bool = false, memory: Int = 1
  ) -> JobDescription {
    JobDescription(
      name: "job of \(content)", priority: 0, rerun: rerun, specificationYAML: "retort: 1",
      canonicalJSON: "{}", contentSHA256: Digest(of: content).hex, settings: [],
      arms: [
        Arm(
          "student", .reference, learnsFrom: "labels", meaning: "which is alone", isReference: true)
      ],
      plan: (0..<runs).map {
        PlannedRunRecord(
          ordinal: $0, arm: "student", teacher: "", student: "s", variant: "", method: "",
          seed: $0)
      }, warnings: ["a warning"],
      estimate: PlanEstimate(
        runs: runs, pairs: 1, variants: 1, seeds: runs, memoryBytes: memory, coreSeconds: 1,
        testRows: 10, testUnits: 10, smallestGains: []))
  }

  func bundle(_ text: String = "bundle") throws -> BundleRecord {
    let member = try store(Array("member of \(text)".utf8))
    return BundleRecord(
      sha256: Digest(of: text).hex, bytes: 6,
      members: [MemberRecord(name: "x.npy", sha256: member, bytes: 10 + text.utf8.count)])
  }

  /// An intake child's answer as its one frame.
  func keepAnswer(_ answer: IntakeAnswer, as name: String = "answer") throws {
    try keep(try FrameCodec.encode(answer), as: name)
  }

  /// A queued job with so many planned runs.
  func queuedJob(runs: Int = 2) throws -> Int {
    let ledger = workplace.ledger
    let drop = try ledger.recordDrop(
      claim: UUID().uuidString, name: "a.tar", receivedAt: Timestamp.systemClock())
    let description = Self.description(runs: runs)
    return try ledger.insertJob(
      NewJob(
        drop: drop.drop, name: description.name, slug: "slug",
        specificationYAML: description.specificationYAML,
        canonicalJSON: description.canonicalJSON, contentSHA256: description.contentSHA256,
        bundle: try bundle(), settings: [], arms: description.arms,
        plan: description.plan))
  }

  func outcomes(of job: Int) throws -> [AttemptRecord.Outcome?] {
    try workplace.ledger.attempts(on: .worker(job: job)).map { $0.ending?.outcome }
  }
}
