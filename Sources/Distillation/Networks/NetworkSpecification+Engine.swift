import Networks
import Specifications

/// A network of `job.yaml` meeting data: what its kind says, asked of the specification.
extension NetworkSpecification {
  /// - Precondition: it was read by a registry of `NetworkKind`s.
  public var kind: any NetworkKind {
    guard let kind = network as? any NetworkKind else {
      preconditionFailure("network '\(name)' has no engine; its type must be a NetworkKind")
    }
    return kind
  }

  /// The engine's network for rows of one modality, or of several side by side.
  ///
  /// - Parameters:
  ///   - parts: The shape of a row of each modality as its file has it; one where the network sees one.
  ///   - outputs: Classes, or one real number.
  /// - Throws: where the rows cannot be what the network takes.
  public func engine(_ parts: [[Int]], outputs: Int) throws(NetworkRefusal) -> Network {
    let resolved = parts.count > 1 ? try joint(parts) : try seeing(parts.first ?? [])
    let columns = parts.isEmpty ? [0] : parts.map { $0.reduce(1, *) }
    return try resolved.kind.engine(columns: columns, outputs: outputs)
  }

  /// See ``NetworkKind/seeing(_:)``.
  public func seeing(_ shape: [Int]) throws(NetworkRefusal) -> NetworkSpecification {
    NetworkSpecification(try kind.seeing(shape))
  }

  /// See ``NetworkKind/joint(_:)``.
  public func joint(_ parts: [[Int]]) throws(NetworkRefusal) -> NetworkSpecification {
    NetworkSpecification(try kind.joint(parts))
  }

  /// How many token numbers there are, where its inputs are token numbers and not measurements.
  public var vocabulary: Int? { kind.vocabulary }

  /// How often a row needs a parameter, about: once a token or pixel where weights are shared.
  ///
  /// - Parameter parts: as in ``engine(_:outputs:)``.
  public func uses(_ parts: [[Int]]) -> Int {
    let positions = parts.map { (try? seeing($0).kind.positions) ?? 0 }
    return max(1, positions.reduce(0, +))
  }
}
