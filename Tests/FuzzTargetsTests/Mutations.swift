/// Random edits of known inputs, the same for the same seed (SplitMix64).
struct Mutations: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// One of the inputs with a few bytes replaced, cut, doubled, or taken from another.
  mutating func mutated(_ inputs: [[UInt8]]) -> [UInt8] {
    var bytes = inputs.randomElement(using: &self) ?? []
    let other = inputs.randomElement(using: &self) ?? []
    for _ in 0..<Int.random(in: 1...6, using: &self) where !bytes.isEmpty {
      let place = Int.random(in: 0..<bytes.count, using: &self)
      let length = Int.random(in: 1...24, using: &self)
      switch Int.random(in: 0..<10, using: &self) {
      case 0: bytes.removeLast(bytes.count - place)
      case 1: bytes.insert(contentsOf: bytes[place...].prefix(length), at: place)
      case 2: bytes.removeSubrange(place..<min(place + length, bytes.count))
      case 3:
        let from = Int.random(in: 0...other.count, using: &self)
        bytes.insert(contentsOf: other[from...].prefix(length), at: place)
      case 4: bytes[place] ^= 1 << UInt8.random(in: 0...7, using: &self)
      case 5: bytes[place] = [0, 0x7F, 0x80, 0xFF, 0x0A, 0x22, 0x2F, 0x2D][length % 8]
      default: bytes[place] = UInt8.random(in: 0...255, using: &self)
      }
    }
    return bytes
  }
}
