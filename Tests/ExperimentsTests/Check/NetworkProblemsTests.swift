import Testing

@testable import Experiments

/// Problems that one network has by itself: ``CheckedJobTests``.
@Suite("Networks that do not fit the data") struct NetworkProblemsTests {
  private func problems(_ job: ReadableJob) throws -> [String] {
    let refusal = #expect(throws: JobRefusal.self) { _ = try job.checked() }
    #expect(refusal?.kind == .specification)
    return try #require(refusal).problems
  }

  @Test("are told apart: what keeps a student from its own modality is not said of both again")
  func joint() throws {
    var job = ReadableJob()
    job.network = "{convolution: [8]}"
    let found = try problems(job)
    #expect(found.map { $0.contains("the student on photo: no image") } == [true])
  }

  @Test("are said where the student alone fits and the student that sees both does not")
  func jointAlone() throws {
    var job = ReadableJob(train: 4, validation: 2, test: 2)
    // 1 000 + 1 000 columns: 60 million parameters alone, 120 million together.
    job.modalities["scan"] = ReadableJob.noise(rows: 8, columns: 1_000, seed: 3)
    job.modalities["photo"] = ReadableJob.noise(rows: 8, columns: 1_000, seed: 4)
    job.network = "{mlp: [60000]}"
    let found = try problems(job)
    // Weights and biases of both layers.
    let parameters = 2_000 * 60_000 + 60_000 + 60_000 * 2 + 2
    #expect(found.count == 1)
    #expect(
      found[0].contains(
        "the student that sees both on scan and photo would have \(parameters) parameters"))
    job.more = "distil: false"
    #expect(throws: Never.self) { _ = try job.checked() }
  }

  @Test("are said of teacher and student, each at its own place in the file")
  func both() throws {
    var job = ReadableJob()
    job.teacherNetwork = "{transformer: {tokens: 7}}"
    job.network = "{transformer: {tokens: 7}}"
    let found = try problems(job)
    #expect(found.count == 2)
    #expect(
      found[0].contains("the teacher on scan: ") && found[1].contains("the student on photo: "))
    let lines = job.yaml.split(separator: "\n")
    for (problem, key) in zip(found, ["teacher:", "student:"]) {
      let line = try #require(lines.firstIndex { $0.hasPrefix(key) })
      #expect(problem.hasPrefix("job.yaml:\(line + 1):"))
    }
  }
}
