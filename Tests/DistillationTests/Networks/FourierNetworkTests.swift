import Foundation
import Networks
import Plans
import Randomness
import Specifications
import Tensors
import Testing

@testable import Distillation

@Suite("Random Fourier features") struct FourierNetworkTests {
  private func network(
    features: Int, scale: NetworkValue = 1, columns: [Int] = [4]
  ) -> Network {
    FourierNetwork(["features": .integer(features), "scale": scale])
      .engine(columns: columns, outputs: 1)
  }

  private func start(_ network: Network, seed: Int = 1) -> [Float] {
    network.initialParameters(
      .glorotUniform,
      stream: RandomStream(seed: seed, role: .student, purpose: .initialisation))
  }

  private let rows: Tensor = {
    var stream = RandomStream(key: 5)
    return Tensor(rows: 40, columns: 4, values: (0..<160).map { _ in Float(stream.normal()) })
  }()

  @Test("are the formula, worked out in Double")
  func formula() throws {
    let network = network(features: 8, scale: 0.5)
    let parameters = start(network)
    let weight = try #require(network.layout["features weight"])
    let phase = try #require(network.layout["features phase"])
    let h = network.representations(parameters, features: rows, rows: [3])
    for feature in 0..<8 {
      let angle = (0..<4).reduce(Double(parameters[phase.offset + feature])) { sum, column in
        sum + Double(rows[3, column]) * Double(parameters[weight.offset + 8 * column + feature])
      }
      #expect(abs(Double(h[0, feature]) - 0.5 * cos(angle)) < 2e-6)
    }
  }

  @Test("come to the Gaussian kernel of their scale", arguments: [0.5, 1, 2])
  func kernel(scale: Double) {
    let features = 20_000
    let network = network(features: features, scale: .number(scale))
    let h = network.representations(start(network), features: rows, rows: Array(0..<20))
    for (i, j) in [(0, 0), (0, 1), (2, 7), (3, 12), (5, 19)] {
      let product = (0..<features).reduce(0.0) { $0 + Double(h[i, $1]) * Double(h[j, $1]) }
      let distance = (0..<4).reduce(0.0) { sum, column in
        sum + pow(Double(rows[i, column]) - Double(rows[j, column]), 2)
      }
      // A mean of 20 000 products of spread below 1.
      #expect(abs(product - exp(-scale * scale * distance / 8)) < 0.03, "\(i), \(j)")
    }
  }

  @Test("are drawn by the seed and stay as they were, whatever is trained")
  func frozen() throws {
    let network = network(features: 16)
    #expect(start(network) == start(network))
    let parameters = start(network)
    let frozen = network.layout.slices.filter { !$0.isTrained }
    #expect(frozen.map(\.name) == ["features weight", "features phase"])
    for slice in frozen {
      #expect(parameters[slice.range] != start(network, seed: 2)[slice.range])
    }
    for average in [nil, 0.9] {
      var training = TrainingSpecification(epochs: 5, batch: 16, weightDecay: 0.1)
      training.average = average
      let recipe = TrainingRecipe(
        network: NetworkSpecification(FourierNetwork(["features": 16])), training: training,
        role: .student)
      let learner = try Learner(
        recipe: recipe, task: LearnerTests.task, features: LearnerTests.features)
      let first = try learner.fitLabels(rows: LearnerTests.task.train, seed: 4)
      let start = learner.network.initialParameters(
        .glorotUniform,
        stream: RandomStream(seed: 4, role: .student, purpose: .initialisation))
      for slice in learner.network.layout.slices {
        #expect(
          (first.parameters[slice.range] == start[slice.range]) == !slice.isTrained,
          "\(slice.name), average \(average ?? 0)")
      }
    }
  }

  @Test("learn a product of columns, which no linear network can")
  func product() throws {
    var stream = RandomStream(key: 8)
    let values = (0..<2400).map { _ in Float(stream.normal()) }
    let x = Tensor(rows: 1200, columns: 2, values: values)
    let labels = (0..<1200).map { values[2 * $0] * values[2 * $0 + 1] > 0 ? 1 : 0 }
    let task = LearningTask(
      target: .labels(labels, classes: 2), train: Array(0..<800), validation: [])
    func accuracy(_ network: NetworkSpecification) throws -> Double {
      let training = TrainingSpecification(
        epochs: 60, batch: 32,
        optimizer: .adamw(rate: 0.02, beta1: 0.9, beta2: 0.999, epsilon: 1e-8))
      let fit = try Learner(
        recipe: TrainingRecipe(network: network, training: training, role: .student), task: task,
        features: x
      ).fitLabels(rows: task.train, seed: 1)
      let z = fit.outputs(features: x, rows: Array(800..<1200))
      let right = (0..<400).count { (z[$0, 1] > z[$0, 0]) == (labels[800 + $0] == 1) }
      return Double(right) / 400
    }
    let fourier = NetworkSpecification(FourierNetwork(["features": 256, "scale": 2]))
    #expect(try accuracy(fourier) > 0.9)
    #expect(try accuracy(.linear) < 0.6)
  }

  @Test("see several modalities as one row")
  func joint() throws {
    let network = NetworkSpecification(FourierNetwork(["features": 8]))
    #expect(try network.engine([[3], [2, 2]], outputs: 2) == network.engine([[7]], outputs: 2))
    #expect(network.uses([[3], [2, 2]]) == 1)
  }

  @Test("travel as safetensors, what was drawn included")
  func file() throws {
    let network = network(features: 8)
    let parameters = start(network)
    let read = try SafeTensors(bytes: SafeTensors(network, parameters: parameters).bytes())
    #expect(try read.parameters(of: network) == parameters)
  }
}
