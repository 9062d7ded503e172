import Networks
import Randomness
import Specifications
import Testing

@testable import Distillation

@Suite("A training recipe") struct TrainingRecipeTests {
  static let perceptron = NetworkSpecification(hidden: [8])

  private func recipe(
    _ network: NetworkSpecification = perceptron,
    _ training: TrainingSpecification = TrainingSpecification(epochs: 20), decay: Double? = nil
  ) -> TrainingRecipe {
    TrainingRecipe(network: network, training: training, weightDecay: decay, role: .student)
  }

  @Test(
    "takes a linear network to its optimum by L-BFGS, 2 000 iterations at most; others by AdamW")
  func optimizer() {
    let linear = recipe(.linear)
    #expect(linear.convergesToOptimum && linear.mostEpochs == 2_000)
    #expect(linear.limitKey == "training.optimizer.lbfgs.iterations")
    let other = recipe()
    #expect(!other.convergesToOptimum && other.mostEpochs == 20)
    #expect(other.settings(seed: 0).optimizer == .adamw(rate: 1e-3))
    #expect(other.limitKey == "training.epochs")
    let own = TrainingSpecification(epochs: 20, optimizer: .sgd(rate: 0.5, momentum: 0.25))
    #expect(recipe(.linear, own).settings(seed: 0).optimizer == .sgd(rate: 0.5, momentum: 0.25))
  }

  @Test("overrides the job's weight decay and nothing else, also by no decay at all")
  func weightDecay() {
    let job = TrainingSpecification(epochs: 20, weightDecay: 0.25)
    #expect(recipe(Self.perceptron, job).settings(seed: 0).weightDecay == 0.25)
    var own = recipe(Self.perceptron, job, decay: 0).settings(seed: 0)
    #expect(own.weightDecay == 0)
    own.weightDecay = 0.25
    #expect(own == recipe(Self.perceptron, job).settings(seed: 0))
  }

  @Test(
    "was cut short where its best epoch is the last it was allowed",
    arguments: [
      (20, 20, true, true), (20, 19, true, false), (12, 12, true, false),
      // Nobody chose the epoch: how many there are is part of the protocol.
      (20, 20, false, false), (0, 0, true, false),
    ])
  func cutShort(_ epochs: Int, _ chosen: Int, _ validated: Bool, _ isCutShort: Bool) {
    #expect(
      recipe().isCutShort(epochs: epochs, chosen: chosen, validated: validated) == isCutShort)
  }

  @Test("of L-BFGS was cut short where it used up its iterations, validated or not")
  func cutShortAtOptimum() {
    for validated in [false, true] {
      let linear = recipe(.linear)
      #expect(linear.isCutShort(epochs: 2_000, chosen: 2_000, validated: validated))
      #expect(!linear.isCutShort(epochs: 310, chosen: 310, validated: validated))
    }
  }

  @Test(
    "trains max(60, ⌈10 000 / steps an epoch⌉) epochs, with a patience of max(10, ⌈400 / steps⌉)",
    arguments: [
      (rows: 50, epochs: 10_000, patience: 400), (65, 5_000, 200), (6_400, 100, 10),
      (1_000, 625, 25), (64_000, 60, 10),
    ])
  func steps(_ rows: Int, _ epochs: Int, _ patience: Int) {
    let training = TrainingSpecification(batch: 64).resolved(trainRows: rows)
    let settings = recipe(Self.perceptron, training).settings(seed: 0)
    #expect(settings.epochs == epochs)
    #expect(settings.patience == patience)
  }

  @Test("hands every word of the specification to the engine, and names its fit by seed and fold")
  func words() {
    let training = TrainingSpecification(
      epochs: 7, batch: 5, clip: 0.5, stop: .none, initialisation: .heUniform,
      schedule: .step(every: 3, factor: 0.25), warmup: 2, average: 0.75)
    let settings = recipe(Self.perceptron, training).settings(seed: 4, index: 2)
    #expect(settings.epochs == 7 && settings.batch == 5 && settings.warmup == 2)
    #expect(settings.clip == 0.5 && settings.average == 0.75 && settings.patience == nil)
    #expect(settings.initialisation == .heUniform)
    #expect(settings.schedule == .step(every: 3, factor: 0.25))
    #expect(settings.seed == 4 && settings.streamIndex == 2 && settings.role == .student)
  }
}
