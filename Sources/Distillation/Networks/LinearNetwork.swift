import Networks
import Specifications

/// `linear`: z = xW + b.
public struct LinearNetwork: NetworkKind {
  public static let descriptor = NetworkDescriptor(
    name: "linear", summary: "Outputs linear in the columns.", example: "linear")

  public let options: NetworkOptions

  public init(_ options: NetworkOptions) {
    self.options = options
  }

  public var isLinear: Bool { true }
  public var leastParameters: Int { 2 }
  public var columnsRemedy: String { "give it fewer columns" }

  public func engine(columns: [Int], outputs: Int) -> Network {
    .linear(inputs: columns.reduce(0, +), outputs: outputs)
  }
}

extension NetworkSpecification {
  public static let linear = NetworkSpecification(LinearNetwork([:]))
}
