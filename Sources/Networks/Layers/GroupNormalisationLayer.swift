import Gradients
import Tensors

/// (x − mean) / √(variance + ε) · scale + shift over the pixels of an image and a group of its channels
/// together, ε = 1e-5 as in PyTorch.
struct GroupNormalisationLayer: Sendable, Hashable {
  private let scale: ParameterSlice
  private let shift: ParameterSlice
  private let groups: Int
  private let pixels: Int

  /// Appends `NAME scale` and `NAME shift`.
  /// - Parameter pixels: rows of one image; 1 where a row is an item of its own.
  init(_ name: String, width: Int, pixels: Int, in layout: inout ParameterLayout) {
    (scale, shift) = layout.append(scaleAndShift: name, width: width)
    groups = Self.groups(of: width, pixels: pixels)
    self.pixels = pixels
  }

  /// The most groups up to 8 that divide the channels and have 8 numbers each to normalise: of one
  /// number, or of the signs of two, nothing would be left to learn from.
  static func groups(of channels: Int, pixels: Int) -> Int {
    (1...8).last { channels.isMultiple(of: $0) && channels / $0 * pixels >= 8 } ?? 1
  }

  func callAsFunction(_ x: Variable) -> Variable {
    groupNormalisation(x, groups: groups, pixels: pixels, scale: scale, shift: shift)
  }
}
