/// A matrix inside an `Arena`: where it begins and its shape.
public struct Slot: Sendable, Hashable {
  /// In floats from the beginning of the arena.
  public var offset: Int
  public var rows: Int
  public var columns: Int

  public init(offset: Int, rows: Int, columns: Int) {
    self.offset = offset
    self.rows = rows
    self.columns = columns
  }

  public var count: Int { rows * columns }
  public var end: Int { offset + count }
}

extension Slot {
  /// The first offset at or after `offset` that begins a cache line.
  public static func aligned(_ offset: Int) -> Int { (offset + 15) / 16 * 16 }
}
