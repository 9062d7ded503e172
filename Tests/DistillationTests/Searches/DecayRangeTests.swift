import Randomness
import Specifications
import Testing

@testable import Distillation

@Suite("The range of weight decays") struct DecayRangeTests {
  private func range(
    _ optimizer: OptimizerSpecification?, own: Double = 1e-4, _ tuning: StudentTuning = .bracket
  ) -> DecayRange {
    DecayRange(
      TrainingRecipe(
        network: optimizer == nil ? .linear : NetworkSpecification(hidden: [8]),
        training: TrainingSpecification(optimizer: optimizer, weightDecay: own), role: .student),
      tuning: tuning)
  }

  static let adamw = OptimizerSpecification.adamw(
    rate: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-8)

  @Test(
    "takes the smallest and the largest decays a file may name",
    arguments: [Double.leastNonzeroMagnitude, 1e-300, 1000])
  func extremes(own: Double) {
    let range = range(Self.adamw, own: own)
    #expect(range.start.contains(own))
    #expect(range.mostConfigurations >= range.start.count)
    #expect(range.reachable.allSatisfy { $0 == own || $0 >= range.lowest && $0 <= range.highest })
  }

  @Test(
    "counts at most 9 configurations with L-BFGS and 6 with AdamW, as docs/evidence.md says",
    arguments: [(nil, 9), (adamw, 6)])
  func configurations(_ optimizer: OptimizerSpecification?, _ most: Int) {
    #expect(range(optimizer).mostConfigurations == most)
    #expect(range(optimizer, .none).mostConfigurations == 1)
    #expect(range(optimizer, own: 400, .none).reachable == [400])
  }

  @Test(
    "lies a decade higher for AdamW, whose decay is multiplied by the rate; Adam's is not",
    arguments: [
      (adamw, 1e-4), (.adam(rate: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-8), 1e-5),
      (.sgd(rate: 0.1, momentum: 0.9), 1e-5), (nil, 1e-5),
    ])
  func lowest(_ optimizer: OptimizerSpecification?, _ lowest: Double) {
    let range = range(optimizer)
    #expect(range.lowest == lowest && range.highest == 10)
    #expect(range.decade(beside: lowest, up: false) == nil)
    #expect(range.decade(beside: 10, up: true) == nil)
    #expect(range.decade(beside: 0, up: true) == lowest)
    #expect(range.decade(beside: 0, up: false) == nil)
  }

  @Test(
    "takes half decades by L-BFGS, or where the job asks for fine tuning; three smoothings then")
  func fine() {
    #expect(range(nil).halves(beside: 0.01) == [0.003, 0.03])
    #expect(range(nil).halves(beside: 10) == [3])
    #expect(range(Self.adamw).halves(beside: 0.01).isEmpty)
    #expect(range(Self.adamw, .fine).halves(beside: 0.01) == [0.003, 0.03])
    #expect(range(nil).smoothings == [0.1])
    #expect(range(nil, .fine).smoothings == [0.05, 0.1, 0.2])
    #expect(range(nil, .none).smoothings.isEmpty)
  }
}
