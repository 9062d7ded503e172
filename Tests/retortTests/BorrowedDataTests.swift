import Bundles
import Foundation
import Testing

/// A bundle that names data instead of carrying it.
@Suite("data: {from: …}") struct BorrowedDataTests {
  /// The data section of ``TestBundle``, as its jobs write it.
  private static let section = """
    data:
      modalities:
        wide: {file: all.csv, columns: [a, b, c, d]}
        narrow: {file: all.csv, columns: [e, f]}
      labels: {file: all.csv, column: label}
      split: {train: 0.5, validation: 0.2, test: 0.3, seed: 1}
    """

  private static func job(_ name: String, epochs: Int = 2) -> String {
    TestBundle.job(name: name, epochs: epochs, seeds: 2, hidden: "linear")
  }

  private static func whole(_ name: String, epochs: Int = 2, rows: Int = 60) throws -> [UInt8] {
    try TestBundle.bundle(job: job(name, epochs: epochs), rows: rows)
  }

  /// A few hundred bytes.
  private static func naming(
    _ data: String, name: String, epochs: Int = 2, files: [(String, String)] = []
  ) throws -> [UInt8] {
    let text = job(name, epochs: epochs).replacingOccurrences(of: section, with: "data: \(data)")
    return try BundleWriter().bytes(
      [BundleWriter.Entry(name: "job.yaml", bytes: Array(text.utf8))]
        + files.map { BundleWriter.Entry(name: $0.0, bytes: Array($0.1.utf8)) })
  }

  private func drain(_ laboratory: Laboratory, _ bytes: [UInt8], as name: String) throws -> Int32 {
    try laboratory.drop(bytes, as: name)
    return try laboratory.drain().code
  }

  @Test("takes the data of an earlier job, to the bytes of a bundle that carries it")
  func taken() throws {
    let laboratory = try Laboratory()
    #expect(try drain(laboratory, try Self.whole("source"), as: "a.tar.zst") == 0)
    let small = try Self.naming("{from: source}", name: "nightly", epochs: 3)
    #expect(small.count < 1_000)
    #expect(try drain(laboratory, small, as: "b.tar.zst") == 0)
    let job = try #require(try laboratory.jobs().last)
    #expect(job["state"] as? String == "COMPLETED")

    let carrying = try Laboratory()
    #expect(try drain(carrying, try Self.whole("nightly", epochs: 3), as: "b.tar.zst") == 0)
    let expected = try carrying.evidence("reports/0001-nightly")
    #expect(try laboratory.evidence("reports/0002-nightly") == expected)

    // The same content, whichever way the data comes.
    #expect(
      try drain(laboratory, try Self.whole("carried", epochs: 3), as: "c.tar.zst") == 0)
    #expect(laboratory.text("inbox/done/c.tar.zst.md")?.contains("the content of job 2") == true)

