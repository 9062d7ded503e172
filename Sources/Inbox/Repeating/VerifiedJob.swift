import Ledger

/// What a verification found of one job.
public struct VerifiedJob: Sendable {
  public enum Outcome: String, Sendable, Hashable, Codable {
    /// Computed again: every byte is the same.
    case verified
    /// Looked at, not computed again: every object and every result row is what it was.
    case whole
    case differs
    /// Numerics or engine are others here.
    case notComparable = "not comparable"
    /// It could not be computed again for another reason.
    case impossible
  }

  public var job: JobRow
  public var outcome = Outcome.whole
  public var differences: [Difference] = []
  /// What else there is to say.
  public var notes: [String] = []
  /// Objects that were read.
  public var objects = 0
  /// Objects `retort prune` has given up.
  public var prunedObjects = 0

  /// "3 differences".
  public var count: String {
    "\(differences.count) difference\(differences.count == 1 ? "" : "s")"
  }

  /// The event that tells of it in the job's history; `nil` where there is nothing to tell.
  public var event: (kind: String, level: EventRecord.Level, message: String)? {
    switch outcome {
    case .verified:
      return (
        "VERIFIED", .information,
        "computed again without reuse: \(job.committedRuns) runs and every file are the same bytes"
      )
    case .differs:
      let first = differences.first.map { ", the first: \($0.line)" } ?? ""
      return ("DIFFERS", .error, "verify found \(count)\(first)")
    case .whole, .notComparable, .impossible: return nil
    }
  }
}

/// Something that is not as it was, or not as it comes out when it is computed again.
public struct Difference: Sendable, Hashable, Codable {
  /// Which object, which row and column, which file.
  public var subject: String
  public var found: String
  public var expected: String

  init(subject: String, found: String, expected: String) {
    self.subject = subject
    self.found = found
    self.expected = expected
  }

  init(_ row: ResultDifference) {
    subject = "\(row.source) \(row.row); column \(row.column)"
    found = row.found
    expected = "\(row.expected), as computed again"
  }

  public var line: String { "\(subject): found \(found), expected \(expected)" }
}

/// A file of a report as it must be.
struct ReportFile {
  var name: String
  var bytes: [UInt8]
  var source = "as computed again"

  /// How the file in a folder differs; `nil` where it does not.
  func difference(from folder: Folder, below place: String) throws -> Difference? {
    let subject = "\(place)/\(name)"
    let expected = "\(bytes.count) bytes, \(source)"
    guard let found = try contents(in: folder) else {
      return Difference(subject: subject, found: "no file", expected: expected)
    }
    guard found != bytes else { return nil }
    let same = zip(found, bytes).prefix { $0 == $1 }.count
    return Difference(
      subject: subject, found: "\(found.count) bytes, others from byte \(same) on",
      expected: expected)
  }

  private func contents(in folder: Folder) throws -> [UInt8]? {
    var folder = folder
    let names = name.split(separator: "/").map { FileName(own: String($0)) }
    for name in names.dropLast() {
      guard try folder.facts(name)?.kind == .folder else { return nil }
      folder = try folder.folder(name)
    }
    guard let last = names.last, let facts = try folder.facts(last) else { return nil }
    return try folder.contents(last, atMost: max(facts.bytes, bytes.count))
  }
}
