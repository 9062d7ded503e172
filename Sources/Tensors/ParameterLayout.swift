/// Which part of a network's flat parameter buffer means what.
public struct ParameterLayout: Sendable, Hashable {
  public private(set) var slices: [ParameterSlice] = []

  public init() {}

  /// Number of floats in the flat buffer.
  public var count: Int { slices.last.map { $0.offset + $0.count } ?? 0 }

  /// Appends a slice behind the last one.
  /// - Parameters:
  ///   - shape: `[in, out]` for weights, `[out]` for a bias.
  ///   - start: `nil` draws a weight with its shape's fans and starts everything else at 0.
  ///   - decays: whether weight decay applies; false for biases, norms and positions.
  ///   - isTrained: false for what a network keeps beside its parameters (running statistics).
  @discardableResult
  public mutating func append(
    name: String, shape: [Int], start: ParameterStart? = nil, decays: Bool, isTrained: Bool = true
  ) -> ParameterSlice {
    let natural: ParameterStart =
      shape.count == 2 ? .drawn(fanIn: shape[0], fanOut: shape[1]) : .constant(0)
    let slice = ParameterSlice(
      name: name, shape: shape, offset: count, start: start ?? natural, decays: decays,
      isTrained: isTrained)
    slices.append(slice)
    return slice
  }

  public subscript(name: String) -> ParameterSlice? {
    slices.first { $0.name == name }
  }
}

/// One named array of a `ParameterLayout`.
public struct ParameterSlice: Sendable, Hashable {
  /// As it is shown and saved: `layer 0 weight`.
  public let name: String
  public let shape: [Int]
  /// Where the slice begins in the flat buffer.
  public let offset: Int
  public let start: ParameterStart
  public let decays: Bool
  /// Whether the optimiser moves it.
  public let isTrained: Bool

  public var count: Int { shape.reduce(1, *) }
  public var range: Range<Int> { offset..<offset + count }
}

/// What a slice holds before training.
public enum ParameterStart: Sendable, Hashable {
  /// As the training's initialisation draws a weight between `fanIn` and `fanOut` units.
  case drawn(fanIn: Int, fanOut: Int)
  case constant(Float)
  /// Normal with this standard deviation, whatever the training's initialisation.
  case normal(Float)
}
