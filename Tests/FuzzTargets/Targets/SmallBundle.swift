import Bundles
import Datasets
import Experiments
import Specifications

/// Twelve rows in every kind of file a job may name, checked as intake checks them.
struct SmallBundle {
  var members = Self.good

  /// - Returns: `nil` where the bundle is refused in good words.
  func check(_ yaml: [UInt8]) throws(BrokenPromise) -> CheckedJob? {
    let job: CheckedJob
    do throws(JobRefusal) {
      job = try CheckedJob(
        yaml: yaml, source: MemoryMembers(members), members: [], numerics: "any")
    } catch {
      try BrokenPromise.unless(!error.problems.isEmpty, "a refusal without a problem")
      for problem in error.problems { try BrokenPromise.unlessShown(problem, of: "a problem") }
      return nil
    }
    for warning in job.warnings { try BrokenPromise.unlessShown(warning, of: "a warning") }
    let canonical = Array(canonicalJSON(of: job.specification).utf8)
    do throws(JSONError) { _ = try JSONValue(parsing: canonical) } catch {
      throw BrokenPromise("the canonical form is no JSON: \(error)")
    }
    return job
  }
}

// MARK: What is in it

extension SmallBundle {
  private static let rows = 0..<12

  private static let good: [String: [UInt8]] = [
    "a.npy": NumPyFile.bytes(
      rows: 12, columns: 2, rows.flatMap { [Float($0), Float(($0 * 7) % 12)] }),
    "b.npy": NumPyFile.bytes(rows: 12, columns: 1, rows.map { Float(($0 * 5) % 12) }),
    "y.npy": NumPyFile.bytes(rows: 12, columns: 1, rows.map { Float($0 % 2) }),
    "t.csv": table(separator: ","),
    "t.tsv": table(separator: "\t"),
    "ids.csv": Array("id\n\(rows.map { "r\(11 - $0)" }.joined(separator: "\n"))\n".utf8),
    "classes.json": Array("[\"cat\", \"dog\"]".utf8),
    "rows.json": Array("[0, 1, 2, 3, 4, 5, 6, 7]".utf8),
    "last.json": Array("[8, 9, 10, 11]".utf8),
    "y.json": Array("\(rows.map { $0 % 2 })".utf8),
  ]

  private static func table(separator: String) -> [UInt8] {
    var lines = [["id", "p", "q", "y", "part"]]
    for row in rows {
      let part = ["train", "train", "validation", "test"][row % 4]
      lines.append(["r\(row)", "\(row)", "\((row * 7) % 12).5", "\(row % 3 % 2)", part])
    }
    return Array(lines.map { $0.joined(separator: separator) + "\n" }.joined().utf8)
  }

  /// The files that may be fuzzed, each with a `job.yaml` that reads it.
  static let parts: [(file: String, yaml: [UInt8])] = [
    ("a.npy", job()),
    ("y.npy", job()),
    ("y.npy", job(target: "target: y.npy")),
    (
      "t.csv",
      job(second: "{file: t.csv, columns: [p, q]}", target: "labels: {file: t.csv, column: y}")
    ),
    (
      "t.csv",
      job(
        second: "{file: t.csv, columns: [p], ids: {column: id}}", target: "labels: y.npy",
        more: "ids: ids.csv")
    ),
    (
      "t.tsv",
      job(target: "target: {file: t.tsv, column: y}", split: "{file: t.tsv, column: part}")
    ),
    ("classes.json", job(target: "labels: {file: y.npy, classes: classes.json}")),
    ("rows.json", job(split: "{train: rows.json, test: last.json}")),
    ("rows.npy", job(split: "{train: rows.npy, validation: none, test: last.json}")),
    ("ids.csv", job(second: "{file: b.npy, ids: ids.csv}", more: "ids: {file: t.csv, column: id}")),
    ("z.npz", job(second: "{file: z.npz, array: b}")),
    ("y.json", job(target: "labels: y.json", split: "{train: 0.5, test: 0.25, group: y.json}")),
  ]

  private static func job(
    second: String = "b.npy", target: String = "labels: y.npy",
    split: String = "{train: 0.5, validation: 0.25, test: 0.25}", more: String = ""
  ) -> [UInt8] {
    Array(
      """
      retort: 1
      name: fuzzed
      data:
        modalities: {a: a.npy, b: \(second)}
        \(target)
        split: \(split)
        \(more)
      teacher: {modality: a, network: linear}
      student: {modality: b, network: {mlp: [2]}}
      method: hinton
      seeds: 2

      """.utf8)
  }
}
