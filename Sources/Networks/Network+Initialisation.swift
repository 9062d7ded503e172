import Randomness
import Tensors

/// How weights start; biases start at 0.
public enum Initialisation: Sendable, Hashable {
  /// Uniform on ±√(6 / (in + out)). Glorot and Bengio 2010.
  case glorotUniform
  /// Uniform on ±√(6 / in). He et al. 2015.
  case heUniform
  /// Normal with this standard deviation.
  case normal(Float)

  func draw(fanIn: Int, fanOut: Int, from stream: inout RandomStream) -> Float {
    let (fanIn, fanOut) = (Double(fanIn), Double(fanOut))
    switch self {
    case .glorotUniform:
      let limit = (6 / (fanIn + fanOut)).squareRoot()
      return Float(stream.uniform(-limit, limit))
    case .heUniform:
      let limit = (6 / fanIn).squareRoot()
      return Float(stream.uniform(-limit, limit))
    case .normal(let deviation):
      return Float(Double(deviation) * stream.normal())
    }
  }
}

extension Network {
  /// The flat parameters before training, drawn slice after slice in the order of the layout.
  public func initialParameters(
    _ initialisation: Initialisation, stream: RandomStream
  ) -> [Float] {
    layout.initialValues(initialisation, stream: stream)
  }
}

extension ParameterLayout {
  /// What the slices hold before training, drawn one after the other.
  func initialValues(_ initialisation: Initialisation, stream: RandomStream) -> [Float] {
    var stream = stream
    var parameters: [Float] = []
    parameters.reserveCapacity(count)
    for slice in slices {
      for _ in 0..<slice.count {
        switch slice.start {
        case .drawn(let fanIn, let fanOut):
          parameters.append(initialisation.draw(fanIn: fanIn, fanOut: fanOut, from: &stream))
        case .constant(let value):
          parameters.append(value)
        case .normal(let deviation):
          parameters.append(Float(Double(deviation) * stream.normal()))
        }
      }
    }
    return parameters
  }
}
