/// A drop that lies in the inbox still.
public struct LeftDrop: Sendable, Hashable, Codable {
  /// Safe to print.
  public var name: String
  public var reason: String
  /// Whether the machine kept it from being taken, so that somebody has to do something.
  public var isTrouble = false
}
