import Specifications

/// What is taken away of an input, to find out what a gain is made of.
public struct Disturbance: Sendable {
  /// Part of the key of every run that reads the input disturbed.
  public let identity: CanonicalValue
  private let change: @Sendable (Products, Study, _ seed: Int?) -> Products

  /// - Parameter change: a pure function of its arguments, told apart from others by `identity` alone.
  public init(
    _ identity: CanonicalValue,
    change: @escaping @Sendable (_ products: Products, _ study: Study, _ seed: Int?) -> Products
  ) {
    self.identity = identity
    self.change = change
  }

  package func applied(to products: Products, study: Study, seed: Int?) -> Products {
    change(products, study, seed)
  }
}
