import Gradients
import Randomness
import Tensors
import Testing

@testable import Networks

@Suite("Heads of a loss and hidden layers it reads") struct HeadTests {
  private let example = Example(rows: 300, columns: 20, classes: 4)
  private let network = Network.mlp(inputs: 20, hidden: [16, 8], outputs: 4, dropout: 0.2)
  private let texts: Tensor

  init() {
    var stream = RandomStream(key: 5)
    texts = Tensor(rows: 4, columns: 6, values: (0..<24).map { _ in Float(stream.normal()) })
  }

  /// An auxiliary classifier and a projection beside the main outputs; cosines to the texts of the classes.
  private var objective: Objective {
    Objective(
      inputs: [
        ObjectiveInput(name: "labels", values: example.labels),
        ObjectiveInput(name: "texts", .constant(texts)),
      ],
      learning: { network, layout in
        let auxiliary = LinearLayer("auxiliary", inputs: 16, outputs: 4, in: &layout)
        let projection = LinearLayer("projection", inputs: network.width, outputs: 6, in: &layout)
        let heads: [String: LearnedLosses.Head] = [
          "auxiliary": { auxiliary($0.hidden[0]) },
          "projection": { unitRows(projection($0.representation)) },
          "texts": { step in
            product(
              unitRows(projection(step.representation)), unitRows(step["texts"]),
              transposingRight: true)
          },
        ]
        return LearnedLosses(heads: heads) { step in
          crossEntropy(step.outputs, targets: step["labels"])
            + 0.5 * crossEntropy(auxiliary(step.hidden[0]), targets: step["labels"])
            + crossEntropy(
              5
                * product(
                  unitRows(projection(step.representation)), unitRows(step["texts"]),
                  transposingRight: true), targets: step["labels"])
        }
      })
  }

  private func fitted(epochs: Int) throws -> FittedNetwork {
    try Trainer(network: network, settings: .example(epochs: epochs)).fit(
      features: example.features, rows: example.rows, objective: objective)
  }

  @Test("a head is learned, and evaluated in the order of the rows wanted")
  func heads() throws {
    let fitted = try fitted(epochs: 30)
    func outputs(_ head: String, _ rows: [Int], texts: Tensor? = nil) -> Tensor {
      fitted.outputs(
        ofHead: head, of: objective,
        inputs: texts.map { [ObjectiveInput(name: "texts", .constant($0))] } ?? [],
        features: example.features, rows: rows)
    }
    #expect(example.accuracy(outputs("auxiliary", example.rows)) > 0.75)
    #expect(example.accuracy(outputs("texts", example.rows, texts: texts)) > 0.75)
    let projected = outputs("projection", [299, 0, 7])
    let all = outputs("projection", example.rows)
    #expect((projected.rows, projected.columns) == (3, 6))
    for (index, row) in [299, 0, 7].enumerated() {
      for column in 0..<6 { #expect(projected[index, column] == all[row, column]) }
    }
  }

  @Test("a head may be asked about other texts than it was trained with")
  func otherTexts() throws {
    let fitted = try fitted(epochs: 3)
    let two = texts.tensor(rows: [3, 1])
    func cosines(_ texts: Tensor) -> Tensor {
      fitted.outputs(
        ofHead: "texts", of: objective,
        inputs: [ObjectiveInput(name: "texts", .constant(texts))], features: example.features,
        rows: Array(0..<10))
    }
    let (some, all) = (cosines(two), cosines(texts))
    #expect(some.columns == 2)
    for row in 0..<10 {
      #expect(abs(some[row, 0] - all[row, 3]) < 1e-6)
      #expect(abs(some[row, 1] - all[row, 1]) < 1e-6)
    }
  }

  @Test("a head on the network's own layers gives what the network gives")
  func ownOutputs() throws {
    let plain = Objective(
      inputs: [ObjectiveInput(name: "labels", values: example.labels)],
      learning: { _, _ in
        LearnedLosses(heads: ["main": { $0.outputs }, "hidden": { $0.hidden[1] }]) {
          crossEntropy($0.outputs, targets: $0["labels"])
        }
      })
    let fitted = try Trainer(network: network, settings: .example(epochs: 2)).fit(
      features: example.features, rows: example.rows, objective: plain)
    func head(_ name: String) -> Tensor {
      fitted.outputs(
        ofHead: name, of: plain, features: example.features, rows: example.rows)
    }
    #expect(head("main") == fitted.outputs(features: example.features, rows: example.rows))
    #expect(
      head("hidden") == fitted.representations(features: example.features, rows: example.rows))
  }

  // MARK: Hidden layers

  /// Shapes of the hidden layers a network offers, of a batch of 5.
  private func hidden(_ network: Network) -> [[Int]] {
    var shapes: [[Int]] = []
    _ = Program(
      rows: 5, parameterCount: network.parameterCount,
      inputs: [InputShape(name: "features", columns: network.inputs)],
      loss: { tape in
        let step = StepView(network, on: tape, features: tape.input("features"))
        shapes = step.hidden.map { [$0.rows, $0.columns] }
        // Traced again, the layers are those of its own.
        #expect(
          StepView(network, on: tape, features: tape.input("features")).hidden.count == shapes.count
        )
        return rowMean(step.outputs)
      })
    return shapes
  }

  @Test("are what the body offers, the first first")
  func offered() {
    #expect(hidden(network) == [[5, 16], [5, 8]])
    #expect(hidden(.linear(inputs: 20, outputs: 4)).isEmpty)
    let encoder = TransformerSettings(
      layers: 2, width: 8, heads: 2, vocabulary: nil, tokens: 4, pooling: .mean, dropout: 0)
    #expect(
      hidden(.textTransformer(encoder, inputs: 20, outputs: 4)) == [[20, 8], [20, 8]])
  }

  @Test("cost nothing where nobody reads them")
  func unread() {
    func program(_ loss: @escaping (StepView) -> Variable) -> Int {
      Program(
        rows: 5, parameterCount: network.parameterCount,
        inputs: [InputShape(name: "features", columns: 20)],
        loss: { tape in
          loss(StepView(network, on: tape, features: tape.input("features")))
        }
      ).end
    }
    let plain = Program(
      rows: 5, parameterCount: network.parameterCount,
      inputs: [InputShape(name: "features", columns: 20)],
      loss: { rowMean(network($0.input("features"))) })
    #expect(program { rowMean($0.outputs) } == plain.end)
    #expect(program { rowMean($0.outputs) + rowMean($0.hidden[0] * $0.hidden[0]) } > plain.end)
  }

  @Test("gradients through heads and hidden layers agree with finite differences")
  func finiteDifferences() {
    let smooth = Network.mlp(inputs: 20, hidden: [16, 8], outputs: 4, activation: .tanh)
    let full = FullBatchObjective(
      network: smooth, features: example.features, rows: example.rows, objective: objective,
      weightDecay: 0)
    let bound = objective.bound(to: smooth)
    let start = bound.layout.initialValues(.glorotUniform, stream: RandomStream(key: 3))
      .map(Double.init)
    let gradient = full(start).gradient
    let h = 1e-2
    for slice in bound.layout.slices {
      for index in [slice.offset, slice.range.upperBound - 1] {
        func at(_ distance: Double) -> Double {
          var moved = start
          moved[index] += distance * h
          return full(moved).loss
        }
        let difference = (8 * (at(1) - at(-1)) - (at(2) - at(-2))) / (12 * h)
        #expect(abs(difference - gradient[index]) < 2e-4, "\(slice.name) \(index)")
      }
    }
  }
}
