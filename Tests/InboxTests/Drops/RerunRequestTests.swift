import Testing

@testable import Inbox

@Suite("A request to repeat a job") struct RerunRequestTests {
  @Test(
    "is told by its name alone",
    arguments: [
      ("job-12.rerun", 12), ("run-0a1b2c3d-job-7.rerun", 7), ("night-job-1.rerun", 1),
    ])
  func asked(name: String, job: Int) throws {
    #expect(RerunRequest(FileName(own: name))?.job == job)
  }

  @Test(
    "is none without the whole form",
    arguments: [
      "job-12", "12.rerun", "job-.rerun", "job-1x.rerun", "myjob-1.rerun", "job-12.rerun.tar",
      "job--1.rerun", ".rerun", "job-99999999999999999999.rerun", "job-١.rerun",
    ])
  func none(name: String) throws {
    #expect(RerunRequest(FileName(own: name)) == nil)
  }

  @Test("reads back what it is called")
  func name() {
    #expect(RerunRequest(FileName(own: RerunRequest(job: 12).name))?.job == 12)
  }
}
