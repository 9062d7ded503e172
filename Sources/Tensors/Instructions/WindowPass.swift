import CKernels

/// A square window that slides over images `[batch, height, width, channels]`.
public struct Window: Sendable, Hashable {
  public var height: Int
  public var width: Int
  public var channels: Int
  /// Edge of the window.
  public var size: Int
  public var stride: Int
  /// Rows and columns of zeros around the image.
  public var padding: Int

  public init(
    height: Int, width: Int, channels: Int, size: Int, stride: Int = 1, padding: Int = 0
  ) {
    self.height = height
    self.width = width
    self.channels = channels
    self.size = size
    self.stride = stride
    self.padding = padding
  }

  /// Places of the window along the height, ⌊(height + 2 · padding − size) / stride⌋ + 1.
  public var rows: Int { (height + 2 * padding - size) / stride + 1 }
  /// Places of the window along the width.
  public var columns: Int { (width + 2 * padding - size) / stride + 1 }
  public var places: Int { rows * columns }
  /// Values of one image.
  public var imageCount: Int { height * width * channels }

  fileprivate var kernel: retort_window {
    retort_window(
      height: height, width: width, channels: channels, size: size, stride: stride,
      padding: padding)
  }
}

/// What becomes of the pixels under a window.
public enum WindowFunction: Sendable, Hashable {
  /// All of them side by side: `[batch · places, size · size · channels]`.
  case patches
  /// The greatest of each channel.
  case maximum
  /// The mean of each channel.
  case average
}

/// into = function of the pixels under each place of the window.
public struct WindowPass: Sendable {
  public var function: WindowFunction
  public var window: Window
  public var of: Slot
  /// Where the maxima stand, kept for the gradient; read by `maximum` alone.
  public var places: Slot?
  public var into: Slot

  public init(
    _ function: WindowFunction, _ window: Window, of: Slot, places: Slot? = nil, into: Slot
  ) {
    self.function = function
    self.window = window
    self.of = of
    self.places = places
    self.into = into
  }

  private var batch: Int { of.count / window.imageCount }

  func run(on arena: Arena) {
    let (y, x) = (arena.pointer(into), arena.pointer(of))
    switch (function, places) {
    case (.patches, _): retort_patches(y, x, batch, window.kernel)
    case (.average, _): retort_average_pool(y, x, batch, window.kernel)
    case (.maximum, let places?):
      retort_maximum_pool(y, arena.pointer(places), x, batch, window.kernel)
    case (.maximum, nil): preconditionFailure("maxima without a place to note where they stand")
    }
  }

  /// into = the gradient of the images.
  func runBackward(on arena: Arena, gradient: Slot, into: Slot, accumulates: Bool) {
    let (dx, dy) = (arena.pointer(into), arena.pointer(gradient))
    let adds: Int32 = accumulates ? 1 : 0
    switch (function, places) {
    case (.patches, _): retort_patches_gradient(dx, dy, batch, window.kernel, adds)
    case (.average, _): retort_average_pool_gradient(dx, dy, batch, window.kernel, adds)
    case (.maximum, let places?):
      retort_maximum_pool_gradient(dx, arena.pointer(places), dy, batch, window.kernel, adds)
    case (.maximum, nil): preconditionFailure("maxima without a place to note where they stand")
    }
  }
}

public struct WindowGradient: Sendable {
  public var pass: WindowPass
  public var gradient: Slot
  public var into: Slot
  public var accumulates: Bool

  public init(of pass: WindowPass, gradient: Slot, into: Slot, accumulates: Bool = false) {
    self.pass = pass
    self.gradient = gradient
    self.into = into
    self.accumulates = accumulates
  }

  func run(on arena: Arena) {
    pass.runBackward(on: arena, gradient: gradient, into: into, accumulates: accumulates)
  }
}
