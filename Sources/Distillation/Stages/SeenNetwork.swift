import Networks
import Plans
import Specifications
import Tensors

/// A network and what it sees of a row, side by side.
public struct SeenNetwork: Sendable, Hashable {
  public var network: NetworkSpecification
  public var sources: [StageInput]

  var identity: CanonicalValue {
    [
      "network": .text(network.description),
      // Their order is that of the columns.
      "sources": .list(sources.map { .text($0.description) }),
    ]
  }

  /// The shape of a row of each source.
  func parts(_ study: Study) -> [[Int]] { sources.map { source(study, $0).shape } }

  /// What it sees of all rows.
  func features(_ study: Study) -> any FeatureSource {
    let features = sources.map { source(study, $0).features }
    return features.count == 1 ? features[0] : ConcatenatedFeatures(features)
  }

  /// The engine's network over these rows.
  ///
  /// - Throws: where the rows cannot be what the network takes.
  func engine(_ study: Study) throws(NetworkRefusal) -> Network {
    try network.engine(parts(study), outputs: study.task.outputs)
  }

  private func source(_ study: Study, _ input: StageInput) -> Study.Source {
    guard let source = study.sources[input] else {
      preconditionFailure("a network sees '\(input)', which nobody makes")
    }
    return source
  }
}
