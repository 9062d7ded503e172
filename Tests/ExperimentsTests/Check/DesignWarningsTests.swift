import Testing

@testable import Experiments

@Suite("What makes a job's numbers weaker than they look") struct DesignWarningsTests {
  /// Of five seeds and 40 validation rows: nothing to warn of.
  private static func job(_ editing: (inout ReadableJob) -> Void = { _ in }) -> ReadableJob {
    var job = ReadableJob(validation: 40)
    job.seeds = 5
    editing(&job)
    return job
  }

  private func warnings(_ job: ReadableJob) throws -> [String] {
    try job.experiment().designWarnings
  }

  @Test("is nothing where seeds, validation rows and test rows are enough")
  func nothing() throws {
    #expect(try warnings(Self.job()) == [])
  }

  @Test(
    "is few seeds, but not a single one, which the design asks for",
    arguments: [(1, false), (2, true), (4, true), (5, false)])
  func seeds(_ seeds: Int, isWarned: Bool) throws {
    let found = try warnings(Self.job { $0.seeds = seeds })
    #expect(found.contains { $0.hasPrefix("\(seeds) seeds: intervals are wide") } == isWarned)
  }

  @Test(
    "is a choice made on few validation rows",
    arguments: [
      (1, "1 validation row chooses between all configurations"),
      (39, "39 validation rows choose between all configurations"), (40, nil), (0, nil),
    ])
  func validation(rows: Int, start: String?) throws {
    var job = ReadableJob(validation: rows)
    job.seeds = 5
    let found = try warnings(job)
    #expect(found.count == (start == nil ? 0 : 1))
    #expect(start.map { found[0].hasPrefix($0) } ?? true)
  }

  @Test("is a test part of one row, or of one group or a few, named where it is one")
  func testUnits() throws {
    var single = ReadableJob(test: 1)
    single.seeds = 5
    #expect(
      try warnings(single) == [
        "one test row: no interval can be given and nothing can be claimed"
      ])
    func grouped(_ groups: Int) throws -> [String] {
      try warnings(Self.job { $0.groups = (0..<100).map { $0 < 60 ? $0 : 1_000 + $0 % groups } })
    }
    #expect(
      try grouped(1).map { $0.hasPrefix("all test rows are of one group ('1000')") } == [true])
    #expect(
      try grouped(9) == [
        "test rows come in only 9 groups: intervals count groups, not rows, and are wide"
      ])
    #expect(try grouped(10) == [])
  }

  @Test("is fewer folds than five, as many as the smallest class has rows, or groups")
  func folds() throws {
    // Class 1 has four train rows.
    let rare = Self.job { job in
      for row in 0..<20 { job.labels[row] = row % 5 == 0 ? 1 : 0 }
    }
    let start = "teacher's targets come from "
    let end = " folds instead of 5: the smallest class of train has "
    #expect(try warnings(rare) == [start + "4" + end + "4 rows"])
    // Rows 0 and 5 are of one group, 10 and 15 of another.
    var grouped = rare
    grouped.groups = (0..<100).map { $0 < 20 && $0 % 5 == 0 ? $0 / 10 : $0 + 100 }
    #expect(try warnings(grouped) == [start + "2" + end + "2 groups"])
  }

  @Test("is fewer folds than five of a real target, which has no class")
  func foldsOfValues() throws {
    let job = Self.job { job in
      job.values = (0..<100).map { Double($0 % 7) }
      job.groups = (0..<100).map { $0 < 20 ? $0 / 7 : $0 + 100 }
    }
    #expect(
      try warnings(job) == [
        "teacher's targets come from 3 folds instead of 5: train has 3 groups"
      ])
  }

  @Test("is a student that is not tuned, unless nothing could have chosen for it")
  func untuned() throws {
    var job = Self.job { $0.studentOptions = ", tuning: none" }
    #expect(try warnings(job).map { $0.hasPrefix("'student.tuning: none'") } == [true])
    job.parts.validation = 0
    #expect(try warnings(job) == [])
  }

  @Test("is a choice of targets that the method looks at none of")
  func targets() throws {
    func job(_ method: String, _ options: String) -> ReadableJob {
      Self.job {
        $0.method = method
        $0.network = "{mlp: [4]}"
        $0.teacherOptions = options
      }
    }
    let found = try warnings(job("fitnets", ", targets: in-sample"))
    #expect(found.map { $0.hasPrefix("'teacher.targets' has no effect: 'fitnets'") } == [true])
    #expect(found.allSatisfy { $0.contains("leave it out") })
    #expect(try warnings(job("fitnets", "")) == [])
    #expect(try warnings(job("distilbert", ", targets: in-sample")) == [])
  }

  @Test("is an AUC of rows that are of one class")
  func singleClass() throws {
    func job(validation: Int?, test: Int?) -> ReadableJob {
      Self.job { job in
        job.more = "metric: auc"
        for row in 20..<60 { job.labels[row] = validation ?? row % 2 }
        for row in 60..<100 { job.labels[row] = test ?? row % 2 }
      }
    }
    let start = "AUC is not defined on "
    func found(_ validation: Int?, _ test: Int?) throws -> String? {
      try warnings(job(validation: validation, test: test)).first { $0.hasPrefix(start) }
    }
    #expect(try found(nil, nil) == nil)
    #expect(
      try found(1, nil)?.hasPrefix(
        start + "validation rows, which are of one class: the loss chooses in its place") == true)
    #expect(
      try found(0, 0)?.hasPrefix(
        start + "validation and test rows, which are of one class: no gain can be given") == true)
  }
}
