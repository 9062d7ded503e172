import Gradients
import Tensors

/// A network: shapes, names and what is done to a batch. Its numbers are one flat `[Float]`, handed in.
///
/// Every network is a body that turns a row into its representation h, and a linear head,
///
///     z = h W + b
///
/// Any ``NetworkBody`` will do; those of the engine stand in `Architectures`, each with the way to make a
/// network of it. Weights are `[in, out]`.
public struct Network: Sendable {
  public let inputs: Int
  public let outputs: Int
  /// What the flat parameter buffer holds: the body's slices, then the head's.
  public let layout: ParameterLayout
  private let body: any NetworkBody
  private let head: LinearLayer

  /// - Parameters:
  ///   - name: of the head, whose slices are `NAME weight` and `NAME bias`.
  ///   - makeBody: appends the body's slices, which stand before the head's.
  public init(
    inputs: Int, outputs: Int, head name: String = "head",
    body makeBody: (inout ParameterLayout) -> any NetworkBody
  ) {
    precondition(inputs > 0 && outputs > 0, "a network of \(inputs) inputs and \(outputs) outputs")
    self.inputs = inputs
    self.outputs = outputs
    var layout = ParameterLayout()
    body = makeBody(&layout)
    head = LinearLayer(name, inputs: body.width, outputs: outputs, in: &layout)
    self.layout = layout
  }

  public var parameterCount: Int { layout.count }
  /// Columns of the representation the head makes the outputs of.
  public var width: Int { head.inputs }
  /// Tokens or pixels a row is worked on as; 1 where it stays a row.
  var positions: Int { body.positions }

  /// The network's outputs (logits, or regression values) inside a trace: `[rows, outputs]`.
  public func callAsFunction(_ x: Variable) -> Variable {
    outputsAndRepresentation(x).outputs
  }

  /// The outputs and what the head makes them of: `[rows, width]`.
  public func outputsAndRepresentation(
    _ x: Variable
  ) -> (outputs: Variable, representation: Variable) {
    let representation = body(x)
    return (head(representation), representation)
  }
}

extension Network: Hashable {
  /// Whether both compute the same of the same parameters, under the same names.
  public static func == (left: Network, right: Network) -> Bool {
    left.inputs == right.inputs && left.outputs == right.outputs && left.layout == right.layout
      && left.head == right.head && AnyHashable(left.body) == AnyHashable(right.body)
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(inputs)
    hasher.combine(layout)
    hasher.combine(AnyHashable(body))
  }
}
