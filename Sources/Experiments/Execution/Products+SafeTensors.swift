import Networks
import Plans
import Tensors

/// Products as one object of the store: a safetensors file that any tool can open.
extension Products {
  init(bytes: [UInt8]) throws(SafeTensorsError) {
    self.init()
    let file = try SafeTensors(bytes: bytes)
    for (name, array) in file.arrays {
      switch array.values {
      case .float32(let values) where array.shape.count == 2:
        tensors[name] = Tensor(rows: array.shape[0], columns: array.shape[1], values: values)
      case .float64(let values): numbers[name] = values
      default: continue
      }
    }
    words = file.metadata
  }

  func bytes() -> [UInt8] {
    var file = SafeTensors()
    for (name, tensor) in tensors {
      file.arrays[name] = SafeTensors.NamedArray(
        shape: [tensor.rows, tensor.columns], values: .float32(tensor.values))
    }
    for (name, values) in numbers {
      file.arrays[name] = SafeTensors.NamedArray(shape: [values.count], values: .float64(values))
    }
    file.metadata = words
    return file.bytes()
  }
}
