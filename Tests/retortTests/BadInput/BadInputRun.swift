import ArchiveMaking
import Foundation

/// One drain over the whole list of bad input and two good bundles, and what it left behind. The files
/// themselves are gone by then.
struct BadInputRun: Sendable {
  /// The root, which lay in a folder of its own with one file beside it.
  let path: String
  let outcome: RetortProgram.Outcome
  /// Rows of the ledger by the name of the drop.
  let jobs: [String: Job]
  /// What lay below the root, of whatever kind, and the bytes of what was a file in the inbox.
  private let places: Set<String>
  private let files: [String: [UInt8]]
  /// What lay beside the root, and what the canary sang.
  let outsideNames: Set<String>
  let canary: String?

  struct Job: Sendable {
    var number: Int
    var state: String
    var reason: String
  }

  /// Kept for the life of the tests: many look at it.
  static let plain = Result { try BadInputRun() }

  static let canary = "canary\n"
  static let good = ["good.tar.zst", "last.tar.zst"]

  /// - Parameter launcher: see ``RetortProgram/start(_:under:)``.
  init(under launcher: [String] = []) throws {
    let outside = NSTemporaryDirectory() + "retort-outside-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: outside) }
    try FileManager.default.createDirectory(atPath: outside, withIntermediateDirectories: false)
    try Self.canary.write(toFile: "\(outside)/canary", atomically: true, encoding: .utf8)
    let laboratory = try Laboratory(
      settings: "truncated_after_seconds: 0\nworkers: 1\n", in: outside)

    path = laboratory.path
    let inbox = "\(path)/inbox"
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
    places = Set(try FileManager.default.subpathsOfDirectory(atPath: path))
    files = Self.files(places.filter { $0.hasPrefix("inbox/") }, below: path)
    outsideNames = Set(try FileManager.default.contentsOfDirectory(atPath: outside))
    canary = try? String(contentsOfFile: "\(outside)/canary", encoding: .utf8)
  }

  /// Regular files only: a FIFO would be waited for.
  private static func files(_ names: Set<String>, below path: String) -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    for name in names {
      let place = "\(path)/\(name)"
      let attributes = try? FileManager.default.attributesOfItem(atPath: place)
      guard attributes?[.type] as? FileAttributeType == .typeRegular else { continue }
      files[name] = FileManager.default.contents(atPath: place).map { Array($0) }
    }
    return files
  }

  /// The text of the answer that names this row of the ledger, and the name it lies under.
  func answer(to job: Int) -> (name: String, text: String)? {
    for name in names("inbox/rejected") where name.hasSuffix(".reason.md") {
      let text = text("inbox/rejected/\(name)") ?? ""
      if text.contains("this refusal is job \(job).\n") { return (name, text) }
    }
    return nil
  }

  func isThere(_ name: String) -> Bool { places.contains(name) }
  func bytes(_ name: String) -> [UInt8]? { files[name] }
  func text(_ name: String) -> String? { files[name].map { String(decoding: $0, as: UTF8.self) } }

  /// What lay directly in a folder.
  func names(_ folder: String) -> [String] {
    places.filter { $0.hasPrefix(folder + "/") }.map { String($0.dropFirst(folder.count + 1)) }
      .filter { !$0.contains("/") }.sorted()
  }

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
