import Gradients
import Networks
import Tensors
import Testing

@Suite("Divergence") struct DivergenceTests {
  private let example = Example(rows: 40, columns: 3, classes: 2)
  private let network = Network.mlp(inputs: 3, hidden: [8], outputs: 2)

  private func error(
    _ settings: TrainingSettings, features: Tensor? = nil
  ) throws -> DivergenceError? {
    #expect(throws: DivergenceError.self) {
      _ = try Trainer(network: network, settings: settings).fit(
        features: features ?? example.features, rows: example.rows,
        objective: example.objective)
    }
  }

  @Test("a NaN in the features stops the first epoch and names the loss")
  func notANumber() throws {
    var features = example.features
    features[17, 1] = .nan
    let error = try error(.example(), features: features)
    #expect(error?.what == .loss)
    #expect(error?.epoch == 1)
    #expect(error?.largest == nil)
    #expect(
      error?.description.hasPrefix("training diverged: the training loss became NaN or infinite")
        == true)
  }

  @Test("a rate far too large stops with its step and epoch")
  func rate() throws {
    let error = try error(
      .example(epochs: 50, batch: 10, optimizer: .sgd(rate: 1e25, momentum: 0.9)))
    #expect((error?.step ?? 0) > 0)
  }

  @Test("a loss that overflows names the layer that had grown farthest")
  func farthestLayer() throws {
    // One step makes finite weights whose outputs are beyond Float.
    let labels = ObjectiveInput(name: "labels", values: example.labels)
    let error = #expect(throws: DivergenceError.self) {
      _ = try Trainer(
        network: network,
        settings: .example(epochs: 3, batch: 40, optimizer: .sgd(rate: 1e24, momentum: 0))
      ).fit(
        features: example.features, rows: example.rows,
        objective: Objective(inputs: [labels]) { tape, z in
          meanSquaredError(z, tape.input("labels"))
        })
    }
    #expect(error?.what == .loss)
    #expect(error?.step == 1)
    let name = try #require(error?.largest)
    #expect(network.layout[name] != nil)
    #expect(error?.description.contains("grown farthest in \"\(name)\"") == true)
  }

  @Test("a gradient that overflows names its layer")
  func gradient() throws {
    // Outputs near 10 and a finite loss, but xᵀ · dz is beyond Float.
    var features = example.features
    for index in features.values.indices { features.values[index] *= 1e37 }
    var settings = TrainingSettings.example(batch: 40)
    settings.initialisation = .normal(1e-36)
    let labels = ObjectiveInput(name: "labels", values: example.labels)
    let error = #expect(throws: DivergenceError.self) {
      _ = try Trainer(network: .linear(inputs: 3, outputs: 2), settings: settings).fit(
        features: features, rows: example.rows,
        objective: Objective(inputs: [labels]) { tape, z in
          1e4 * crossEntropy(z, targets: tape.input("labels"))
        })
    }
    #expect(error?.what == .gradient(of: "layer 0 weight"))
    #expect(error?.step == 0)
  }

  @Test("a validation loss that is no number stops too")
  func validation() throws {
    let monitor = ValidationMonitor(features: example.features, rows: [0]) { _ in .nan }
    let error = #expect(throws: DivergenceError.self) {
      _ = try Trainer(network: network, settings: .example()).fit(
        features: example.features, rows: example.rows, objective: example.objective,
        validation: monitor)
    }
    #expect(error?.what == .validationLoss)
  }

  @Test("the text says what, where and what helps")
  func description() {
    let error = DivergenceError(step: 41, epoch: 3, what: .gradient(of: "layer 2 weight"))
    #expect(
      error.description == """
        training diverged: the gradient of "layer 2 weight" became NaN or infinite in epoch 3, \
        step 41; expected finite numbers. A smaller learning rate, gradient clipping or \
        standardised features usually help.
        """)
  }
}
