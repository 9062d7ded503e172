import Gradients
import Tensors

/// A network: shapes, names and what is done to a batch. Its numbers are one flat `[Float]`, handed in.
///
/// Every network is a body that turns a row into its representation h, and a linear head,
///
///     z = h W + b
///
/// What the bodies are stands in `Architectures`. Weights are `[in, out]`.
public struct Network: Sendable, Hashable {
  public let inputs: Int
  public let outputs: Int
  /// What the flat parameter buffer holds: `layer 0 weight`, `layer 0 bias`, …
  public let layout: ParameterLayout
  private let body: Body
  private let head: LinearLayer

  private enum Body: Sendable, Hashable {
    /// h = x.
    case identity
    case perceptron(MultilayerPerceptron)
  }

  private init(
    inputs: Int, outputs: Int, layout: ParameterLayout, body: Body, head: LinearLayer
  ) {
    self.inputs = inputs
    self.outputs = outputs
    self.layout = layout
    self.body = body
    self.head = head
  }

  public var parameterCount: Int { layout.count }

  /// The network's outputs (logits, or regression values) inside a trace: `[rows, outputs]`.
  public func callAsFunction(_ x: Variable) -> Variable {
    outputsAndRepresentation(x).outputs
  }

  /// The outputs and what the head makes them of: `[rows, width]`.
  public func outputsAndRepresentation(
    _ x: Variable
  ) -> (outputs: Variable, representation: Variable) {
    let representation =
      switch body {
      case .identity: x
      case .perceptron(let perceptron): perceptron(x)
      }
    return (head(representation), representation)
  }
}

// MARK: Architectures

extension Network {
  /// z = x W + b.
  public static func linear(inputs: Int, outputs: Int) -> Network {
    mlp(inputs: inputs, hidden: [], outputs: outputs)
  }

  /// Hidden layers, then a linear layer.
  public static func mlp(
    inputs: Int, hidden: [Int], outputs: Int, dropout: Float = 0, activation: Activation = .relu
  ) -> Network {
    precondition(
      inputs > 0 && outputs > 0 && hidden.allSatisfy { $0 > 0 },
      "a network of widths \([inputs] + hidden + [outputs])")
    var layout = ParameterLayout()
    let body = MultilayerPerceptron(
      inputs: inputs, hidden: hidden, dropout: dropout, activation: activation, in: &layout)
    let head = LinearLayer(
      "layer \(hidden.count)", inputs: hidden.last ?? inputs, outputs: outputs, in: &layout)
    return Network(
      inputs: inputs, outputs: outputs, layout: layout,
      body: hidden.isEmpty ? .identity : .perceptron(body), head: head)
  }
}
