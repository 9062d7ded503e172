import Gradients
import Randomness
import Tensors
import Testing

@testable import Networks

@Suite("Inputs of a step") struct ObjectiveInputTests {
  private let example = Example(rows: 50, columns: 20, classes: 4)
  private let network = Network.mlp(inputs: 20, hidden: [32, 16], outputs: 4)

  private func normal(_ rows: Int, _ columns: Int, key: UInt64) -> Tensor {
    var stream = RandomStream(key: key)
    return Tensor(
      rows: rows, columns: columns,
      values: (0..<rows * columns).map { _ in Float(stream.normal()) })
  }

  /// Loss and gradient of the rows in `order`, at a chosen step; and what the inputs held.
  private func replay(
    _ objective: Objective, rows: Int, partFloats: Int = BatchProgram.partFloats, step: Int = 0,
    start: Int = 0
  ) -> (loss: Double, gradient: [Float], inputs: [[Float]], parts: Int) {
    let bound = objective.bound(to: network)
    let batch = BatchProgram(bound, rows: rows, partFloats: partFloats)
    let arena = Arena(count: batch.end)
    arena.write(
      bound.layout.initialValues(.glorotUniform, stream: RandomStream(key: 3)),
      to: batch.parameters)
    arena.fill(batch.gradient, with: .nan)
    let source = BatchSource(
      features: example.features, rows: example.rows, inputs: objective.inputs,
      noise: RandomStream(key: 8))
    var loss = 0.0
    var inputs = objective.inputs.map { _ in [Float]() }
    for part in batch.parts {
      source.fill(
        part.program.inputs, of: arena, order: example.rows.map(Int32.init),
        range: start + part.range.lowerBound..<start + part.range.upperBound, start: start,
        step: step)
      for index in inputs.indices { inputs[index] += arena.values(part.program.inputs[index + 1]) }
      loss += part.program.replay(on: arena)
    }
    return (loss, arena.values(batch.gradient), inputs, batch.parts.count)
  }

