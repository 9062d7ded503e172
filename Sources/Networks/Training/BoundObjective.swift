import Gradients
import Randomness
import Tensors

/// An objective on one network: the parameters of both, and the loss over them.
struct BoundObjective {
  let network: Network
  let inputs: [ObjectiveInput]
  /// The network's slices, then the parts'.
  let layout: ParameterLayout
  let learned: LearnedLosses

  /// The parameters a phase moves.
  func range(_ moved: TrainingPhase.Moved) -> Range<Int> {
    switch moved {
    case .network: 0..<network.parameterCount
    case .parts: network.parameterCount..<layout.count
    case .both: 0..<layout.count
    }
  }

  /// One traced step: inputs are the features, then the objective's own.
  /// - Parameters:
  ///   - name: of the loss.
  ///   - moved: what the gradient is wanted of.
  ///   - weight: of the loss, such as a part's share of its batch.
  ///   - accumulatesGradient: adds to the gradient that is there.
  func program(
    loss name: String = Objective.onlyLoss, moving moved: TrainingPhase.Moved = .both, rows: Int,
    weight: Double = 1, accumulatesGradient: Bool = false
  ) -> Program {
    guard let loss = learned.losses[name] else {
      preconditionFailure(
        """
        a phase minimises a loss "\(name)" that the objective lacks; it has \
        \(learned.losses.keys.sorted().joined(separator: ", "))
        """)
    }
    return Program(
      rows: rows, parameterCount: layout.count, moving: range(moved), inputs: shapes(inputs),
      weight: weight, accumulatesGradient: accumulatesGradient,
      loss: { tape in loss(StepView(network, on: tape, features: tape.input("features"))) })
  }

  /// The forward pass of one of the heads over one chunk.
  /// - Parameter inputs: that it reads beside the features.
  func evaluation(ofHead name: String, inputs: [ObjectiveInput]) -> Program {
    guard let head = learned.heads[name] else {
      preconditionFailure(
        """
        no head "\(name)" among those of the objective: \
        \(learned.heads.keys.sorted().joined(separator: ", "))
        """)
    }
    return Program(
      rows: network.evaluationRows, parameterCount: layout.count, inputs: shapes(inputs),
      output: { tape in head(StepView(network, on: tape, features: tape.input("features"))) })
  }

  private func shapes(_ inputs: [ObjectiveInput]) -> [InputShape] {
    [InputShape(name: "features", columns: network.inputs)]
      + inputs.map { InputShape(name: $0.name, columns: $0.columns, rows: $0.fixedRows) }
  }

  /// The network's forward pass on the arena of a training program.
  var evaluation: Program { network.evaluation(parameterCount: layout.count) }

  /// What a fit begins with.
  func initialParameters(_ settings: TrainingSettings) -> [Float] {
    layout.initialValues(settings.initialisation, stream: settings.stream(.initialisation))
  }

  /// - Parameter parameters: network and parts.
  func fitted(_ parameters: [Float], curve: [EpochRecord], chosenEpoch: Int) -> FittedNetwork {
    FittedNetwork(
      network: network, parameters: Array(parameters[range(.network)]),
      parts: Array(parameters[range(.parts)]), curve: curve, chosenEpoch: chosenEpoch)
  }
}
