import Plans
import Randomness
import Specifications
import Tensors
import Testing

@testable import Distillation

@Suite("A disturbance of a teacher's rows") struct DisturbanceRowsTests {
  static let task = LearningTask(
    target: .labels((0..<90).map { $0 % 3 }, classes: 3), train: Array(0..<60),
    validation: Array(60..<90))

  static var logits: Tensor {
    var stream = RandomStream(key: 4)
    return Tensor(
      rows: 60, columns: 3, values: (0..<180).map { _ in Float(stream.normal()) })
  }

  private func rows(_ tensor: Tensor, where chosen: (Int) -> Bool) -> [[Float]] {
    (0..<tensor.rows).filter(chosen).map { row in (0..<3).map { tensor[row, $0] } }
  }

  private func sorted(_ rows: [[Float]]) -> [[Float]] {
    rows.sorted { $0.lexicographicallyPrecedes($1) }
  }

  @Test("draws a permutation of its own for each draw of a seed, classes kept together")
  func draws() {
    let drawn = (0..<4).map {
      Disturbance.shuffledRows(.within, draw: $0).applied(
        to: Self.logits, task: Self.task, seed: 0)
    }
    #expect(Set(drawn).count == 4)
    for tensor in drawn {
      for label in 0..<3 {
        #expect(
          sorted(rows(tensor) { $0 % 3 == label }) == sorted(rows(Self.logits) { $0 % 3 == label }))
      }
    }
  }

  @Test("changes what was said of train rows in sample as it changes what was said out of fold")
  func bothSets() {
    var products = Products()
    products[outputs: .outOfFold] = Self.logits
    products[outputs: .inSample] = Self.logits
    products[outputs: .validation] = Self.logits
    let study = Study(sources: [:], task: Self.task, splitIdentity: "any")
    let disturbed = Disturbance.shuffledRows(.across).applied(
      to: products, study: study, seed: 0)
    #expect(disturbed[outputs: .inSample] == disturbed[outputs: .outOfFold])
    #expect(disturbed[outputs: .inSample] != Self.logits)
    #expect(disturbed[outputs: .validation] == Self.logits)
  }

  @Test("'across' keeps the rows and breaks their order")
  func across() {
    let shuffled = Disturbance.shuffledRows(.across).applied(
      to: Self.logits, task: Self.task, seed: 0)
    #expect(shuffled != Self.logits)
    #expect(sorted(rows(shuffled) { _ in true }) == sorted(rows(Self.logits) { _ in true }))
  }

  @Test("'within' keeps every class's rows in their class", arguments: 0..<3)
  func within(label: Int) {
    let shuffled = Disturbance.shuffledRows(.within).applied(
      to: Self.logits, task: Self.task, seed: 0)
    #expect(shuffled != Self.logits)
    #expect(
      sorted(rows(shuffled) { $0 % 3 == label })
        == sorted(rows(Self.logits) { $0 % 3 == label }))
  }

  @Test("'class-mean' gives every row the mean soft label of its class, at the temperature asked")
  func classMean() {
    let temperature = 4.0
    let means = Disturbance.classMeans(temperature: temperature).applied(
      to: Self.logits, task: Self.task, seed: 0)
    let soft = Softmax.probabilities(of: Self.logits, temperature: temperature)
    let result = Softmax.probabilities(of: means, temperature: temperature)
    for label in 0..<3 {
      let members = (0..<60).filter { $0 % 3 == label }
      for column in 0..<3 {
        let mean = members.map { soft[$0 * 3 + column] }.reduce(0, +) / Double(members.count)
        for row in members { #expect(abs(result[row * 3 + column] - mean) < 1e-6) }
      }
    }
  }

  @Test("draws another permutation for another seed, and the same for the same")
  func seeds() {
    func shuffled(_ seed: Int) -> Tensor {
      Disturbance.shuffledRows(.across).applied(
        to: Self.logits, task: Self.task, seed: seed)
    }
    #expect(shuffled(1) == shuffled(1))
    #expect(shuffled(1) != shuffled(2))
  }

  @Test("uses deciles of a real target as its classes")
  func deciles() {
    let values = (0..<60).map { Double($0) }
    let task = LearningTask(target: .values(values), train: Array(0..<60), validation: [])
    let outputs = Tensor(rows: 60, columns: 1, values: values.map { Float($0) })
    let within = Disturbance.shuffledRows(.within).applied(
      to: outputs, task: task, seed: 0)
    for row in 0..<60 { #expect(Int(within[row, 0]) / 6 == row / 6) }
    let means = Disturbance.classMeans(temperature: 1).applied(
      to: outputs, task: task, seed: 0)
    for row in 0..<60 { #expect(means[row, 0] == Float(row / 6 * 6) + 2.5) }
  }
}
