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
}

extension Network {
  /// The flat parameters before training, drawn layer after layer in the order of the layout.
  public func initialParameters(
    _ initialisation: Initialisation, stream: RandomStream
  ) -> [Float] {
    var stream = stream
    var parameters: [Float] = []
    parameters.reserveCapacity(parameterCount)
    for slice in layout.slices {
      guard slice.shape.count == 2 else {
        parameters.append(contentsOf: repeatElement(0, count: slice.count))
        continue
      }
      let (fanIn, fanOut) = (Double(slice.shape[0]), Double(slice.shape[1]))
      for _ in 0..<slice.count {
        switch initialisation {
        case .glorotUniform:
          let limit = (6 / (fanIn + fanOut)).squareRoot()
          parameters.append(Float(stream.uniform(-limit, limit)))
        case .heUniform:
          let limit = (6 / fanIn).squareRoot()
          parameters.append(Float(stream.uniform(-limit, limit)))
        case .normal(let deviation):
          parameters.append(Float(Double(deviation) * stream.normal()))
        }
      }
    }
    return parameters
  }
}
