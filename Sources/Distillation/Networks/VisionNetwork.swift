import Networks
import Specifications

/// `{vision: {patch: 4, layers: 2, width: 64, heads: 4, image: [28, 28, 1]}, dropout: 0.1}`: a vision
/// transformer, with layer norm before every block (pre-norm). Dosovitskiy et al. 2021.
///
///     patches → linear → class token + positions → blocks → layer norm → class token → linear
public struct VisionNetwork: NetworkKind {
  public static let descriptor = NetworkDescriptor(
    name: "vision", summary: "A vision transformer: an encoder of the patches of an image.",
    example: "{vision: {patch: 4}}",
    options: [
      NetworkOption(
        "patch", .integer(1...256), .inside, .value(4), isSaidWithName: true,
        "Height and width of a patch in pixels; divides those of the image.")
    ] + Encoder.options(width: 64) + [.image(.inside), .dropout])

  public let options: NetworkOptions

  public init(_ options: NetworkOptions) {
    self.options = options
  }

  private var encoder: Encoder { Encoder(options: options) }
  private var patch: Int { options.integer("patch") }
  /// `nil` leaves it to the shape of the data.
  private var image: ImageShape? { ImageShape(options) }
  private var patches: Int? { image.map { ($0.height / patch) * ($0.width / patch) } }

  public var leastParameters: Int { encoder.leastParameters }
  public var sizeRemedy: String { "use fewer or narrower layers" }
  public var conflicts: [NetworkConflict] {
    encoder.conflicts
      + (image.flatMap(refusal).map { [NetworkConflict(of: ["patch", "image"], $0)] } ?? [])
  }

  // MARK: Rows

  /// The patches and the class token.
  public var positions: Int? { (patches ?? 0) + 1 }

  public func seeing(_ shape: [Int]) throws(NetworkRefusal) -> VisionNetwork {
    let image = try ImageShape.seen(image, shape, key: "vision.image")
    if let refusal = refusal(of: image) { throw refusal }
    return VisionNetwork(options.setting("image", to: image.value))
  }

  /// No image is made of two modalities: in its place stands a transformer of its size.
  public func joint(_ parts: [[Int]]) throws(NetworkRefusal) -> any NetworkKind {
    let own = try seeing(parts.last ?? [])
    var written: [String: NetworkValue] = ["pooling": "mean", "dropout": options["dropout"] ?? 0]
    for option in Encoder.options(width: 0) { written[option.name] = options[option.name] }
    written["tokens"] = own.patches.map { .integer($0) }
    return TransformerNetwork(written).sharingOut(parts)
  }

  /// Why an image cannot be cut into square patches.
  private func refusal(of image: ImageShape) -> NetworkRefusal? {
    let (height, width) = (image.height, image.width)
    guard height % patch != 0 || width % patch != 0 else {
      let tokens = height / patch * (width / patch) + 1
      guard tokens > Encoder.mostTokens else { return nil }
      return NetworkRefusal(
        "too many patches", found: "\(tokens - 1) patches of \(patch) × \(patch) pixels",
        expected: "fewer than \(Encoder.mostTokens)", remedy: "write a larger 'patch'")
    }
    let fitting = (1...max(1, min(height, width))).filter { height % $0 == 0 && width % $0 == 0 }
    let words = fitting.suffix(6).map(String.init).joined(separator: ", ")
    return NetworkRefusal(
      "the patch does not divide the image",
      found: "'patch: \(patch)' in an image of \(image.inWords)",
      expected: "a divisor of height and width", remedy: "write one of: \(words)")
  }

  // MARK: The engine's

  public func engine(columns: [Int], outputs: Int) throws(NetworkRefusal) -> Network {
    guard let image else { throw .noImage(self) }
    let settings = VisionTransformerSettings(
      patch: patch, layers: encoder.layers, width: encoder.width, heads: encoder.heads,
      feedforward: encoder.feedforward, image: image, dropout: Float(options.number("dropout")))
    return .visionTransformer(settings, inputs: columns.reduce(0, +), outputs: outputs)
  }
}
