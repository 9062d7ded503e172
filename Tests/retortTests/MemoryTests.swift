import Foundation
import Testing

/// What a job may hold: private memory counts, mapped files do not.
///
/// `scripts/large-file` runs the same with a file of 4 GB under 1 GiB and prints what was seen.
@Suite("Memory") struct MemoryTests {
  private static let environment = ProcessInfo.processInfo.environment

  @Test("a job maps a file of several times its limit and completes")
  func largeFile() throws {
    let rows = Self.environment["RETORT_LARGE_ROWS"].flatMap { Int($0) } ?? 500_000
    let limit = Self.environment["RETORT_LARGE_MEMORY_GIB"].flatMap { Double($0) } ?? 0.25
    let laboratory = try Laboratory(settings: "memory_gib: \(limit)\nworkers: 2\n")
    let bundle = LargeBundle(rows: rows)
    try bundle.write(to: "\(laboratory.path)/inbox/large.tar")
    let running = try RetortProgram.start(["drain", "--root", laboratory.path])
    var watch = MemoryWatch()
    let began = Date()
    while running.process.isRunning {
      watch.look(at: running.children)
      usleep(10_000)
    }
    let outcome = running.wait()
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(try laboratory.jobs().first?["state"] as? String == "COMPLETED")
    #expect(Double(bundle.bytes) > 3.5 * limit * 1_073_741_824)
    #expect(watch.peaks.count == 2)
    for peak in watch.peaks.values {
      #expect(peak.anonymous > 0)
      #expect(Double(peak.anonymous) < limit * 1_073_741_824)
    }
    if Self.environment["RETORT_LARGE_ROWS"] != nil {
      print("file \(bundle.bytes) bytes, limit \(limit) GiB, all of it in")
      print("  \(Int(Date().timeIntervalSince(began))) s")
      for (name, peak) in watch.peaks.sorted(by: { $0.key < $1.key }) {
        print("  \(name): \(Int(peak.seconds)) s, at most \(peak.anonymous >> 20) MiB anonymous")
      }
    }
  }

  @Test("a job that needs more than its limit ends OUT_OF_MEMORY with the number it asked for")
  func outOfMemory() throws {
    let job = TestBundle.job(name: "huge", epochs: 1, seeds: 2, hidden: "{mlp: [2048, 2048]}")
    let bundle = try TestBundle.bundle(job: job, rows: 60)
    let estimate = try #require(try estimate(of: bundle))
    // What is estimated just fits; the process itself needs some as well.
    let laboratory = try Laboratory(
      settings: "memory_gib: \(Double(estimate + 1_048_576) / 1_073_741_824)\nworkers: 2\n")
    try laboratory.drop(bundle, as: "huge.tar.zst")
    let outcome = try laboratory.drain()
    #expect(outcome.code == 10)
    #expect(try laboratory.jobs().first?["state"] as? String == "OUT_OF_MEMORY")
    let answer = try #require(laboratory.text("inbox/failed/huge.tar.zst.md"))
    #expect(answer.contains("asked for another \((estimate >> 20) + 8) MiB"))
    #expect(answer.contains("raise memory_gib"))
  }

  /// Bytes, as `retort check` says.
  private func estimate(of bundle: [UInt8]) throws -> Int? {
    let file = "\(NSTemporaryDirectory())retort-huge-\(UUID().uuidString).tar.zst"
    try Data(bundle).write(to: URL(fileURLWithPath: file))
    defer { try? FileManager.default.removeItem(atPath: file) }
    return try RetortProgram.run("check", file, "--json").facts.first?["memory_bytes"] as? Int
  }

  @Test("a batch that would not fit is worked on in parts")
  func largeBatch() throws {
    let laboratory = try Laboratory(settings: "memory_gib: 0.5\nworkers: 1\n")
    // 20 000 rows through 8 192 units would be 655 MB a layer.
    let job = TestBundle.job(name: "large", epochs: 1, seeds: 2, hidden: "{mlp: [8192]}")
      .replacingOccurrences(of: "stop: none", with: "stop: none, batch: 65536")
    try laboratory.drop(try TestBundle.bundle(job: job, rows: 40_000), as: "large.tar.zst")
    #expect(try laboratory.drain().code == 0)
  }

  @Test("a root with too little memory for the networks of a job refuses it and says what it needs")
  func networks() throws {
    let laboratory = try Laboratory(settings: "memory_gib: 0.25\nworkers: 2\n")
    // 67 million parameters, 36 bytes each.
    let job = TestBundle.job(name: "wide", epochs: 1, seeds: 2, hidden: "{mlp: [8192, 8192]}")
    try laboratory.drop(try TestBundle.bundle(job: job, rows: 60), as: "wide.tar.zst")
    #expect(try laboratory.drain().code == 11)
    let answer = try #require(laboratory.text("inbox/rejected/wide.tar.zst.reason.md"))
    #expect(answer.contains(/the job needs about 2\.\d GiB/))
    #expect(answer.contains("raise memory_gib"))
  }

  @Test("many workers in little memory become fewer, and the bytes stay the same")
  func fewer() throws {
    let little = try Laboratory(settings: "memory_gib: 0.3\nworkers: 4\n")
    let much = try Laboratory(settings: "memory_gib: 4\nworkers: 1\n")
    // Four million parameters: 134 MB a run.
    let job = TestBundle.job(name: "wide", epochs: 1, seeds: 2, hidden: "{mlp: [2048, 2048]}")
    for laboratory in [little, much] {
      try laboratory.drop(try TestBundle.bundle(job: job, rows: 60), as: "wide.tar.zst")
      #expect(try laboratory.drain().code == 0)
    }
    #expect(
      try little.evidence("reports/0001-wide") == much.evidence("reports/0001-wide"))
  }
}