  private func expectClose(_ left: [Float], _ right: [Float], _ tolerance: Float = 2e-6) {
    #expect(left.count == right.count)
    for (left, right) in zip(left, right) { #expect(abs(left - right) < tolerance) }
  }

  // MARK: The same in every step

  /// Cross-entropy of cosines to projected texts of the classes, as CLIP classifies.
  private func textual(_ texts: Tensor) -> Objective {
    Objective(
      inputs: [
        ObjectiveInput(name: "labels", values: example.labels),
        ObjectiveInput(name: "texts", .constant(texts)),
      ]
    ) { network, layout in
      let projection = LinearLayer(
        "projection", inputs: texts.columns, outputs: network.width, in: &layout)
      return { step in
        let cosines = product(
          unitRows(step.representation), unitRows(projection(step["texts"])),
          transposingRight: true)
        return crossEntropy(5 * cosines, targets: step["labels"])
      }
    }
  }

  @Test(
    "texts of all classes are there whole in every part of a batch, and couple no rows",
    arguments: [50, 47, 4, 2])
  func constant(rows: Int) {
    let texts = normal(4, 7, key: 2)
    let whole = replay(textual(texts), rows: rows)
    let parted = replay(textual(texts), rows: rows, partFloats: 1500)
    #expect(whole.parts == 1)
    #expect(parted.parts > 1)
    #expect(whole.inputs[1] == texts.values)
    #expect(parted.inputs[1] == (0..<parted.parts).flatMap { _ in texts.values })
    #expect(abs(parted.loss - whole.loss) < 1e-6)
    expectClose(parted.gradient, whole.gradient)
  }

  @Test("a network learns to say which of the texts a row belongs to")
  func learnsTexts() throws {
    let texts = normal(4, 7, key: 2)
    let fitted = try Trainer(network: network, settings: .example(epochs: 30)).fit(
      features: example.features, rows: example.rows, objective: textual(texts))
    #expect((fitted.curve.last?.trainLoss ?? 9) < 0.7 * (fitted.curve.first?.trainLoss ?? 0))
    #expect(fitted.parts.count == 7 * 16 + 16)
  }

  @Test("L-BFGS reads them too, in every chunk")
  func fullBatchConstant() throws {
    let linear = Network.linear(inputs: 20, outputs: 4)
    // ‖z − Σ texts‖² is least where every output is the sum of its column.
    let texts = normal(3, 4, key: 4)
    let objective = Objective(inputs: [ObjectiveInput(name: "texts", .constant(texts))]) {
      tape, z in
      meanSquaredError(z, repeatedRows(columnTotals(tape.input("texts")), rows: z.rows))
    }
    var settings = TrainingSettings.example(optimizer: .lbfgs())
    settings.weightDecay = 0
    let fitted = try Trainer(network: linear, settings: settings).fit(
      features: example.features, rows: example.rows, objective: objective)
    for column in 0..<4 {
      let sum = (0..<3).reduce(0) { $0 + texts[$1, column] }
      #expect(abs(fitted.parameters[80 + column] - sum) < 1e-4)
    }
  }

  // MARK: Drawn

  private func denoising(_ distribution: Distribution, columns: Int = 5, also: [String] = [])
    -> Objective
  {
    Objective(
      inputs: also.map { ObjectiveInput(name: $0, .drawn(columns: 3, .normal)) }
        + [ObjectiveInput(name: "noise", .drawn(columns: columns, distribution))]
    ) { network, layout in
      let head = LinearLayer("head", inputs: network.width, outputs: columns, in: &layout)
      return { meanSquaredError(head($0.representation), $0["noise"]) }
    }
  }

  @Test(
    "noise does not depend on how a batch is parted", arguments: [Distribution.normal, .uniform])
  func parted(_ distribution: Distribution) {
    let whole = replay(denoising(distribution), rows: 47)
    let parted = replay(denoising(distribution), rows: 47, partFloats: 1500)
    #expect(parted.parts > 1)
    #expect(whole.inputs == parted.inputs)
    #expect(abs(parted.loss - whole.loss) < 1e-6)
    expectClose(parted.gradient, whole.gradient)
  }

  @Test(
    "noise is that of the step and of the place in the batch, not of what else is drawn",
    arguments: [Distribution.normal, .uniform])
  func steps(_ distribution: Distribution) {
    func noise(step: Int, start: Int = 0, also: [String] = []) -> [Float] {
      replay(denoising(distribution, also: also), rows: 20, step: step, start: start).inputs.last
        ?? []
    }
    #expect(noise(step: 3) == noise(step: 3))
    #expect(noise(step: 3) == noise(step: 3, start: 20))
    #expect(noise(step: 3) == noise(step: 3, also: ["another"]))
    #expect(Set(noise(step: 3)).isDisjoint(with: noise(step: 4)))
    let both = replay(denoising(distribution, columns: 3, also: ["another"]), rows: 20).inputs
    #expect(both[0] != both[1])
    #expect(Set(noise(step: 0)).count > 95)
  }

  @Test("noise is distributed as it says")
  func distributions() {
    func moments(_ distribution: Distribution) -> (mean: Double, variance: Double, [Float]) {
      let values = (0..<200).flatMap {
        replay(denoising(distribution), rows: 50, step: $0).inputs[0]
      }
      let mean = values.reduce(0) { $0 + Double($1) } / Double(values.count)
      let variance = values.reduce(0) { $0 + (Double($1) - mean) * (Double($1) - mean) }
      return (mean, variance / Double(values.count), values)
    }
    let normal = moments(.normal)
    #expect(abs(normal.mean) < 0.02 && abs(normal.variance - 1) < 0.03)
    let uniform = moments(.uniform)
    #expect(abs(uniform.mean - 0.5) < 0.01 && abs(uniform.variance - 1.0 / 12) < 0.003)
    #expect(uniform.2.allSatisfy { $0 >= 0 && $0 < 1 })
  }

  @Test("a fit on noise is one of its seed, role and stream")
  func reproducible() throws {
    func fit(_ change: (inout TrainingSettings) -> Void = { _ in }) throws -> [Float] {
      // One order, one start: only the noise differs.
      var settings = TrainingSettings.example(epochs: 2, batch: 50)
      settings.initialisation = .normal(0)
      change(&settings)
      return try Trainer(network: .linear(inputs: 20, outputs: 4), settings: settings).fit(
        features: example.features, rows: example.rows, objective: denoising(.normal)
      ).parts
    }
    let first = try fit()
    #expect(try fit() == first)
    #expect(try fit { $0.seed = 2 } != first)
    #expect(try fit { $0.role = .teacher } != first)
    #expect(try fit { $0.streamIndex = 1 } != first)
  }

  @Test("L-BFGS draws once, so that it ends in the optimum of one function")
  func fullBatchDrawn() throws {
    var settings = TrainingSettings.example(
      optimizer: .lbfgs(iterations: 200, history: 10, tolerance: 1e-5))
    settings.weightDecay = 0
    let fitted = try Trainer(network: .linear(inputs: 20, outputs: 4), settings: settings).fit(
      features: example.features, rows: example.rows, objective: denoising(.normal))
    #expect(fitted.curve.count < 100)
    #expect(
      zip(fitted.curve, fitted.curve.dropFirst()).allSatisfy { $1.trainLoss <= $0.trainLoss + 1e-6 }
    )
  }

