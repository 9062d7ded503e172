import Gradients
import Tensors

/// A transformer over the patches of an image, normalised before each layer. Dosovitskiy et al. 2021.
///
///     h = dropout([class, patch₁ W + b, …] + positions),  h = blockₗ(h),  norm(h of the class token)
struct VisionTransformer: NetworkBody {
  private let settings: VisionTransformerSettings
  private let projection: LinearLayer
  private let classToken: ParameterSlice
  private let positionTable: ParameterSlice
  private let blocks: [TransformerBlock]
  private let norm: LayerNormalisationLayer

  init(_ settings: VisionTransformerSettings, in layout: inout ParameterLayout) {
    let shape = settings.shape
    let tokens = settings.patches + 1
    self.settings = settings
    projection = LinearLayer(
      "patches", inputs: settings.patch * settings.patch * settings.image.channels,
      outputs: shape.width, in: &layout)
    classToken = layout.append(table: "class token", shape: [shape.width], decays: false)
    positionTable = layout.append(table: "positions", shape: [tokens, shape.width], decays: false)
    var blocks: [TransformerBlock] = []
    for number in 0..<shape.layers {
      blocks.append(
        TransformerBlock("block \(number)", shape, tokens: tokens, order: .before, in: &layout))
    }
    self.blocks = blocks
    norm = LayerNormalisationLayer("final norm", width: shape.width, in: &layout)
  }

  var width: Int { settings.shape.width }
  var positions: Int { settings.patches + 1 }

  func callAsFunction(_ x: Variable) -> Variable {
    let window = settings.image.window(size: settings.patch, stride: settings.patch)
    let projected = projection(patches(x, window))
    let tokens = prepend(classToken, to: projected, tokens: settings.patches)
    let start = dropout(add(positionTable, to: tokens), rate: settings.shape.dropout)
    let encoded = blocks.reduce(start) { h, block in block(h) }
    // Rows are normalised one by one: only the one that is looked at need be.
    return norm(token(0, of: encoded, tokens: positions))
  }
}

extension Network {
  /// A transformer over the patches of an image.
  public static func visionTransformer(
    _ settings: VisionTransformerSettings, inputs: Int, outputs: Int
  ) -> Network {
    precondition(
      inputs == settings.image.count, "\(inputs) columns for an image of \(settings.image.count)")
    return Network(inputs: inputs, outputs: outputs) { layout in
      VisionTransformer(settings, in: &layout)
    }
  }
}
