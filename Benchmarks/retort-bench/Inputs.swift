import Datasets
import Foundation
import Tensors

/// The inputs of a workload as `--dump` of the other programs writes them: `.npy` files, mapped as a job
/// maps its data.
struct Inputs {
  private let folder: String

  init(_ folder: String) { self.folder = folder }

  /// Rows that are read when they are gathered.
  func features(_ name: String) throws -> any FeatureSource {
    let path = "\(folder)/\(name).npy"
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw BenchError(description: "\(path): \(String(cString: strerror(errno)))")
    }
    defer { close(descriptor) }
    return try FeatureFile(MappedFile(descriptor: descriptor, name: path), name: path).features
  }

  func labels(_ name: String) throws -> [Int] {
    try features(name).tensor().values.map { Int($0) }
  }
}

struct BenchError: Error, CustomStringConvertible {
  var description: String
}
