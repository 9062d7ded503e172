import Testing

@testable import Specifications

@Suite("Enough training") struct StoppingTests {
  @Test(
    "is counted in steps: 10 000 of them, and 400 without an improvement",
    arguments: [
      // rows, batch, epochs, patience
      (50, 64, 10_000, 400), (300, 32, 1_000, 40), (128, 64, 5_000, 200), (100_000, 64, 60, 10),
    ])
  func automatic(rows: Int, batch: Int, epochs: Int, patience: Int) {
    let training = TrainingSpecification(batch: batch).resolved(trainRows: rows)
    #expect(training.epochs == epochs)
    #expect(training.stop == .patience(patience))
  }

  @Test("is what the job says where it says something")
  func given() {
    let training = TrainingSpecification(epochs: 7, stop: .patience(3)).resolved(trainRows: 50)
    #expect(training.epochs == 7 && training.stop == .patience(3))
    let fixed = TrainingSpecification(stop: .none).resolved(trainRows: 50)
    #expect(fixed.stop == .none && fixed.epochs == 2_000)
  }

  @Test("takes as a rule fewer epochs than it may: what a job costs is counted by those")
  func usual() {
    let open = TrainingSpecification(batch: 32).resolved(trainRows: 300)
    #expect(open.usualEpochs(trainRows: 300) == 200)
    #expect(TrainingSpecification(epochs: 20).usualEpochs(trainRows: 300) == 20)
    #expect(
      TrainingSpecification(epochs: 900, stop: .none).usualEpochs(trainRows: 300) == 900)
  }

  @Test("is read from the file: absent, none, a patience, or a mapping that leaves it open")
  func read() throws {
    func training(_ text: String) throws -> TrainingSpecification {
      try Example.parsed(Example.small(more: text)).specification.training
    }
    #expect(try training("").stop == .automatic)
    #expect(try training("").epochs == nil)
    #expect(try training("training: {stop: none}").stop == .none)
    #expect(try training("training: {stop: {patience: 4}}").stop == .patience(4))
    #expect(try training("training: {stop: {}}").stop == .automatic)
  }

  @Test("the student's tuning is a word, and its default leaves the digest of older jobs alone")
  func tuning() throws {
    func job(_ text: String) throws -> JobSpecification {
      try Example.parsed(
        Example.small(student: "student: {modality: b, network: linear\(text)}")
      ).specification
    }
    #expect(try job("").tuning == .bracket)
    #expect(try job(", tuning: none").tuning == .none)
    #expect(!canonicalJSON(of: try job(", tuning: bracket")).contains("tuning"))
    #expect(canonicalJSON(of: try job(", tuning: fine")).contains(#""tuning":"fine""#))
  }
}