  // MARK: Masks

  @Test("a mask is a per-row input of one column, which every weighted loss takes")
  func masks() {
    // Rows of weight 0 may hold anything.
    var mask = Tensor(rows: 50, columns: 1, values: (0..<50).map { $0 % 3 == 0 ? 0 : 1 })
    mask[1, 0] = 2.5
    var labels = example.labels
    for row in stride(from: 0, to: 50, by: 3) { labels[row, 0] = .nan }
    func objective(_ labels: Tensor, _ loss: @escaping @Sendable (StepView, Variable) -> Variable)
      -> Objective
    {
      Objective(
        inputs: [
          ObjectiveInput(name: "labels", values: labels),
          ObjectiveInput(name: "mask", values: mask),
        ]
      ) { _, _ in { loss($0, $0["mask"]) } }
    }
    let losses: [@Sendable (StepView, Variable) -> Variable] = [
      { crossEntropy($0.outputs, targets: $0["labels"], rows: $1) },
      { divergence(from: $0["labels"], to: $0.outputs, temperature: 2, rows: $1) },
      { meanSquaredError($0.outputs, $0["labels"], rows: $1) },
    ]
    for loss in losses {
      let whole = replay(objective(labels, loss), rows: 50)
      let clean = replay(objective(example.labels, loss), rows: 50)
      let parted = replay(objective(labels, loss), rows: 50, partFloats: 1500)
      #expect(parted.parts > 1)
      #expect(whole.loss.isFinite && whole.loss == clean.loss)
      #expect(whole.gradient == clean.gradient)
      #expect(abs(parted.loss - whole.loss) < 1e-6)
      expectClose(parted.gradient, whole.gradient)
    }
    let mean = replay(
      objective(example.labels) { rowMean($0.outputs * $0.outputs, rows: $1) }, rows: 50)
    #expect(mean.gradient.allSatisfy { $0.isFinite })
  }

  @Test("what is drawn and what is constant is counted in the memory of a fit")
  func memory() {
    let objective = Objective(
      inputs: [
        ObjectiveInput(name: "noise", .drawn(columns: 7, .uniform)),
        ObjectiveInput(name: "texts", .constant(normal(100, 16, key: 1))),
      ]
    ) { _, _ in
      { step in
        rowMean(product(step.representation, step["texts"], transposingRight: true))
          + rowMean(step["noise"])
      }
    }
    let run = MiniBatchRun(
      network: network, settings: .example(), features: example.features, rows: example.rows,
      objective: objective)
    let bytes = Trainer(network: network, settings: .example())
      .memoryBytes(rows: 50, objective: objective)
    #expect(bytes == 4 * run.arenaCount)
  }
}
