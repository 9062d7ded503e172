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
  /// Tokens or pixels a row is worked on as; 1 where it stays a row.
  let positions: Int
  private let body: Body
  private let head: LinearLayer

  private enum Body: Sendable, Hashable {
    /// h = x.
    case identity
    case perceptron(MultilayerPerceptron)
    case text(TextTransformer)
    case vision(VisionTransformer)
    case convolutional(ConvolutionalNetwork)
    case multimodal(MultimodalTransformer)
  }

  /// - Parameters:
  ///   - width: of the body's representation.
  ///   - positions: tokens or pixels of a row.
  ///   - name: of the head.
  ///   - makeBody: appends the body's slices, which stand before the head's.
  private init(
    inputs: Int, width: Int, outputs: Int, positions: Int = 1, head name: String = "head",
    body makeBody: (inout ParameterLayout) -> Body
  ) {
    precondition(inputs > 0 && outputs > 0, "a network of \(inputs) inputs and \(outputs) outputs")
    self.inputs = inputs
    self.outputs = outputs
    self.positions = positions
    var layout = ParameterLayout()
    body = makeBody(&layout)
    head = LinearLayer(name, inputs: width, outputs: outputs, in: &layout)
    self.layout = layout
  }

  public var parameterCount: Int { layout.count }
  /// Columns of the representation the head makes the outputs of.
  public var width: Int { head.inputs }

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
      case .text(let transformer): transformer(x)
      case .vision(let transformer): transformer(x)
      case .convolutional(let network): network(x)
      case .multimodal(let transformer): transformer(x)
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
  /// - Parameters:
  ///   - hidden: widths.
  ///   - dropout: rate behind every hidden layer.
  ///   - residual: adds its input to the output of a hidden layer as wide as the one before.
  public static func mlp(
    inputs: Int, hidden: [Int], outputs: Int, dropout: Float = 0, activation: Activation = .relu,
    normalisation: Normalisation = .none, residual: Bool = false
  ) -> Network {
    precondition(
      inputs > 0 && outputs > 0 && hidden.allSatisfy { $0 > 0 },
      "a network of widths \([inputs] + hidden + [outputs])")
    return Network(
      inputs: inputs, width: hidden.last ?? inputs, outputs: outputs,
      head: "layer \(hidden.count)"
    ) { layout in
      let body = MultilayerPerceptron(
        inputs: inputs, hidden: hidden, dropout: dropout, activation: activation,
        normalisation: normalisation, residual: residual, in: &layout)
      return hidden.isEmpty ? .identity : .perceptron(body)
    }
  }

  /// A transformer over the tokens of a row: words by their numbers, or features.
  public static func textTransformer(
    _ settings: TransformerSettings, inputs: Int, outputs: Int
  ) -> Network {
    Network(
      inputs: inputs, width: settings.shape.width, outputs: outputs,
      positions: settings.tokens(columns: inputs)
    ) { layout in
      .text(TextTransformer(settings, inputs: inputs, in: &layout))
    }
  }

  /// A transformer over the patches of an image.
  public static func visionTransformer(
    _ settings: VisionTransformerSettings, inputs: Int, outputs: Int
  ) -> Network {
    precondition(
      inputs == settings.image.count, "\(inputs) columns for an image of \(settings.image.count)")
    return Network(
      inputs: inputs, width: settings.shape.width, outputs: outputs,
      positions: settings.patches + 1
    ) { layout in
      .vision(VisionTransformer(settings, in: &layout))
    }
  }

  /// Convolutions over an image.
  public static func convolutional(
    _ settings: ConvolutionalSettings, inputs: Int, outputs: Int
  ) -> Network {
    precondition(
      inputs == settings.image.count, "\(inputs) columns for an image of \(settings.image.count)")
    return Network(
      inputs: inputs, width: settings.channels[settings.channels.count - 1], outputs: outputs,
      positions: settings.image.pixels
    ) { layout in
      .convolutional(ConvolutionalNetwork(settings, in: &layout))
    }
  }

  /// A transformer over the tokens of several modalities.
  /// - Parameter parts: columns of every modality, side by side in a row.
  public static func multimodal(
    _ settings: TransformerSettings, parts: [Int], outputs: Int
  ) -> Network {
    precondition(!parts.isEmpty, "a multimodal transformer of no modality")
    return Network(
      inputs: parts.reduce(0, +), width: settings.shape.width, outputs: outputs,
      positions: parts.reduce(0) { $0 + settings.tokens(columns: $1) }
    ) { layout in
      .multimodal(MultimodalTransformer(settings, parts: parts, in: &layout))
    }
  }
}
