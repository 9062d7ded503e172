import Gradients
import Tensors

/// What is minimised: inputs beside the features (soft labels, teacher logits, …) and a loss over them.
///
/// A loss may learn parameters of its own, its *parts*: a regressor between two widths, a projection, a
/// second head. They stand behind the network's parameters in one flat buffer,
///
///     parameters:  network | parts
///
/// so that optimiser, clipping, decay, average and best epoch see one vector. Initialisation draws the
/// network's slices first: a network starts the same with parts and without.
public struct Objective: Sendable {
  public typealias Loss = LearnedLosses.Loss

  /// What a single loss is called.
  public static let onlyLoss = "loss"

  public let inputs: [ObjectiveInput]
  private let bind: @Sendable (Network, inout ParameterLayout) -> LearnedLosses

  /// A loss of the network's outputs. Inside, `tape.input("labels")` gives the batch's rows of that input.
  public init(
    inputs: [ObjectiveInput], loss: @Sendable @escaping (Tape, Variable) -> Variable
  ) {
    self.init(inputs: inputs) { _, _ in { loss($0.tape, $0.outputs) } }
  }

  /// A loss with parts.
  ///
  /// For example the hint of FitNets (Romero et al. 2015, equation 3), ½ ‖R(h) − e‖²:
  ///
  ///     Objective(inputs: [embedding]) { network, layout in
  ///       let regressor = LinearLayer(
  ///         "regressor", inputs: network.width, outputs: embedding.columns, in: &layout)
  ///       return { 0.5 * meanSquaredError(regressor($0.representation), $0["embedding"]) }
  ///     }
  ///
  /// - Parameter binding: appends what the loss learns behind the network's parameters and returns the
  ///   loss over it. It appends the same for the same network whenever it is asked.
  public init(
    inputs: [ObjectiveInput],
    binding: @Sendable @escaping (_ network: Network, _ layout: inout ParameterLayout) -> Loss
  ) {
    self.init(inputs: inputs, learning: { LearnedLosses(loss: binding($0, &$1)) })
  }

  /// Several losses over the same parts, which the phases of a fit minimise in turn, and heads that can be
  /// evaluated after training.
  /// - Parameter binding: as for one loss. Fits without phases minimise the one called `onlyLoss`.
  public init(
    inputs: [ObjectiveInput],
    learning binding:
      @Sendable @escaping (_ network: Network, _ layout: inout ParameterLayout) -> LearnedLosses
  ) {
    self.inputs = inputs
    bind = binding
  }

  /// What the flat parameters of a fit hold: the network's slices, then the parts'.
  public func layout(on network: Network) -> ParameterLayout {
    bound(to: network).layout
  }

  func bound(to network: Network) -> BoundObjective {
    var layout = network.layout
    let learned = bind(network, &layout)
    precondition(
      layout.slices.starts(with: network.layout.slices),
      "a loss replaced the network's parameters; its own are appended behind them")
    return BoundObjective(network: network, inputs: inputs, layout: layout, learned: learned)
  }
}
