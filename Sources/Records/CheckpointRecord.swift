/// Where a long run had come to, so that it can be gone on with: kept until the run is committed.
public struct CheckpointRecord: Sendable, Hashable, Codable {
  /// Key of the run.
  public var run: String
  /// Epochs that were done.
  public var epoch: Int
  /// Digest of the object with parameters, moments and streams.
  public var object: String

  public init(run: String, epoch: Int, object: String) {
    self.run = run
    self.epoch = epoch
    self.object = object
  }
}
