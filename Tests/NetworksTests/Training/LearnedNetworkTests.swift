import Gradients
import Randomness
import Tensors
import Testing

@testable import Networks

@Suite("A network that a loss learns beside the one that is fitted") struct LearnedNetworkTests {
  private let example = Example(rows: 200, columns: 6, classes: 3)
  private let student = Network.mlp(inputs: 6, hidden: [8], outputs: 3)
  private let aligner = Network.mlp(
    inputs: 5, hidden: [8], outputs: 3, dropout: 0.1, normalisation: .batch)
  private let z: Tensor

  init() {
    var stream = RandomStream(key: 5)
    var z = Tensor(rows: 200, columns: 5, values: (0..<1000).map { _ in Float(stream.normal()) })
    // A modality that knows the label.
    for row in 0..<200 { for label in 0..<3 { z[row, label] += 2 * example.labels[row, label] } }
    self.z = z
  }

  /// The aligner's cross-entropy, and the student's with the distance to what the aligner makes of z.
  private var objective: Objective {
    let aligner = aligner
    return Objective(
      inputs: [
        ObjectiveInput(name: "labels", values: example.labels),
        ObjectiveInput(name: "z", values: z),
      ],
      learning: { _, layout in
        let aligner = LearnedNetwork("aligner", aligner, in: &layout)
        return LearnedLosses(losses: [
          "aligner": { crossEntropy(aligner($0["z"]), targets: $0["labels"]) },
          "student": { step in
            let aligned = stopGradient(aligner.outputsAndRepresentation(step["z"]).representation)
            return crossEntropy(step.outputs, targets: step["labels"])
              + 0.1 * meanSquaredError(step.representation, aligned)
          },
        ])
      })
  }

  private func fit(epochs: Int) throws -> FittedNetwork {
    var settings = TrainingSettings.example(epochs: epochs)
    settings.phases = [
      TrainingPhase(loss: "aligner", moves: .parts, epochs: 1, optimizer: .adamw(rate: 0.02)),
      TrainingPhase(loss: "student", moves: .network, epochs: 1, optimizer: .adamw(rate: 0.01)),
    ]
    return try Trainer(network: student, settings: settings).fit(
      features: example.features, rows: example.rows, objective: objective)
  }

  @Test("bears its own slices behind a name")
  func layout() {
    let layout = objective.layout(on: student)
    let own = layout.slices.dropFirst(student.layout.slices.count)
    #expect(own.map(\.name) == aligner.layout.slices.map { "aligner \($0.name)" })
    #expect(own.map(\.shape) == aligner.layout.slices.map(\.shape))
    #expect(own.map(\.start) == aligner.layout.slices.map(\.start))
    #expect(own.map(\.isTrained) == aligner.layout.slices.map(\.isTrained))
    #expect(own.map(\.decays) == aligner.layout.slices.map(\.decays))
    #expect(layout.count == student.parameterCount + aligner.parameterCount)
  }

  @Test("is trained by turns with the student, and is a network of its own afterwards")
  func turns() throws {
    let fitted = try fit(epochs: 60)
    let aligned = fitted.learned("aligner", aligner, of: objective)
    #expect(aligned.network == aligner)
    #expect(example.accuracy(aligned.outputs(features: z, rows: example.rows)) > 0.8)
    #expect(example.accuracy(fitted.outputs(features: example.features, rows: example.rows)) > 0.7)
    #expect(fitted.parameters.count == student.parameterCount)
    // Its running statistics moved from 0 and 1, towards those of z.
    let variance = try #require(aligner.layout["layer 0 norm running variance"])
    #expect(aligned.parameters[variance.offset] != 1)
  }

  @Test("alone is to the bit what a fit of its own from the same start makes of it")
  func alone() throws {
    let settings = TrainingSettings.example(epochs: 5)
    var phased = settings
    phased.phases = [
      TrainingPhase(loss: "aligner", moves: .parts, epochs: 1, optimizer: settings.optimizer)
    ]
    var beside = MiniBatchRun(
      network: student, settings: phased, features: example.features, rows: example.rows,
      objective: objective)
    var own = MiniBatchRun(
      network: aligner, settings: settings, features: z, rows: example.rows,
      objective: example.objective)
    own.weights = Array(beside.weights.suffix(aligner.parameterCount))
    for epoch in 1...5 { #expect(try beside.train(epoch: epoch) == own.train(epoch: epoch)) }
    #expect(
      beside.weights.suffix(aligner.parameterCount).map(\.bitPattern)
        == own.weights.map(\.bitPattern))
  }
}
