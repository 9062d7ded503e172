/// The network of a teacher or a student as `job.yaml` writes it: `linear`, `{mlp: [128, 64], dropout: 0.1}`.
///
/// It says what a person wrote, defaults filled in; what only the data can say (the shape of an image, the
/// number of tokens) the kind fills in when it meets them. Two networks are equal where their names and
/// options are.
public struct NetworkSpecification: Sendable {
  /// Parameters one network may have: 400 MB of weights, four times that while it is trained.
  public static let maximumParameters = 100_000_000
  /// Different tokens one network may read: their numbers are kept as Float32, which holds whole numbers up
  /// to 2²⁴.
  public static let maximumVocabulary = 16_000_000

  /// The network of its kind, which knows what data and training ask.
  public let network: any DescribedNetwork

  public init(_ network: any DescribedNetwork) {
    self.network = network
  }

  public var descriptor: NetworkDescriptor { type(of: network).descriptor }
  /// The word that stands for it in `job.yaml`.
  public var name: String { descriptor.name }
  public var options: NetworkOptions { network.options }
  public var isLinear: Bool { network.isLinear }

  /// Why it cannot be trained on batches of so many rows.
  func refusal(ofBatch rows: Int) -> NetworkRefusal? { network.refusal(ofBatch: rows) }
}

extension NetworkSpecification: Hashable {
  public static func == (left: NetworkSpecification, right: NetworkSpecification) -> Bool {
    left.name == right.name && left.options == right.options
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(name)
    hasher.combine(options)
  }
}

extension NetworkSpecification {
  /// Stands where a network is missing, or was wrong and reported.
  static let unread = NetworkSpecification(UnreadNetwork([:]))
}

/// It objects to nothing, so that one problem does not bring others along.
private struct UnreadNetwork: DescribedNetwork {
  static let descriptor = NetworkDescriptor(name: "unread", summary: "", example: "")
  let options: NetworkOptions

  init(_ options: NetworkOptions) {
    self.options = options
  }

  var isLinear: Bool { true }
  var leastParameters: Int { 0 }
}
