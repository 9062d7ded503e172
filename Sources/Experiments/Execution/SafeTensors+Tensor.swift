import Networks
import Tensors

extension SafeTensors {
  /// A matrix of Float32; `nil` where there is none of that name.
  func tensor(_ name: String) -> Tensor? {
    guard let array = arrays[name], case .float32(let values) = array.values,
      array.shape.count == 2
    else { return nil }
    return Tensor(rows: array.shape[0], columns: array.shape[1], values: values)
  }

  /// A vector of Float64; empty where there is none of that name.
  func doubles(_ name: String) -> [Double] {
    guard case .float64(let values) = arrays[name]?.values else { return [] }
    return values
  }

  mutating func add(_ name: String, _ tensor: Tensor?) {
    arrays[name] = tensor.map {
      NamedArray(shape: [$0.rows, $0.columns], values: .float32($0.values))
    }
  }

  mutating func add(_ name: String, _ values: [Double]) {
    arrays[name] = NamedArray(shape: [values.count], values: .float64(values))
  }
}
