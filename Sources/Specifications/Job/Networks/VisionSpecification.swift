/// `{vision: {patch: 4, layers: 2, width: 64, heads: 4, image: [28, 28, 1]}, dropout: 0.1}`: a vision
/// transformer, with layer norm before every block (pre-norm). Dosovitskiy et al. 2021.
///
///     patches → linear → class token + positions → blocks → layer norm → class token → linear
public struct VisionSpecification: Sendable, Hashable {
  public static let maximumPatch = 256
  public static let defaultPatch = 4
  public static let defaultWidth = 64

  /// Height and width of a square patch, in pixels; it divides the image.
  public var patch: Int
  public var encoder: EncoderSpecification
  /// `nil` leaves it to the shape of the data.
  public var image: ImageSpecification?
  /// Probability that an activation is dropped in training, 0 ..< 1.
  public var dropout: Double

  public init(
    patch: Int = Self.defaultPatch,
    encoder: EncoderSpecification = EncoderSpecification(width: Self.defaultWidth),
    image: ImageSpecification? = nil, dropout: Double = 0
  ) {
    self.patch = patch
    self.encoder = encoder
    self.image = image
    self.dropout = dropout
  }
}
