import AllocationCounter
import Gradients
import Tensors
import Testing

@testable import Networks

@Suite("A warm training step allocates nothing") struct AllocationTests {
  @Test(
    "the counter counts",
    .enabled(if: allocation_counter_counts() != 0, "a sanitizer has an allocator of its own"))
  func counter() {
    allocation_counter_start()
    let array = [Float](repeating: 1, count: 1000)
    let calls = allocation_counter_stop()
    #expect(array.count == 1000)
    #expect(calls > 0)
  }

  @Test(
    "with every optimiser, short last batch, dropout, clipping, schedule, average and standardised parts included",
    arguments: [
      Optimizer.adamw(rate: 0.01), .adam(rate: 0.01), .sgd(rate: 0.01, momentum: 0.9),
      .sgd(rate: 0.01, momentum: 0.9, nesterov: true),
      .rmsprop(rate: 0.01, decay: 0.9, epsilon: 1e-6),
    ], [nil, 0.1] as [Float?])
  func warmEpoch(_ optimizer: Optimizer, clip: Float?) throws {
    let example = Example(rows: 300, columns: 20, classes: 4)
    let standardisation = Standardisation.fitted(to: example.features, rows: example.rows)
    let features = ConcatenatedFeatures([standardisation(example.features), example.features])
    let teacher = ObjectiveInput(name: "teacher", values: example.labels)
    var settings = TrainingSettings.example(batch: 128, optimizer: optimizer)
    settings.clip = clip
    settings.schedule = .cosine
    settings.warmup = 1
    settings.average = 0.9
    var run = MiniBatchRun(
      network: .mlp(inputs: 40, hidden: [32, 16], outputs: 4, dropout: 0.2), settings: settings,
      features: features, rows: example.rows,
      objective: Objective(
        inputs: [ObjectiveInput(name: "labels", values: example.labels), teacher]
      ) { tape, z in
        0.5 * crossEntropy(z, targets: tape.input("labels"))
          + 8 * divergence(from: tape.input("teacher"), to: z, temperature: 4)
      })
    _ = try run.train(epoch: 1)

    allocation_counter_start()
    let loss = try run.train(epoch: 2)
    let calls = allocation_counter_stop()
    #expect(loss.isFinite)
    #expect(calls == 0)
    #expect(run.step == 6)
  }

  @Test("with parts of the loss, constant and drawn inputs")
  func warmStepInputs() throws {
    let example = Example(rows: 300, columns: 20, classes: 4)
    let objective = Objective(
      inputs: [
        ObjectiveInput(name: "labels", values: example.labels),
        ObjectiveInput(name: "texts", .constant(Tensor.zeros(rows: 4, columns: 8))),
        ObjectiveInput(name: "noise", .drawn(columns: 8, .normal)),
        ObjectiveInput(name: "times", .drawn(columns: 1, .uniform)),
      ]
    ) { network, layout in
      let projection = LinearLayer("projection", inputs: network.width, outputs: 8, in: &layout)
      return { step in
        let h = projection(step.representation)
        return crossEntropy(
          product(h, step["texts"], transposingRight: true), targets: step["labels"])
          + meanSquaredError(h, scaledRows(step["noise"], by: step["times"]))
      }
    }
    var run = MiniBatchRun(
      network: .mlp(inputs: 20, hidden: [32, 16], outputs: 4), settings: .example(batch: 128),
      features: example.features, rows: example.rows, objective: objective)
    _ = try run.train(epoch: 1)

    allocation_counter_start()
    let loss = try run.train(epoch: 2)
    let calls = allocation_counter_stop()
    #expect(loss.isFinite)
    #expect(calls == 0)
  }

  @Test("with phases that take turns, and an average")
  func warmPhases() throws {
    let example = Example(rows: 300, columns: 20, classes: 4)
    let objective = Objective(
      inputs: [ObjectiveInput(name: "labels", values: example.labels)]
    ) { network, layout in
      let head = LinearLayer("head", inputs: network.width, outputs: 4, in: &layout)
      return {
        crossEntropy($0.outputs, targets: $0["labels"])
          + crossEntropy(head($0.representation), targets: $0["labels"])
      }
    }
    var settings = TrainingSettings.example(batch: 128)
    settings.average = 0.9
    settings.phases = [
      TrainingPhase(moves: .parts, epochs: 1, optimizer: .sgd(rate: 0.1, momentum: 0.9)),
      TrainingPhase(moves: .network, epochs: 1, optimizer: .adamw(rate: 0.01)),
    ]
    var run = MiniBatchRun(
      network: .mlp(inputs: 20, hidden: [32, 16], outputs: 4), settings: settings,
      features: example.features, rows: example.rows, objective: objective)
    for epoch in 1...2 { _ = try run.train(epoch: epoch) }

    allocation_counter_start()
    let losses = (try run.train(epoch: 3), try run.train(epoch: 4))
    let calls = allocation_counter_stop()
    #expect(losses.0.isFinite && losses.1.isFinite)
    #expect(calls == 0)
  }
}
