import Gradients
import Tensors

/// A whole network that a loss learns beside the one that is fitted: an aligner, a second student.
///
/// Its slices stand behind others in the layout, each as `NAME SLICE`; it computes what the network computes.
public struct LearnedNetwork: Sendable, Hashable {
  public let network: Network
  /// First of its parameters in the layout.
  private let offset: Int

  /// Appends the network's slices.
  public init(_ name: String, _ network: Network, in layout: inout ParameterLayout) {
    self.network = network
    offset = layout.count
    for slice in network.layout.slices {
      layout.append(
        name: "\(name) \(slice.name)", shape: slice.shape, start: slice.start,
        decays: slice.decays, isTrained: slice.isTrained)
    }
  }

  /// The network's outputs inside a trace: `[rows, outputs]`.
  /// - Parameter x: `[rows, inputs]`.
  public func callAsFunction(_ x: Variable) -> Variable {
    outputsAndRepresentation(x).outputs
  }

  /// The outputs and what the network's head makes them of: `[rows, width]`.
  public func outputsAndRepresentation(
    _ x: Variable
  ) -> (outputs: Variable, representation: Variable) {
    x.tape.withParameters(from: offset) { network.outputsAndRepresentation(x) }
  }
}

extension FittedNetwork {
  /// A network that the loss learned, as one fitted by itself; its curve is that of the fit.
  /// - Parameters:
  ///   - name: that its slices bear in the layout of `objective`.
  ///   - learned: its shape.
  public func learned(
    _ name: String, _ learned: Network, of objective: Objective
  ) -> FittedNetwork {
    let layout = objective.layout(on: network)
    guard
      let first = learned.layout.slices.first, let start = layout["\(name) \(first.name)"]?.offset,
      start >= network.parameterCount,
      start + learned.parameterCount <= network.parameterCount + parts.count
    else {
      preconditionFailure("the objective learns no network \"\(name)\" of this shape")
    }
    return FittedNetwork(
      network: learned,
      parameters: Array(
        parts[
          start - network.parameterCount..<start - network.parameterCount + learned.parameterCount]),
      curve: curve, chosenEpoch: chosenEpoch)
  }
}
