import Digests
import Tensors

extension Digest {
  /// Of the values of all rows, bit by bit: equal features are one source, whatever their file is called or looks
  /// like.
  init(of features: any FeatureSource) {
    var hasher = DigestHasher()
    let step = max(1, Self.chunkFloats / max(features.columns, 1))
    for start in stride(from: 0, to: features.rows, by: step) {
      let chunk = features.tensor(rows: Array(start..<min(start + step, features.rows)))
      chunk.values.withUnsafeBytes { hasher.update($0) }
    }
    self = hasher.finish()
  }

  /// Values looked at at once: 4 MB.
  private static let chunkFloats = 1 << 20
}
