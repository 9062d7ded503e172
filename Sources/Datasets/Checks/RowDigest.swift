/// A hash of a row's values, by which equal rows are found without comparing each with each.
///
/// 64 bits, mixed after every value: among 10⁷ rows two that differ share one with probability 3 · 10⁻⁶.
/// The two zeros count as one value.
struct RowDigest: Sendable, Hashable {
  private(set) var value: UInt64 = 0x9E37_79B9_7F4A_7C15

  init() {}

  init(_ values: some Sequence<Double>) {
    for value in values { combine(value) }
  }

  /// Of several digests in their order: a row over all its modalities.
  init(of digests: some Sequence<RowDigest>) {
    for digest in digests { combine(bits: digest.value) }
  }

  mutating func combine(_ number: Double) {
    combine(bits: number == 0 ? 0 : number.bitPattern)
  }

  mutating func combine(bits: UInt64) {
    // The finaliser of SplitMix64 (Steele, Lea, Flood 2014), a step a value.
    var z = value ^ bits
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    value = (z ^ (z >> 31)) &+ 0x9E37_79B9_7F4A_7C15
  }
}
