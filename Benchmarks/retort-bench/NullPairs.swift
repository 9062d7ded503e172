import ArgumentParser
import Experiments
import Records
import Statistics
import Synchronization

/// The null suite, in whole or in part; see docs/evidence.md.
struct NullPairs: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "null-suite",
    abstract: "Counts claims where no teacher can help, and where planted teachers do.")

  @Option(help: "Every so many cells of the suite; 1 runs all.")
  var stride = 1
  @Option(help: "Which draw of the data.")
  var draw = 1
  @Option(help: "Draws of each planted case.")
  var planted = 12
  @Option(
    help: "Another method than Hinton's, as job.yaml has it; its students have a hidden layer.")
  var method: String?
  @Option(help: "Cells computed side by side.")
  var workers = 2
  @Flag(help: "Print every pair as it is found.")
  var verbose = false

  func run() throws {
    let suite = NullSuite(environment: Self.environment, workers: workers)
    let isVerbose = verbose
    let lock = Mutex(0)
    let show: @Sendable (NullSuite.Outcome) -> Void = { outcome in
      guard isVerbose else { return }
      lock.withLock { count in
        count += 1
        print(
          "\(count)", outcome.teacher, outcome.isClaimed ? "CLAIM" : "-", outcome.outcome,
          outcome.verdict, outcome.gain, outcome.cell, outcome.obstacle,
          separator: "\t")
      }
    }
    let nulls = try suite.nulls(stride: stride, draw: draw, method: method, onOutcome: show)
    table(nulls)
    for strength in PlantedStrength.allCases where planted > 0 {
      let found =
        try method.map {
          try suite.positives(
            draws: planted, firstDraw: 1_000 * draw, strength: strength, method: $0,
            network: "{mlp: [16]}", onOutcome: show)
        }
        ?? suite.positives(
          draws: planted, firstDraw: 1_000 * draw, strength: strength, onOutcome: show)
      let count = NullSuite.count(found)
      let gain = found.reduce(0) { $0 + $1.gain } / Double(max(found.count, 1))
      let points = (gain * 1_000).rounded() / 10
      print(
        "| planted, \(strength.rawValue) effect (mean gain \(points) points) | \(count.claims) | "
          + "\(count.pairs) | | \(found.count { $0.outcome == "helps" }) | "
          + "\(found.count { $0.verdict == "distil" }) |")
    }
  }

  private func table(_ outcomes: [NullSuite.Outcome]) {
    print("| teacher | claims | pairs | bound | outcome `helps` | verdict `distil` |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    var names: [String] = []
    for outcome in outcomes where !names.contains(outcome.teacher) { names.append(outcome.teacher) }
    for name in names { row(name, outcomes.filter { $0.teacher == name }) }
    row("all", outcomes)
  }

  private func row(_ name: String, _ outcomes: [NullSuite.Outcome]) {
    let count = NullSuite.count(outcomes)
    print(
      "| \(name) | \(count.claims) | \(count.pairs) | \(count.bound) | "
        + "\(outcomes.count { $0.outcome == "helps" }) | "
        + "\(outcomes.count { $0.verdict == "distil" }) |")
  }

  /// Provenance is not what is counted here.
  private static let environment = EnvironmentRecord(
    retortVersion: "bench", build: "bench", engineVersion: EngineVersion.current,
    kernelLevel: "bench", threads: 1, processor: "bench")
}
