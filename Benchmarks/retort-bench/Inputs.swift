import Foundation
import Tensors

/// The inputs of a workload as `--dump` of the other programs writes them: `.npy` files of
/// little-endian float32 or int32 in C order.
struct Inputs {
  let folder: URL

  init(_ folder: String) { self.folder = URL(fileURLWithPath: folder) }

  func tensor(_ name: String) throws -> Tensor {
    let (shape, isInteger, data) = try array(name)
    let values: [Float] = data.withUnsafeBytes { bytes in
      isInteger
        ? bytes.bindMemory(to: Int32.self).map { Float($0) }
        : Array(bytes.bindMemory(to: Float.self))
    }
    let columns = shape.dropFirst().reduce(1, *)
    return Tensor(rows: shape[0], columns: columns, values: values)
  }

  func labels(_ name: String) throws -> [Int] {
    try tensor(name).values.map { Int($0) }
  }

  private func array(_ name: String) throws -> (shape: [Int], isInteger: Bool, data: Data) {
    let file = folder.appendingPathComponent("\(name).npy")
    let data = try Data(contentsOf: file)
    let length = Int(data[8]) + 256 * Int(data[9])
    let header = String(decoding: data[10..<10 + length], as: UTF8.self)
    guard header.contains("'fortran_order': False"),
      header.contains("'<f4'") || header.contains("'<i4'"),
      let open = header.firstIndex(of: "("), let close = header.firstIndex(of: ")")
    else {
      throw BenchError(
        description: "\(file.path): expected float32 or int32 in C order, found \(header)")
    }
    let shape = header[header.index(after: open)..<close].split(separator: ",")
      .compactMap { Int($0.trimmingCharacters(in: .whitespaces)) }
    return (shape, header.contains("'<i4'"), Data(data[(10 + length)...]))
  }
}

struct BenchError: Error, CustomStringConvertible {
  var description: String
}
