import Randomness
import Specifications
import Testing

@testable import Distillation

/// What a key says of training; whoever renames a word of it recomputes every run of every ledger.
@Suite("The words of a run's key") struct RunWordsTests {
  private func words(
    _ training: TrainingSpecification,
    network: NetworkSpecification = NetworkSpecification(hidden: [8])
  ) -> String {
    TrainingRecipe(network: network, training: training, role: .student).identity.json
  }

  @Test("are these for a job's epochs, batches and optimiser, defaults spelled out")
  func training() {
    #expect(
      words(TrainingSpecification(epochs: 60, stop: .patience(10))) == """
        {"average":"none","batch":64,"clip":"none","epochs":60,"initialisation":"glorot-uniform",\
        "learner":"student","network":"mlp 8",\
        "optimizer":"adamw(rate: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1e-08)","patience":10,\
        "schedule":"constant","warmup":0}
        """)
    let job = TrainingSpecification(
      epochs: 60, optimizer: .sgd(rate: 0.1, momentum: 0.9), clip: 1, stop: .none)
    #expect(
      words(job) == """
        {"average":"none","batch":64,"clip":1.0,"epochs":60,"initialisation":"glorot-uniform",\
        "learner":"student","network":"mlp 8","optimizer":"sgd(rate: 0.1, momentum: 0.9)",\
        "patience":"none","schedule":"constant","warmup":0}
        """)
  }

  @Test("say schedules, warm-up and averages")
  func schedules() {
    let job = TrainingSpecification(
      schedule: .step(every: 5, factor: 0.5), warmup: 3, average: 0.99)
    #expect(
      words(job) == """
        {"average":0.99,"batch":64,"clip":"none","epochs":60,"initialisation":"glorot-uniform",\
        "learner":"student","network":"mlp 8",\
        "optimizer":"adamw(rate: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1e-08)",\
        "patience":"none","schedule":"step(every: 5, factor: 0.5)","warmup":3}
        """)
  }

  @Test("say nothing of epochs and batches where training goes to the optimum")
  func optimum() {
    let one = TrainingSpecification(epochs: 60, batch: 8)
    let other = TrainingSpecification(epochs: 6, batch: 16, stop: .none)
    #expect(words(one, network: .linear) == words(other, network: .linear))
    #expect(words(one) != words(other))
  }
}
