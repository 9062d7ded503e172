/// Which part of a network's flat parameter buffer means what.
public struct ParameterLayout: Sendable, Hashable {
  public private(set) var slices: [ParameterSlice] = []

  public init() {}

  /// Number of floats in the flat buffer.
  public var count: Int { slices.last.map { $0.offset + $0.count } ?? 0 }

  /// Appends a slice behind the last one.
  /// - Parameters:
  ///   - shape: `[in, out]` for weights, `[out]` for a bias.
  ///   - decays: whether weight decay applies; false for biases.
  @discardableResult
  public mutating func append(name: String, shape: [Int], decays: Bool) -> ParameterSlice {
    let slice = ParameterSlice(name: name, shape: shape, offset: count, decays: decays)
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
  public let decays: Bool

  public var count: Int { shape.reduce(1, *) }
  public var range: Range<Int> { offset..<offset + count }
}
