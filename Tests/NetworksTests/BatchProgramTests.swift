import Gradients
import Randomness
import Tensors
import Testing

@testable import Networks

@Suite("A batch worked on in parts") struct BatchProgramTests {
  private let network = Network.mlp(inputs: 20, hidden: [32, 16], outputs: 4)
  private let example = Example(rows: 50, columns: 20, classes: 4)

  /// Loss and gradient of the first `rows` rows.
  private func replay(_ batch: BatchProgram, objective: Objective) -> (Double, [Float]) {
    let arena = Arena(count: batch.end)
    arena.write(
      network.initialParameters(.glorotUniform, stream: RandomStream(key: 3)), to: batch.parameters)
    // Whatever is there must not matter.
    arena.fill(batch.gradient, with: .nan)
    let source = BatchSource(
      features: example.features, rows: example.rows, inputs: objective.inputs,
      noise: RandomStream(key: 9))
    var loss = 0.0
    for part in batch.parts {
      source.fill(
        part.program.inputs, of: arena, order: example.rows.map(Int32.init), range: part.range)
      loss += part.program.replay(on: arena)
    }
    return (loss, arena.values(batch.gradient))
  }

  @Test("has the loss and the gradient of the whole", arguments: [50, 47, 2])
  func sameGradient(rows: Int) {
    let objective = example.objective
    let whole = BatchProgram(objective.bound(to: network), rows: rows)
    let parted = BatchProgram(objective.bound(to: network), rows: rows, partFloats: 1500)
    #expect(whole.parts.count == 1)
    #expect(parted.parts.count > 1)
    #expect(parted.parts.map(\.range.count).reduce(0, +) == rows)
    let (loss, gradient) = replay(whole, objective: objective)
    let (partedLoss, partedGradient) = replay(parted, objective: objective)
    #expect(abs(partedLoss - loss) < 1e-6)
    for (part, value) in zip(partedGradient, gradient) { #expect(abs(part - value) < 1e-6) }
  }

  @Test("uses less memory than the whole")
  func memory() {
    let whole = BatchProgram(example.objective.bound(to: network), rows: 50)
    let parted = BatchProgram(example.objective.bound(to: network), rows: 50, partFloats: 1500)
    #expect(2 * (parted.end - parted.gradient.end) < whole.end - whole.gradient.end)
  }

  @Test("is not parted where rows depend on each other")
  func coupledRows() {
    let objective = Objective(
      inputs: [ObjectiveInput(name: "labels", values: example.labels)]
    ) { tape, z in
      contrastiveLoss(
        product(z, tape.input("labels"), transposingRight: true), temperature: 1)
    }
    #expect(
      BatchProgram(objective.bound(to: network), rows: 50, partFloats: 100).parts.count == 1)
  }
}
