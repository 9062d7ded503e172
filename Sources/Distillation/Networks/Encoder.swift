import Networks
import Specifications

/// A stack of transformer blocks as `job.yaml` writes it, be its tokens words or patches: attention, then a
/// network of one hidden layer a token, each added to what came in. Vaswani et al. 2017.
struct Encoder {
  static let mostTokens = 4_096

  let options: NetworkOptions

  /// - Parameter width: the default one.
  static func options(width: Int) -> [NetworkOption] {
    [
      NetworkOption(
        "layers", .integer(1...64), .inside, .value(2), isSaidWithName: true,
        "Blocks of attention and feed-forward layers."),
      NetworkOption(
        "width", .integer(1...8_192), .inside, .value(.integer(width)), isSaidWithName: true,
        "Features of a token inside."),
      NetworkOption(
        "heads", .integer(1...8_192), .inside, .value(4), isSaidWithName: true,
        "Heads of the attention; they divide `width`."),
      NetworkOption(
        "feedforward", .integer(1...65_536), .inside, .multiple(4, of: "width"),
        isSaidWithName: true, "Width of the hidden layer that every token passes."),
    ]
  }

  var layers: Int { options.integer("layers") }
  var width: Int { options.integer("width") }
  var heads: Int { options.integer("heads") }
  var feedforward: Int { options.integer("feedforward") }

  /// The weights of its products: 4 width² + 2 width · feedforward a layer.
  var leastParameters: Int { layers * width * (4 * width + 2 * feedforward) }

  var conflicts: [NetworkConflict] {
    guard width % heads != 0 else { return [] }
    let below = width / heads * heads
    let widths = [below, below + heads].filter { $0 > 0 }.map(String.init)
    let fitting = (1...heads).last { width % $0 == 0 } ?? 1
    return [
      NetworkConflict(
        of: ["heads", "width"],
        NetworkRefusal(
          "the heads do not divide the width", found: "\(heads) heads of a width of \(width)",
          expected: "a width that is a multiple of the heads",
          remedy:
            "write 'width: \(widths.joined(separator: "' or 'width: "))', or 'heads: \(fitting)'"))
    ]
  }
}
