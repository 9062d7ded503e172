import Gradients
import Tensors

/// dropout(gelu(x W₁ + b₁) W₂ + b₂).
struct FeedforwardLayer: Sendable, Hashable {
  private let inner: LinearLayer
  private let output: LinearLayer
  private let dropout: Float

  init(
    _ name: String, width: Int, inner innerWidth: Int, dropout: Float,
    in layout: inout ParameterLayout
  ) {
    inner = LinearLayer(name, inputs: width, outputs: innerWidth, in: &layout)
    output = LinearLayer("\(name) output", inputs: innerWidth, outputs: width, in: &layout)
    self.dropout = dropout
  }

  func callAsFunction(_ x: Variable) -> Variable {
    Gradients.dropout(output(gelu(inner(x))), rate: dropout)
  }
}
