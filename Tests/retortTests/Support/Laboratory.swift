import Bundles
import Foundation

/// A root on disk for one test, and bundles to drop into it.
final class Laboratory {
  let path: String

  /// - Parameters:
  ///   - settings: `retort.yaml`; `nil` leaves what `init` wrote.
  ///   - isBare: has the three folders of a root and nothing else, as a clone has.
  ///   - folder: where to make it; `nil` is the folder for temporary files.
  init(settings: String? = nil, isBare: Bool = false, in folder: String? = nil) throws {
    let folder = folder.map { "\($0)/" } ?? NSTemporaryDirectory()
    path = folder + "retort-laboratory-\(UUID().uuidString)"
    if isBare {
      for folder in ["inbox", "ledger", "reports"] {
        try FileManager.default.createDirectory(
          atPath: "\(path)/\(folder)", withIntermediateDirectories: true)
      }
      return
    }
    let made = try RetortProgram.run("init", path)
    guard made.code == 0 else { throw CocoaError(.fileWriteUnknown) }
    if let settings { try write(settings, "retort.yaml") }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ text: String, _ name: String) throws {
    try text.write(toFile: "\(path)/\(name)", atomically: true, encoding: .utf8)
  }

  func text(_ name: String) -> String? {
    FileManager.default.contents(atPath: "\(path)/\(name)").map {
      String(decoding: $0, as: UTF8.self)
    }
  }

  func names(_ folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: "\(path)/\(folder)").sorted()
  }

  /// Every file below a folder, by its path there.
  func files(below folder: String) throws -> [String: Data] {
    var files: [String: Data] = [:]
    let start = "\(path)/\(folder)"
    for name in try FileManager.default.subpathsOfDirectory(atPath: start) {
      if let data = FileManager.default.contents(atPath: "\(start)/\(name)") { files[name] = data }
    }
    return files
  }

  func drop(_ bytes: [UInt8], as name: String) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: "\(path)/inbox/\(name)"))
  }

  func drain(_ more: String...) throws -> RetortProgram.Outcome {
    try RetortProgram.start(["drain", "--root", path] + more).wait()
  }

  /// Jobs as `retort jobs --json` tells them.
  func jobs() throws -> [[String: Any]] {
    try RetortProgram.run("jobs", "--all", "--root", path, "--json").facts
  }

  /// Tables, figures, predictions and models of a report: what must be the same bytes everywhere.
  func evidence(_ report: String) throws -> [String: Data] {
    try files(below: report).filter { $0.key != "report.md" }
  }
}

/// Bundles for tests: two modalities of Gaussian columns around their class, made without chance.
enum TestBundle {
  /// - Parameters:
  ///   - change: edits the text of `job.yaml`.
  static func tiny(_ change: (String) -> String = { $0 }) throws -> [UInt8] {
    try bundle(job: change(job(name: "tiny", epochs: 3, seeds: 2, hidden: "linear")), rows: 80)
  }

  /// Takes some seconds: long enough to be interrupted.
  static func long(epochs: Int = 160) throws -> [UInt8] {
    try bundle(
      job: job(name: "long", epochs: epochs, seeds: 6, hidden: "{mlp: [48]}"), rows: 1_200)
  }

  static func bundle(job: String, rows: Int) throws -> [UInt8] {
    try BundleWriter().bytes([
      BundleWriter.Entry(name: "job.yaml", bytes: Array(job.utf8)),
      BundleWriter.Entry(name: "all.csv", bytes: Array(table(rows: rows).utf8)),
    ])
  }

  static func job(name: String, epochs: Int, seeds: Int, hidden: String) -> String {
    """
    retort: 1
    name: \(name)
    data:
      modalities:
        wide: {file: all.csv, columns: [a, b, c, d]}
        narrow: {file: all.csv, columns: [e, f]}
      labels: {file: all.csv, column: label}
      split: {train: 0.5, validation: 0.2, test: 0.3, seed: 1}
    teacher: {modality: wide, network: \(hidden)}
    student: {modality: narrow, network: \(hidden)}
    method: {hinton: {lambda: 0.5, temperature: 2}}
    training: {epochs: \(epochs), stop: none}
    seeds: \(seeds)

    """
  }

  /// Columns a … f and a label; a small congruential generator, so that every machine has the same.
  static func table(rows: Int) -> String {
    var state: UInt64 = 7
    func uniform() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 40) / Double(1 << 24) - 0.5
    }
    var lines = ["a,b,c,d,e,f,label"]
    for row in 0..<rows {
      let shift = row % 2 == 0 ? 0.0 : 0.4
      let values = (0..<6).map { _ in String(((uniform() + shift) * 1e4).rounded() / 1e4) }
      lines.append((values + [row % 2 == 0 ? "o" : "x"]).joined(separator: ","))
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
