/// A stack of transformer blocks: attention, then a network of one hidden layer a token, each added to
/// what came in. Vaswani et al. 2017.
public struct EncoderSpecification: Sendable, Hashable {
  public static let maximumLayers = 64
  public static let maximumWidth = 8_192
  public static let maximumTokens = 4_096

  public var layers: Int
  /// Features of a token inside; `heads` divides it.
  public var width: Int
  public var heads: Int
  /// Width of the hidden layer that every token passes.
  public var feedforward: Int

  /// - Parameter feedforward: 4 · width where it is not given.
  public init(layers: Int = 2, width: Int, heads: Int = 4, feedforward: Int? = nil) {
    self.layers = layers
    self.width = width
    self.heads = heads
    self.feedforward = feedforward ?? 4 * width
  }

  /// The weights of its products: 4 width² + 2 width · feedforward a layer.
  var leastParameters: Int { layers * width * (4 * width + 2 * feedforward) }
}
