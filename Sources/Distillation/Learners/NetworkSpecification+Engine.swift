import Networks
import Specifications

/// The one place where the networks of `job.yaml` become the engine's.
extension NetworkSpecification {
  /// The engine's network for rows of one modality, or of several side by side.
  ///
  /// - Parameters:
  ///   - parts: The shape of a row of each modality as its file has it; one where the network sees one.
  ///   - outputs: Classes, or one real number.
  /// - Throws: where the rows cannot be what the network takes, or the engine has no such network.
  public func engine(_ parts: [[Int]], outputs: Int) throws(NetworkRefusal) -> Network {
    let columns = parts.map { $0.reduce(1, *) }
    guard parts.count > 1 else {
      let inputs = columns.first ?? 0
      return try seeing(parts.first ?? []).engine(inputs: inputs, outputs: outputs)
    }
    return try jointEngine(columns, outputs: outputs)
  }

  /// Of a network that sees the columns of several modalities side by side.
  private func jointEngine(
    _ columns: [Int], outputs: Int
  ) throws(NetworkRefusal) -> Network {
    switch self {
    case .linear, .mlp: return try engine(inputs: columns.reduce(0, +), outputs: outputs)
    case .transformer, .vision, .convolution:
      throw notYet("\(description) on several modalities")
    }
  }

  /// Of a network that knows its rows. What the engine does not have yet is refused here and nowhere
  /// else.
  private func engine(inputs: Int, outputs: Int) throws(NetworkRefusal) -> Network {
    switch self {
    case .linear: return .linear(inputs: inputs, outputs: outputs)
    case .mlp(let perceptron):
      guard perceptron.activation == .relu, perceptron.normalisation == .none, !perceptron.residual
      else { throw notYet(description) }
      return .mlp(
        inputs: inputs, hidden: perceptron.widths, outputs: outputs,
        dropout: Float(perceptron.dropout))
    case .transformer, .vision, .convolution: throw notYet(description)
    }
  }

  private func notYet(_ what: String) -> NetworkRefusal {
    NetworkRefusal(
      "a network this build cannot train yet", found: what,
      expected: "linear, or an mlp with relu, without normalisation and residuals",
      remedy: "use one of these, or a newer Retort")
  }
}
