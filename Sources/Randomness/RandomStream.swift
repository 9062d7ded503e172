/// A reproducible sequence of random numbers: value number i depends on the key and i alone.
///
/// Generator: Philox 4×32 with 10 rounds (Salmon, Moraes, Dror, Shaw 2011, "Parallel random numbers:
/// as easy as 1, 2, 3"). A stream has no hidden state shared with another stream, so runs on several
/// cores draw the same numbers in any order of execution.
public struct RandomStream: Sendable, Hashable, RandomNumberGenerator {
  /// Names the stream; also handed to kernels that draw their own numbers (dropout).
  public let key: UInt64
  private var counter: UInt64 = 0
  private var spare: UInt64?

  public init(key: UInt64) {
    self.key = key
  }

  /// How many words of 64 bits were drawn. A stream set to a position goes on from there.
  public var position: UInt64 {
    get { 2 * counter - (spare == nil ? 0 : 1) }
    set {
      counter = newValue / 2
      spare = nil
      if newValue % 2 == 1 { _ = next() }
    }
  }

  /// The next 64 random bits.
  public mutating func next() -> UInt64 {
    if let value = spare {
      spare = nil
      return value
    }
    let block = Philox.block(counter: counter, key: key)
    counter += 1
    spare = block.high
    return block.low
  }

  /// A number in [0, 1), a multiple of 2⁻⁵³.
  public mutating func uniform() -> Double {
    Double(next() >> 11) * 0x1p-53
  }

  /// A number in [low, high).
  public mutating func uniform(_ low: Double, _ high: Double) -> Double {
    low + (high - low) * uniform()
  }

  /// A standard normal number (Box and Muller; two uniforms a number).
  public mutating func normal() -> Double {
    let radius = (-2 * logarithm(1 - uniform())).squareRoot()
    return radius * cosine(2 * .pi * uniform())
  }

  /// A whole number in 0 ..< bound, without modulo bias.
  public mutating func integer(below bound: Int) -> Int {
    precondition(bound > 0, "integer(below:) needs a positive bound")
    return Int.random(in: 0..<bound, using: &self)
  }

  /// The numbers 0 ..< count in random order (Fisher and Yates).
  public mutating func permutation(of count: Int) -> [Int] {
    var order = Array(0..<count)
    shuffle(&order)
    return order
  }

  /// Puts the elements in random order (Fisher and Yates).
  @inlinable
  public mutating func shuffle<Element>(_ elements: inout [Element]) {
    guard elements.count > 1 else { return }
    for last in stride(from: elements.count - 1, to: 0, by: -1) {
      elements.swapAt(last, integer(below: last + 1))
    }
  }
}

/// One block of Philox 4×32-10.
enum Philox {
  static func block(counter: UInt64, key: UInt64) -> (low: UInt64, high: UInt64) {
    var c0 = UInt32(truncatingIfNeeded: counter)
    var c1 = UInt32(truncatingIfNeeded: counter >> 32)
    var c2: UInt32 = 0
    var c3: UInt32 = 0
    var k0 = UInt32(truncatingIfNeeded: key)
    var k1 = UInt32(truncatingIfNeeded: key >> 32)
    for _ in 0..<10 {
      let first = UInt64(c0) * 0xD251_1F53
      let second = UInt64(c2) * 0xCD9E_8D57
      (c0, c1, c2, c3) = (
        UInt32(truncatingIfNeeded: second >> 32) ^ c1 ^ k0,
        UInt32(truncatingIfNeeded: second),
        UInt32(truncatingIfNeeded: first >> 32) ^ c3 ^ k1,
        UInt32(truncatingIfNeeded: first)
      )
      k0 &+= 0x9E37_79B9
      k1 &+= 0xBB67_AE85
    }
    return (UInt64(c1) << 32 | UInt64(c0), UInt64(c3) << 32 | UInt64(c2))
  }
}
