/// One of several objects a run left, by a name of its own: made rows, embeddings, an aligner.
public struct RunProductRecord: Sendable, Hashable, Codable {
  public var name: String
  /// Digest of the object.
  public var object: String

  public init(name: String, object: String) {
    self.name = name
    self.object = object
  }
}
