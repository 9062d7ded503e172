import CKernels

/// Channels that are normalised together.
public struct ChannelGroups: Sendable, Hashable {
  /// Groups of neighbouring channels; divides the channels.
  public var count: Int
  /// Rows of one item of the batch.
  public var pixels: Int

  public init(count: Int, pixels: Int) {
    self.count = count
    self.pixels = pixels
  }
}

/// As `LayerNormalisation`, mean and variance over the pixels and each group of channels of one item.
public struct GroupNormalisation: Sendable {
  /// `[batch · pixels, channels]`.
  public var of: Slot
  public var groups: ChannelGroups
  /// `[batch, groups]`, kept for the gradient.
  public var mean: Slot
  public var inverse: Slot
  public var scale: Slot
  public var shift: Slot
  public var into: Slot
  public var epsilon: Float

  public init(
    of: Slot, groups: ChannelGroups, mean: Slot, inverse: Slot, scale: Slot, shift: Slot,
    into: Slot, epsilon: Float
  ) {
    self.of = of
    self.groups = groups
    self.mean = mean
    self.inverse = inverse
    self.scale = scale
    self.shift = shift
    self.into = into
    self.epsilon = epsilon
  }

  func run(on arena: Arena) {
    retort_group_norm(
      arena.pointer(into), arena.pointer(mean), arena.pointer(inverse), arena.pointer(of),
      arena.pointer(scale), arena.pointer(shift), of.rows / groups.pixels, groups.pixels,
      of.columns, groups.count, epsilon)
  }
}
