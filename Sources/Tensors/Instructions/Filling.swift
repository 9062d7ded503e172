/// into = value everywhere.
public struct Filling: Sendable {
  public var into: Slot
  public var value: Float

  public init(_ into: Slot, with value: Float) {
    self.into = into
    self.value = value
  }

  func run(on arena: Arena) {
    arena.fill(into, with: value)
  }
}
