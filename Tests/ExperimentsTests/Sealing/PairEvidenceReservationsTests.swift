import Statistics
import Testing

@testable import Experiments

@Suite("What is held against a claim") struct PairEvidenceReservationsTests {
  private func reservations(
    _ pair: HandMadePair, _ metric: Metric = .accuracy
  ) throws -> [String] {
    pair.evidence.reservations(metric, try #require(pair.selected))
  }

  /// Right on so many of the 40 test rows, spread over both classes.
  private func right(_ count: Int) -> HandMadePair.Answer {
    { _, row in (row * 7) % 40 < count ? 0.8 : 0.2 }
  }

  private func pair(
    _ job: ReadableJob = ReadableJob(), distilled: HandMadePair.Answer,
    student: HandMadePair.Answer? = nil
  ) throws -> HandMadePair {
    var pair = try HandMadePair(job)
    pair.set(distilled)
    if let student { pair.setStudent(student) }
    return pair
  }

  @Test("is nothing where the arm is trained, clear of the constant, and the parts are alike")
  func nothing() throws {
    #expect(try reservations(pair(distilled: right(36))) == [])
  }

  @Test(
    "is a constant prediction that is not beaten with the whole interval",
    arguments: [
      (20, "the distilled student is no better than a constant prediction"),
      (12, "the distilled student is no better than a constant prediction"),
      (22, "the distilled student is not clearly above a constant prediction"),
    ])
  func constant(right count: Int, sentence: String) throws {
    // Half the test rows are of either class, so the constant is right on 20.
    #expect(try reservations(pair(distilled: right(count))) == [sentence])
  }

  @Test(
    "is a constant prediction also where one group of test rows gives no interval to beat it with")
  func noInterval() throws {
    var job = ReadableJob()
    job.groups = (0..<100).map { $0 < 60 ? $0 : 99 }
    #expect(
      try reservations(pair(job, distilled: right(40))) == [
        "the distilled student is not clearly above a constant prediction"
      ])
  }

  @Test(
    "is a fit in ten that was still improving, of student or distilled arm, by the key to raise",
    arguments: [
      ("linear", "training.optimizer.lbfgs.iterations"), ("{mlp: [4]}", "training.epochs"),
    ])
  func cutShort(network: String, key: String) throws {
    var job = ReadableJob()
    job.network = network
    var pair = try pair(job, distilled: right(36))
    pair.student.cutShort = [0]
    pair.selected?.cutShort = [0, 1]
    #expect(
      try reservations(pair) == [
        "1 of 2 fits of the arm 'student' were still improving when they ended at \(key)",
        "2 of 2 fits of the arm 'distilled' were still improving when they ended at \(key)",
      ])
  }

  @Test("is no cut fit of a control or the teacher: no claim stands on their training")
  func cutControl() throws {
    var pair = try pair(distilled: right(36))
    pair.teacher.cutShort = [0, 1]
    for index in pair.controls.indices { pair.controls[index].predictions.cutShort = [0, 1] }
    #expect(try reservations(pair) == [])
  }

  // MARK: - Another mixture of classes

  /// Train is half and half; of the test rows three in four are of class 0.
  private static let shifted: ReadableJob = {
    var job = ReadableJob(train: 200, validation: 40, test: 200)
    for row in 240..<440 { job.labels[row] = row % 4 == 0 ? 1 : 0 }
    return job
  }()

  /// The student ranks class 1 above class 0 and is wrong on each third row.
  private static let student: HandMadePair.Answer = { _, row in row % 3 == 0 ? 0.45 : 0.9 }

  /// Names class 0 on every row, so sure of it that class 1 ranks last.
  private static let alwaysFirst: HandMadePair.Answer = { _, row in row % 4 == 0 ? 0.1 : 0.7 }

  /// Names class 0 on every row, with less conviction where it is class 1: AUC is 1.
  private static let wellRanked: HandMadePair.Answer = { _, row in row % 4 == 0 ? 0.4 : 0.9 }

  @Test("is a shifted mixture of classes where balanced accuracy and AUC both fall")
  func shifted() throws {
    let fallen = try pair(
      Self.shifted, distilled: Self.alwaysFirst, student: Self.student)
    let sentence =
      "test rows have another mixture of classes than train rows, "
      + "and balanced accuracy and AUC fall"
    #expect(try reservations(fallen).contains(sentence))
    #expect(
      try !reservations(fallen, .logLoss).contains(sentence), "it is accuracy that a mixture moves")
    let ranked = try pair(Self.shifted, distilled: Self.wellRanked, student: Self.student)
    #expect(try !reservations(ranked).contains(sentence), "AUC rises")
  }

  @Test("is no mixture of classes where test rows are mixed as train rows are")
  func unshifted() throws {
    let job = ReadableJob(train: 200, validation: 40, test: 200)
    let first: HandMadePair.Answer = { _, row in row % 2 == 0 ? 0.7 : 0.1 }
    let found = try reservations(pair(job, distilled: first, student: Self.student))
    #expect(found == ["the distilled student is no better than a constant prediction"])
  }

  // MARK: - Other metrics, the same measurements

  @Test("is accuracy that gets worse with its whole interval, where the claim is of another metric")
  func harm() throws {
    let sure: HandMadePair.Answer = { _, row in row < 26 ? 0.99 : 0.45 }
    let student: HandMadePair.Answer = { _, row in row < 38 ? 0.6 : 0.4 }
    let worse = try pair(distilled: sure, student: student)
    let sentence = "accuracy gets worse with its whole interval"
    #expect(try reservations(worse, .logLoss) == [sentence])
    #expect(try reservations(worse, .areaUnderCurve).contains(sentence))
    #expect(try !reservations(worse).contains(sentence), "accuracy is the claim's own metric")
    // One row in forty may be chance.
    let once: HandMadePair.Answer = { _, row in row < 37 ? 0.99 : 0.45 }
    #expect(try reservations(pair(distilled: once, student: student), .logLoss) == [])
  }

  @Test("is a teacher that sees the same measurements, in another order or turned round or bent")
  func sameMeasurements() throws {
    var job = ReadableJob()
    job.modalities["scan"] = job.modalities["photo"]?.map { row in
      [-row[2], row[0] * row[0] * row[0], row[1]]
    }
    #expect(
      try reservations(pair(job, distilled: right(36))) == [
        "teacher and student see the same measurements, so that no other modality is shown to help"
      ])
  }
}
