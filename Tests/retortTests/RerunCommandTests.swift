import Bundles
import Foundation
import Testing

@Suite("retort rerun") struct RerunCommandTests {
  private func tiny(_ laboratory: Laboratory) throws {
    try laboratory.drop(try TestBundle.tiny(), as: "tiny.tar")
    #expect(try laboratory.drain().code == 0)
  }

  @Test("computes a job again from the ledger alone, and the numbers are the same")
  func again() throws {
    let laboratory = try Laboratory()
    try tiny(laboratory)
    let rerun = try RetortProgram.run("rerun", "1", "--root", laboratory.path, "--json")
    #expect(rerun.code == 0, "\(rerun.errors)")
    let jobs = try laboratory.jobs()
    #expect(rerun.facts.first?["job"] as? Int == 2)
    #expect(jobs.last?["repeats"] as? Int == 1 && jobs.last?["state"] as? String == "COMPLETED")
    #expect(jobs.first?["seal"] as? String == jobs.last?["seal"] as? String)
    let state = RootState(laboratory)
    let repeated = "SELECT count(*) FROM job_runs WHERE job = 2 AND origin = 'repeated'"
    #expect(try state.count(repeated) > 0)
    #expect(try state.faults(jobs: ["tiny", "tiny"]) == [])
    #expect(
      try laboratory.evidence("reports/0001-tiny") == laboratory.evidence("reports/0002-tiny"))
    let show = try RetortProgram.run("show", "2", "--root", laboratory.path)
    #expect(show.output.contains("repeats   job 1"))
  }

  @Test("beside a watch is asked for in the inbox, and followed")
  func handedOver() throws {
    let laboratory = try Laboratory()
    try tiny(laboratory)
    let watch = try Daemon.watch.start(in: laboratory)
    defer { watch.process.terminate() }
    while laboratory.text("ledger/status.json") == nil, watch.process.isRunning { usleep(10_000) }
    let rerun = try RetortProgram.run("rerun", "1", "--root", laboratory.path)
    #expect(rerun.code == 0, "\(rerun.errors)")
    #expect(rerun.output.contains("/reports/0002-tiny/report.md"))
    try laboratory.write("", "inbox/job-2.rerun")
    #expect(Daemon.watch.finish(watch, in: laboratory).code == 0)
    #expect(try laboratory.jobs().last?["repeats"] as? Int == 2)
    #expect(try RootState(laboratory).faults(jobs: ["tiny", "tiny", "tiny"]) == [])
  }

  @Test("says why there is nothing to repeat")
  func refused() throws {
    let laboratory = try Laboratory()
    let unknown = try RetortProgram.run("rerun", "3", "--root", laboratory.path)
    #expect(unknown.code == 1 && unknown.errors.contains("job 3 is not in the ledger"))
    try laboratory.drop(try TestBundle.tiny { $0.replacing("hinton", with: "hilton") }, as: "x.tar")
    #expect(try laboratory.drain().code == 11)
    let refused = try RetortProgram.run("rerun", "1", "--root", laboratory.path)
    #expect(refused.code == 1 && refused.errors.contains("never taken"))
    #expect(try laboratory.jobs().count == 1)
  }

  @Test("of a job that took its data by name takes the same data, whatever the name means by now")
  func borrowed() throws {
    let laboratory = try Laboratory()
    try tiny(laboratory)
    let job = TestBundle.job(name: "later", epochs: 2, seeds: 2, hidden: "linear")
    let start = try #require(job.range(of: "data:\n")).lowerBound
    let end = try #require(job.range(of: "teacher:")).lowerBound
    let text = job.replacingCharacters(in: start..<end, with: "data: {from: tiny}\n")
    try laboratory.drop(
      try BundleWriter().bytes([BundleWriter.Entry(name: "job.yaml", bytes: Array(text.utf8))]),
      as: "later.tar")
    #expect(try laboratory.drain().code == 0)
    // Another job of that name with other data.
    let other = TestBundle.job(name: "tiny", epochs: 3, seeds: 2, hidden: "linear")
    try laboratory.drop(try TestBundle.bundle(job: other, rows: 90), as: "other.tar")
    #expect(try laboratory.drain().code == 0)

    let rerun = try RetortProgram.run("rerun", "2", "--root", laboratory.path)
    #expect(rerun.code == 0, "\(rerun.errors)")
    let seals = try laboratory.jobs().compactMap { $0["seal"] as? String }
    #expect(seals.count == 4 && seals[3] == seals[1])
    let verify = try RetortProgram.run("verify", "--root", laboratory.path)
    #expect(verify.code == 0, "\(verify.output)")
    let path = "\(laboratory.path)/backup"
    #expect(try RetortProgram.run("backup", path, "--root", laboratory.path).code == 0)
    #expect(try RetortProgram.run("verify", "2", "--root", path).code == 0)
  }
}