    let ledger = RootState(laboratory)
    let source = try ledger.strings("SELECT bundle_sha256 FROM jobs WHERE id = 1")
    #expect(
      try ledger.strings(
        """
        SELECT DISTINCT member || ' ' || bundle_sha256 FROM lineage
        WHERE job = 2 AND member = 'all.csv'
        """) == source.map { "all.csv \($0)" })
    #expect(try ledger.strings("SELECT count(DISTINCT dataset_sha256) FROM jobs") == ["1"])
    let intakes = try ledger.strings(
      "SELECT outcome FROM attempts WHERE drop_id = 2 AND kind = 'intake' ORDER BY id")
    #expect(intakes == ["finished", "finished"])
    let report = laboratory.text("reports/0002-nightly/report.md") ?? ""
    #expect(report.contains("### Data of an earlier bundle"))
    #expect(
      try RetortProgram.run("show", "2", "--root", laboratory.path).output.contains("all.csv"))
    #expect(try ledger.faults(jobs: ["source", "nightly"]).isEmpty)
  }

  @Test("by the digits of a digest, and from a job that has named its data too")
  func digest() throws {
    let laboratory = try Laboratory()
    #expect(try drain(laboratory, try Self.whole("source"), as: "a.tar.zst") == 0)
    let digest = try #require(try laboratory.jobs().first?["dataset_sha256"] as? String)
    let split = "split: {train: 0.6, validation: 0.2, test: 0.2, seed: 2}"
    #expect(
      try drain(
        laboratory,
        try Self.naming("{from: \"\(digest.prefix(8))\", \(split)}", name: "second"),
        as: "b.tar.zst") == 0)
    #expect(
      try drain(
        laboratory, try Self.naming("{from: second}", name: "third", epochs: 3), as: "c.tar.zst")
        == 0)
    let jobs = try laboratory.jobs()
    #expect(jobs.map { $0["state"] as? String } == Array(repeating: "COMPLETED", count: 3))
    let ledger = RootState(laboratory)
    #expect(
      try ledger.strings("SELECT json_extract(specification_json, '$.data.split.seed') FROM jobs")
        == ["1", "2", "2"])
    // The second has another split; the third has other epochs, which linear networks do not look at.
    let reused = jobs.compactMap { $0["reused_runs"] as? Int }
    #expect(reused.count == 3 && reused.prefix(2) == [0, 0] && reused[2] > 0)
    #expect(
      try ledger.strings("SELECT DISTINCT sha256 FROM borrowed_members")
        == ledger.strings("SELECT sha256 FROM members WHERE name = 'all.csv'"))
  }

  @Test("reuses the runs of a bundle that carries the data, and shares its test rows")
  func reused() throws {
    let laboratory = try Laboratory()
    #expect(try drain(laboratory, try Self.whole("source"), as: "a.tar.zst") == 0)
    let wider = Self.job("wider").replacingOccurrences(
      of: Self.section, with: "data: {from: source}"
    )
    .replacingOccurrences(of: "lambda: 0.5", with: "lambda: [0.5, 1]")
    let bytes = try BundleWriter().bytes([
      BundleWriter.Entry(name: "job.yaml", bytes: Array(wider.utf8))
    ])
    #expect(try drain(laboratory, bytes, as: "b.tar.zst") == 0)
    #expect((try laboratory.jobs().last?["reused_runs"] as? Int ?? 0) > 5)
    #expect(try RootState(laboratory).strings("SELECT looks FROM test_sets") == ["0", "1"])
  }

  @Test("is refused where it is unknown or means several things, with what to write instead")
  func refused() throws {
    let laboratory = try Laboratory()
    #expect(try drain(laboratory, try Self.whole("source"), as: "a.tar.zst") == 0)
    #expect(try drain(laboratory, try Self.whole("source", rows: 70), as: "b.tar.zst") == 0)
    let other = Self.job("split").replacingOccurrences(of: "seed: 1}", with: "seed: 9}")
    for (name, text) in [("c.tar.zst", Self.job("split", epochs: 1)), ("d.tar.zst", other)] {
      #expect(try drain(laboratory, try TestBundle.bundle(job: text, rows: 60), as: name) == 0)
    }
    let digests = try laboratory.jobs().compactMap { $0["dataset_sha256"] as? String }
    let rejected: [(name: String, bytes: [UInt8], says: [String])] = [
      (
        "unknown.tar", try Self.naming("{from: sourse}", name: "x"),
        ["no data in this root is called 'sourse'", "did you mean 'source'?"]
      ),
      (
        "ambiguous.tar", try Self.naming("{from: source}", name: "x"),
        [
          "ambiguous", "2 different datasets", "\(digests[0].prefix(12)): job 1",
          "\(digests[1].prefix(12)): job 2",
        ]
      ),
      (
        "split.tar", try Self.naming("{from: split}", name: "x"),
        ["in 2 different ways", "jobs 4, 3", "write 'split:' beside 'from:'"]
      ),
      (
        "clash.tar",
        try Self.naming(
          "{from: \"\(digests[1])\"}", name: "x", files: [("all.csv", "a\n1\n")]),
        ["all.csv: in the bundle, and in the data it takes with 'data.from'"]
      ),
      (
        "keys.tar", try Self.naming("{from: split, labels: y.npy}", name: "x"),
        ["in 2 different ways"]
      ),
      (
        "modality.tar",
        try Self.naming(
          "{from: \"\(digests[1])\"}", name: "x"
        ).isEmpty
          ? []
          : BundleWriter().bytes([
            BundleWriter.Entry(
              name: "job.yaml",
              bytes: Array(
                Self.job("x").replacingOccurrences(
                  of: Self.section, with: "data: {from: \"\(digests[1])\"}"
                ).replacingOccurrences(of: "modality: wide", with: "modality: wyde").utf8))
          ]),
        ["unknown modality", "did you mean 'wide'?"]
      ),
    ]
    for drop in rejected { try laboratory.drop(drop.bytes, as: drop.name) }
    #expect(try laboratory.drain().code == 11)
    for drop in rejected {
      let reason = laboratory.text("inbox/rejected/\(drop.name).reason.md") ?? ""
      for words in drop.says { #expect(reason.contains(words), "\(drop.name): \(reason)") }
    }
    #expect(try RootState(laboratory).objectFaults().isEmpty)
  }

  @Test("is checked and run beside a root, and explained without one")
  func commands() throws {
    let laboratory = try Laboratory()
    #expect(try drain(laboratory, try Self.whole("source"), as: "a.tar.zst") == 0)
    let folder = "\(laboratory.path)/nightly"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    try Self.job("nightly", epochs: 1)
      .replacingOccurrences(of: Self.section, with: "data: {from: source}")
      .write(toFile: "\(folder)/job.yaml", atomically: true, encoding: .utf8)
    let alone = try RetortProgram.run("check", folder)
    #expect(alone.code == 11 && alone.errors.contains("name the root with --root DIR"))
    let checked = try RetortProgram.run("check", folder, "--root", laboratory.path)
    #expect(checked.code == 0, "\(checked.errors)")
    #expect(checked.output.contains("this bundle would be taken"))
    let run = try RetortProgram.run("run", folder, "--root", laboratory.path)
    #expect(run.code == 0, "\(run.errors)")
    #expect(try laboratory.jobs().count == 2)
  }
}
