import ArgumentParser
import Digests
import Foundation
import Ledger
import Records

/// Runs a second that the ledger takes in, as the daemon commits them: the products lie in the store
/// already, each transaction is on the disk before the next begins.
struct LedgerCommits: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ledger", abstract: "Commits finished runs to a new ledger.")

  @Option(help: "Runs in all.") var runs = 2_000
  @Option(help: "Runs a transaction: those that came in together.") var together = 1
  @Option(help: "Folder for the ledger, which is removed afterwards; its disk is what counts.")
  var folder = NSTemporaryDirectory()

  func run() throws {
    let root = "\(folder)/retort-bench-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: root) }
    let ledger = try Ledger.create(at: "\(root)/ledger")
    let (job, attempt) = try start(ledger)

    let writing = Meter()
    let records = try (0..<runs).map { try record($0, in: ledger) }
    let written = writing.reading()
    let meter = Meter()
    for start in stride(from: 0, to: runs, by: together) {
      let end = min(start + together, runs)
      try ledger.commitRuns(job: job, attempt: attempt, Array(records[start..<end]))
    }
    let reading = meter.reading()
    try BenchResult(
      "ledger", reading, samples: runs, steps: (runs + together - 1) / together,
      metrics: [
        "together": Double(together), "objects_per_s": Double(runs) / written.wall,
      ]
    ).print()
  }

  /// A job with a place for every run, and a worker on it.
  private func start(_ ledger: Ledger) throws -> (job: Int, attempt: Int) {
    let yaml = Array("retort: 1\n".utf8)
    let drop = try ledger.recordDrop(
      claim: UUID().uuidString, name: "bench.tar.zst", receivedAt: Timestamp(milliseconds: 0))
    let member = MemberRecord(
      name: "job.yaml", sha256: try ledger.objects.write(yaml).hex, bytes: yaml.count)
    let job = try ledger.insertJob(
      NewJob(
        drop: drop.drop, name: "bench", slug: "bench", specificationYAML: "retort: 1\n",
        canonicalJSON: #"{"data":{"modalities":{},"split":{"seed":1}},"retort":1}"#,
        contentSHA256: Digest(of: "bench").hex,
        bundle: BundleRecord(
          sha256: Digest(of: "archive").hex, bytes: yaml.count, members: [member]),
        settings: [],
        arms: [
          Arm(
            "student", .reference, learnsFrom: "labels", meaning: "which is measured",
            isReference: true)
        ],
        plan: (0..<runs).map { run in
          PlannedRunRecord(
            ordinal: run, arm: "student", teacher: "", student: "sight", variant: "", method: "",
            seed: run)
        }))
    try ledger.setState(job: job, to: .running)
    let attempt = try ledger.beginAttempt(
      .worker(job: job),
      environment: EnvironmentRecord(
        retortVersion: "", build: "", engineVersion: 1, blasVersion: "", blasCore: "",
        kernelLevel: "", threads: 1, processor: ""))
    return (job, attempt)
  }

  /// A run of a small student with the metrics of a classification, its products in the store.
  private func record(_ number: Int, in ledger: Ledger) throws -> RunRecord {
    var products = [UInt8](repeating: 0, count: 20_000)
    for place in 0..<8 { products[place] = UInt8(truncatingIfNeeded: number >> (8 * place)) }
    let metrics = ["validation", "test"].flatMap { split in
      ["accuracy", "balanced-accuracy", "auc", "log-loss"].map {
        MetricRecord(split: split, metric: $0, value: LedgerValue(0.001 * Double(number)))
      }
    }
    return RunRecord(
      key: Digest(of: "run \(number)").hex, ordinals: [number], status: .finished, reason: nil,
      metrics: metrics, products: try ledger.objects.write(products).hex, parameters: 5_000,
      epochs: 60, chosenEpoch: 40, wallSeconds: 1, cpuSeconds: 1, peakBytes: 1 << 24)
  }
}
