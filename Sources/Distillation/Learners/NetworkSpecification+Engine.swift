import Networks
import Specifications
import Tensors

/// The one place where the networks of `job.yaml` become the engine's.
extension NetworkSpecification {
  /// The engine's network for rows of one modality, or of several side by side.
  ///
  /// - Parameters:
  ///   - parts: The shape of a row of each modality as its file has it; one where the network sees one.
  ///   - outputs: Classes, or one real number.
  /// - Throws: where the rows cannot be what the network takes.
  public func engine(_ parts: [[Int]], outputs: Int) throws(NetworkRefusal) -> Network {
    let columns = parts.map { $0.reduce(1, *) }
    guard parts.count > 1 else {
      let inputs = columns.first ?? 0
      return try seeing(parts.first ?? []).engine(inputs: inputs, outputs: outputs)
    }
    return try joint(parts).engine(columns: columns, outputs: outputs)
  }

  /// Of a network that knows its rows.
  private func engine(inputs: Int, outputs: Int) throws(NetworkRefusal) -> Network {
    switch self {
    case .linear: return .linear(inputs: inputs, outputs: outputs)
    case .mlp(let perceptron):
      return .mlp(
        inputs: inputs, hidden: perceptron.widths, outputs: outputs,
        dropout: Float(perceptron.dropout), activation: Activation(perceptron.activation),
        normalisation: Normalisation(perceptron.normalisation), residual: perceptron.residual)
    case .transformer(let transformer):
      return .textTransformer(TransformerSettings(transformer), inputs: inputs, outputs: outputs)
    case .vision(let vision):
      guard let image = vision.image else { throw noImage }
      let settings = VisionTransformerSettings(
        patch: vision.patch, layers: vision.encoder.layers, width: vision.encoder.width,
        heads: vision.encoder.heads, feedforward: vision.encoder.feedforward,
        image: ImageShape(image), dropout: Float(vision.dropout))
      return .visionTransformer(settings, inputs: inputs, outputs: outputs)
    case .convolution(let convolution):
      guard let image = convolution.image else { throw noImage }
      let settings = ConvolutionalSettings(
        channels: convolution.channels, image: ImageShape(image),
        dropout: Float(convolution.dropout))
      return .convolutional(settings, inputs: inputs, outputs: outputs)
    }
  }

  /// Of a network on the columns of several modalities side by side.
  private func engine(columns: [Int], outputs: Int) throws(NetworkRefusal) -> Network {
    guard case .transformer(let transformer) = self else {
      return try engine(inputs: columns.reduce(0, +), outputs: outputs)
    }
    return .multimodal(TransformerSettings(transformer), parts: columns, outputs: outputs)
  }

  private var noImage: NetworkRefusal {
    NetworkRefusal(
      "no image", found: description, expected: "height, width and channels",
      remedy: "write 'image: [height, width, channels]'")
  }
}

// The same words on both sides, so that a word the engine lacks is found by the compiler.

extension Activation {
  fileprivate init(_ activation: ActivationSpecification) {
    self =
      switch activation {
      case .relu: .relu
      case .gelu: .gelu
      case .silu: .silu
      case .tanh: .tanh
      }
  }
}

extension Normalisation {
  fileprivate init(_ normalisation: NormalisationSpecification) {
    self =
      switch normalisation {
      case .none: .none
      case .layer: .layer
      case .batch: .batch
      case .group: .group
      }
  }
}

extension ImageShape {
  fileprivate init(_ image: ImageSpecification) {
    self.init(height: image.height, width: image.width, channels: image.channels)
  }
}

extension TransformerSettings {
  fileprivate init(_ transformer: TransformerSpecification) {
    self.init(
      layers: transformer.encoder.layers, width: transformer.encoder.width,
      heads: transformer.encoder.heads, feedforward: transformer.encoder.feedforward,
      vocabulary: transformer.vocabulary, tokens: transformer.tokens,
      pooling: transformer.pooling == .first ? .first : .mean, dropout: Float(transformer.dropout))
  }
}
