import Testing

@testable import Experiments

@Suite("Train rows that cannot be cross-fitted") struct FoldProblemTests {
  private func refusal(_ job: ReadableJob) throws -> String {
    let refusal = #expect(throws: JobRefusal.self) { _ = try job.checked() }
    #expect(refusal?.kind == .data)
    return try #require(refusal).description
  }

  /// Rows of train so that so many are of class 1.
  private func job(ofClass1 count: Int) -> ReadableJob {
    var job = ReadableJob()
    for row in 0..<20 { job.labels[row] = row < count ? 1 : 0 }
    return job
  }

  @Test("are refused with what to do where a class has a single row")
  func singleRow() throws {
    #expect(
      try refusal(job(ofClass1: 1)) == """
        data.split: the teacher's targets cannot be cross-fitted
          found: class '1' has 1 row in train
          expected: at least two rows, so that what is held out can be learned from the others
          remedy: give train another row of it, merge it with another class, or drop it
        """)
    #expect(try job(ofClass1: 2).experiment().foldProblem == nil)
  }

  @Test("are refused where all rows of a class are of one group, however many they are")
  func singleGroup() throws {
    var job = job(ofClass1: 6)
    job.groups = (0..<100).map { $0 < 6 ? 0 : $0 }
    let message = try refusal(job)
    #expect(message.contains("found: class '1' has 1 group in train"))
    #expect(
      message.contains(
        "remedy: split so that train holds several groups of every class, or leave 'group' out"))
    job.groups?[5] = 5
    #expect(try job.experiment().foldProblem == nil)
  }

  @Test("are refused as a whole where the rows of real targets are of one group")
  func regression() throws {
    var job = ReadableJob()
    job.values = (0..<100).map(Double.init)
    job.groups = (0..<100).map { $0 < 20 ? 0 : $0 }
    let message = try refusal(job)
    #expect(message.contains("found: train has 1 group\n"))
    #expect(
      message.contains("remedy: split so that train holds several groups, or leave 'group' out"))
    job.groups?[19] = 19
    #expect(try job.experiment().foldProblem == nil)
  }
}
