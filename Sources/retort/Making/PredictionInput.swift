import Datasets
import Inbox
import Tensors

/// The files `predict` reads.
enum PredictionInput {
  /// Larger than any student.
  private static let largestModel = 4 << 30

  static func bytes(_ path: String) throws -> [UInt8] {
    let file = try file(path)
    let count = try file.facts().bytes
    guard count <= largestModel else {
      throw CommandFailure(RetortExit.usage, "\(path): too large for a student of Retort")
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count)
    while true {
      let piece = try file.read(atMost: 1 << 20)
      if piece.isEmpty { return bytes }
      bytes += piece
    }
  }

  static func features(
    _ path: String, array: String?, columns: [String]?
  ) throws -> any FeatureSource {
    let file = try file(path)
    do {
      return try FeatureFile(
        try MappedFile(descriptor: file.number, name: path), name: path, array: array,
        columns: columns
      ).features
    } catch {
      throw CommandFailure(RetortExit.usage, "\(error)")
    }
  }

  /// A path a person gave: that it is wrong is usage.
  private static func file(_ path: String) throws -> Descriptor {
    do { return try Descriptor.reading(path) } catch {
      throw CommandFailure(
        RetortExit.usage,
        "\(error.description)\n  remedy: give a model (.safetensors), then data (.npy, .npz, .csv or .tsv)"
      )
    }
  }
}
