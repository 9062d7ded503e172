import Gradients
import Networks
import Specifications
import Tensors

/// `{fourier: {features: 256, scale: 1}}`: a linear network on random Fourier features, which are drawn and
/// never trained.
///
///     h = √(2/D) cos(x W + b),  z = h V + c;   W ~ N(0, s²/columns), b uniform on the circle
///
/// For many features ⟨h(x), h(y)⟩ is the Gaussian kernel exp(−s² ‖x − y‖² / (2 · columns)): a smooth
/// function of all columns at once, of which `scale` says how fast it may turn. Rahimi and Recht 2007,
/// algorithm 1. W and b come from the seed's initialisation and travel with the parameters.
public struct FourierNetwork: NetworkKind {
  public static let descriptor = NetworkDescriptor(
    name: "fourier", summary: "A linear network on random Fourier features, which are not trained.",
    example: "{fourier: {features: 256}}",
    options: [
      NetworkOption(
        "features", .integer(1...65_536), .inside, .value(256), isSaidWithName: true,
        "Random features; the more there are, the nearer they come to a Gaussian kernel."),
      NetworkOption(
        "scale", .number(.above(0, atMost: 100)), .inside, .value(1), isSaidWithName: true,
        "How fast features turn with the columns; a larger number fits what bends more."),
    ])

  public let options: NetworkOptions

  public init(_ options: NetworkOptions) {
    self.options = options
  }

  private var features: Int { options.integer("features") }

  /// Between one input and one output: D weights, D phases, D weights of the head and its bias.
  public var leastParameters: Int { 3 * features + 1 }
  public var sizeRemedy: String { "use fewer features" }
  public var columnsRemedy: String { "write fewer 'features', or give it fewer columns" }

  public func engine(columns: [Int], outputs: Int) -> Network {
    let inputs = columns.reduce(0, +)
    return Network(inputs: inputs, outputs: outputs) { layout in
      RandomFeatures(
        inputs: inputs, features: features, scale: Float(options.number("scale")), in: &layout)
    }
  }
}

/// h = √(2/D) cos(x W + b), of W and b that stay as they were drawn.
private struct RandomFeatures: NetworkBody {
  let weight: ParameterSlice
  let phase: ParameterSlice

  init(inputs: Int, features: Int, scale: Float, in layout: inout ParameterLayout) {
    weight = layout.append(
      name: "features weight", shape: [inputs, features],
      start: .normal(scale / Float(inputs).squareRoot()), decays: false, isTrained: false)
    // Once around the circle is enough: normal angles of that spread are uniform on it but for 1e-8.
    phase = layout.append(
      name: "features phase", shape: [features], start: .normal(2 * .pi), decays: false,
      isTrained: false)
  }

  var width: Int { phase.count }

  func callAsFunction(_ x: Variable) -> Variable {
    (2 / Float(width)).squareRoot() * cos(linear(x, weight: weight, bias: phase))
  }
}
