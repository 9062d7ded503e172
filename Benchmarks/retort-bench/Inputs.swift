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

/// The first rows of a source, where they lie.
struct FirstRows: FeatureSource {
  private let source: any FeatureSource
  let rows: Int

  init(_ source: any FeatureSource, _ rows: Int) {
    self.source = source
    self.rows = rows
  }

  var columns: Int { source.columns }
  var memoryBytes: Int { source.memoryBytes }

  func gather(
    _ rows: UnsafeBufferPointer<Int32>, into destination: UnsafeMutablePointer<Float>
  ) {
    source.gather(rows, into: destination)
  }
}

struct BenchError: Error, CustomStringConvertible {
  var description: String
}
