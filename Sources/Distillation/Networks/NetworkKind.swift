import Networks
import Specifications

/// A kind of network: its words in `job.yaml`, what it makes of the rows it is to see, and the engine's
/// network that it is.
///
/// A new kind adds its file and its line in `NetworkKinds.all`; nothing else changes.
public protocol NetworkKind: DescribedNetwork {
  /// The network with what the data say filled in: the shape of an image, the number of tokens.
  ///
  /// - Parameter shape: of one row as its file has it, `[columns]` or `[height, width, channels]`.
  /// - Throws: where the rows cannot be what the network takes.
  func seeing(_ shape: [Int]) throws(NetworkRefusal) -> Self

  /// The network on the columns of several modalities side by side: the student that sees both, which says
  /// how much both know together. It knows its rows.
  ///
  /// - Parameter parts: the shape of a row of each modality as its file has it, the network's own last.
  func joint(_ parts: [[Int]]) throws(NetworkRefusal) -> any NetworkKind

  /// The engine's network, of one that knows its rows.
  ///
  /// - Parameters:
  ///   - columns: of each modality side by side; one where the network sees one.
  ///   - outputs: classes, or one real number.
  func engine(columns: [Int], outputs: Int) throws(NetworkRefusal) -> Network

  /// Whether it may have a `vocabulary` and then reads token numbers instead of measurements.
  static var mayReadTokens: Bool { get }
  /// How many token numbers there are, where its columns are token numbers.
  var vocabulary: Int? { get }

  /// Tokens or pixels that a row is worked on as, each of which needs every weight, of a network that knows
  /// its rows; `nil` where a row stays a row. What a network saves on the way is left out, as is the
  /// attention between tokens.
  var positions: Int? { get }
  /// Parameters of which a row needs next to nothing: of an embedding, as many rows as it has tokens.
  var embeddingParameters: Int { get }

  /// What to do about too many parameters for the columns at hand.
  var columnsRemedy: String { get }
}

extension NetworkKind {
  public func seeing(_ shape: [Int]) throws(NetworkRefusal) -> Self { self }
  public func joint(_ parts: [[Int]]) throws(NetworkRefusal) -> any NetworkKind {
    try seeing(parts.last ?? [])
  }
  public static var mayReadTokens: Bool { false }
  public var vocabulary: Int? { nil }
  public var positions: Int? { nil }
  public var embeddingParameters: Int { 0 }
  public var columnsRemedy: String { "give it fewer or narrower layers" }
}
