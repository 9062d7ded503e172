import Specifications
import Testing

@testable import Experiments

@Suite("The words of a run's key") struct RunWordsTests {
  @Test("are those they were before there were schedules and averages")
  func training() {
    #expect(
      TrainingSpecification(epochs: 60, stop: .patience(10)).description
        == "epochs 60, batch 64, optimizer default, clip none, patience 10, "
        + "initialisation glorot-uniform")
    let job = TrainingSpecification(
      epochs: 60, optimizer: .sgd(rate: 0.1, momentum: 0.9), clip: 1, stop: .none)
    #expect(
      job.description
        == "epochs 60, batch 64, optimizer sgd(rate: 0.1, momentum: 0.9), clip 1.0, patience none, "
        + "initialisation glorot-uniform")
  }

  @Test("say schedules, warm-up and averages where they are not at their defaults")
  func schedules() {
    let job = TrainingSpecification(
      schedule: .step(every: 5, factor: 0.5), warmup: 3, average: 0.99)
    #expect(
      job.description.hasSuffix(
        "glorot-uniform, schedule step(every: 5, factor: 0.5), warmup 3, average 0.99"))
  }
}
