import Networks
import Specifications

/// `{convolution: [16, 32], image: [28, 28, 1], dropout: 0.1}`: a convolutional network, one stage a number.
///
///     stage: 3×3 convolution (same padding) → group norm → relu → 2×2 max pooling
///     then:  mean over the pixels → dropout → linear
public struct ConvolutionNetwork: NetworkKind {
  public static let descriptor = NetworkDescriptor(
    name: "convolution", summary: "A convolutional network on images.",
    example: "{convolution: [16, 32]}",
    options: [
      NetworkOption(
        "convolution",
        .integers(
          NumberList(
            things: "stages", meaning: "the channels of its stages", most: 8, largest: 4_096,
            example: [16, 32])), .name, .required,
        "Channels of the stages of a convolutional network."),
      .image(.beside),
      .dropout,
    ])

  public let options: NetworkOptions

  public init(_ options: NetworkOptions) {
    self.options = options
  }

  /// Of every stage.
  private var channels: [Int] { options.integers("convolution") }
  /// `nil` leaves it to the shape of the data.
  private var image: ImageShape? { ImageShape(options) }

  /// The weights between its stages: Σ 9 · cₛ · cₛ₊₁.
  public var leastParameters: Int {
    zip(channels, channels.dropFirst()).reduce(0) { count, stage in
      stage.0.saturating(times: stage.1).saturating(times: 9).saturating(plus: count)
    }
  }

  public var conflicts: [NetworkConflict] {
    image.flatMap(refusal).map { [NetworkConflict(of: ["convolution", "image"], $0)] } ?? []
  }

  // MARK: Rows

  public var positions: Int? { image?.pixels ?? 1 }

  public func seeing(_ shape: [Int]) throws(NetworkRefusal) -> ConvolutionNetwork {
    let image = try ImageShape.seen(image, shape, key: "image")
    if let refusal = refusal(of: image) { throw refusal }
    return ConvolutionNetwork(options.setting("image", to: image.value))
  }

  /// No image is made of two modalities: in its place stands a transformer with a token a row of pixels.
  public func joint(_ parts: [[Int]]) throws(NetworkRefusal) -> any NetworkKind {
    let own = try seeing(parts.last ?? [])
    var written: [String: NetworkValue] = ["pooling": "mean", "dropout": options["dropout"] ?? 0]
    written["tokens"] = own.image.map { .integer($0.height) }
    return TransformerNetwork(written).sharingOut(parts)
  }

  /// Why an image cannot be halved so often.
  private func refusal(of image: ImageShape) -> NetworkRefusal? {
    let side = min(image.height, image.width)
    guard side >> channels.count < 1 else { return nil }
    let most = max(0, Int.bitWidth - 1 - max(1, side).leadingZeroBitCount)
    return NetworkRefusal(
      "the image is too small for so many stages",
      found: "\(channels.count) stages, each halving an image of \(image.inWords)",
      expected: "at least one pixel behind the last stage",
      remedy: most == 0 ? "use another network" : "write at most \(most) numbers of channels")
  }

  // MARK: The engine's

  public func engine(columns: [Int], outputs: Int) throws(NetworkRefusal) -> Network {
    guard let image else { throw .noImage(self) }
    let settings = ConvolutionalSettings(
      channels: channels, image: image, dropout: Float(options.number("dropout")))
    return .convolutional(settings, inputs: columns.reduce(0, +), outputs: outputs)
  }
}
