/// `{convolution: [16, 32], image: [28, 28, 1], dropout: 0.1}`: a convolutional network, one stage a number.
///
///     stage: 3×3 convolution (same padding) → group norm → relu → 2×2 max pooling
///     then:  mean over the pixels → dropout → linear
public struct ConvolutionSpecification: Sendable, Hashable {
  public static let maximumStages = 8
  public static let maximumChannels = 4_096

  /// Channels of every stage; at least one.
  public var channels: [Int]
  /// `nil` leaves it to the shape of the data.
  public var image: ImageSpecification?
  /// Probability that a channel's mean is dropped in training, 0 ..< 1.
  public var dropout: Double

  public init(_ channels: [Int], image: ImageSpecification? = nil, dropout: Double = 0) {
    self.channels = channels
    self.image = image
    self.dropout = dropout
  }

  /// The weights between its stages: Σ 9 · cₛ · cₛ₊₁.
  var leastParameters: Int {
    zip(channels, channels.dropFirst()).reduce(0) { $0 + 9 * $1.0 * $1.1 }
  }
}
