import ArchiveMaking
import Foundation

/// One drain over the whole list of bad input and two good bundles, and what it left behind.
final class BadInputRun: Sendable {
  /// Everything that may be written lies in a root inside of a folder that holds one file more.
  private let outside: String
  private let laboratory: Laboratory
  let outcome: RetortProgram.Outcome
  /// Rows of the ledger by the name of the drop.
  let jobs: [String: Job]

  struct Job: Sendable {
    var number: Int
    var state: String
    var reason: String
  }

  /// Kept for the life of the tests: many look at it.
  static let plain = Result { try BadInputRun() }

  static let canary = "canary\n"
  static let good = ["good.tar.zst", "last.tar.zst"]

  var path: String { laboratory.path }

  /// - Parameter launcher: see ``RetortProgram/start(_:under:)``.
  init(under launcher: [String] = []) throws {
    outside = NSTemporaryDirectory() + "retort-outside-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: outside, withIntermediateDirectories: false)
    try Self.canary.write(toFile: "\(outside)/canary", atomically: true, encoding: .utf8)
    laboratory = try Laboratory(
      settings: "truncated_after_seconds: 0\nworkers: 1\n", in: outside)

    let inbox = "\(laboratory.path)/inbox"
    let half = BadDrop.all.count / 2
    for drop in BadDrop.all[..<half] { try drop.put(into: inbox) }
    try laboratory.drop(try TestBundle.tiny(), as: Self.good[0])
    for drop in BadDrop.all[half...] { try drop.put(into: inbox) }
    let other = try TestBundle.tiny { $0.replacing("seed: 1", with: "seed: 2") }
    try laboratory.drop(other, as: Self.good[1])
    // Held open for writing while the drain looks at it.
    try laboratory.drop(BadDrop.goodTar.closed(), as: "held.tar")
    let writer = FileHandle(forWritingAtPath: "\(inbox)/held.tar")
    defer { try? writer?.close() }

    outcome = try RetortProgram.start(["drain", "--root", laboratory.path], under: launcher).wait()
    var jobs: [String: Job] = [:]
    for fact in try laboratory.jobs() {
      guard let name = fact["name"] as? String, let number = fact["job"] as? Int,
        let state = fact["state"] as? String
      else { continue }
      jobs[name] = Job(number: number, state: state, reason: fact["reason"] as? String ?? "")
    }
    self.jobs = jobs
  }

  deinit { try? FileManager.default.removeItem(atPath: outside) }

  /// The text of the answer that names this row of the ledger, and the name it lies under.
  func answer(to job: Int) throws -> (name: String, text: String)? {
    for name in try laboratory.names("inbox/rejected") where name.hasSuffix(".reason.md") {
      let text = laboratory.text("inbox/rejected/\(name)") ?? ""
      if text.contains("this refusal is job \(job).\n") { return (name, text) }
    }
    return nil
  }

  func text(_ name: String) -> String? { laboratory.text(name) }
  func names(_ folder: String) throws -> [String] { try laboratory.names(folder) }
  func bytes(_ name: String) -> [UInt8]? {
    FileManager.default.contents(atPath: "\(path)/\(name)").map { Array($0) }
  }

  /// What lies beside the root, and what the canary sings.
  func outsideNames() throws -> Set<String> {
    Set(try FileManager.default.contentsOfDirectory(atPath: outside))
  }

  var canary: String? { try? String(contentsOfFile: "\(outside)/canary", encoding: .utf8) }

  /// Characters of a text that would do something to a terminal.
  static func controls(in text: String) -> [Unicode.Scalar] {
    text.unicodeScalars.filter { scalar in
      switch scalar.properties.generalCategory {
      case .control: scalar != "\n"
      case .format, .lineSeparator, .paragraphSeparator: true
      default: false
      }
    }
  }
}
