/// Who draws: all student arms of a seed share one role, so they start and shuffle alike.
public enum Role: String, Sendable, Hashable {
  case teacher, student
  /// What belongs to neither: drawing a split, folds, resampling.
  case design
}

/// What the numbers are for.
public enum Purpose: String, Sendable, Hashable {
  case initialisation, order, dropout, noise, permutation, split, folds, resampling
}

extension RandomStream {
  /// The stream of a seed index, role and purpose.
  ///
  /// Never of an arm, a variant, a job or a key: paired runs must share their randomness.
  /// - Parameter index: tells several streams of one purpose apart (the folds of a seed).
  public init(seed: Int, role: Role, purpose: Purpose, index: Int = 0) {
    self.init(
      key: StreamKey.hash("\(seed)/\(role.rawValue)/\(purpose.rawValue)/\(index)"))
  }

  /// A stream of its own for something named, of this stream's key and the name.
  public func named(_ name: String) -> RandomStream {
    RandomStream(key: StreamKey.hash("\(key)/\(name)"))
  }

  /// A stream of its own for every number, of this stream's key and the number. Allocates nothing.
  public func numbered(_ number: Int) -> RandomStream {
    RandomStream(
      key: StreamKey.mixed(key &+ (UInt64(bitPattern: Int64(number)) &+ 1) &* 0x9E37_79B9_7F4A_7C15)
    )
  }
}

/// FNV-1a over the bytes, finished by the SplitMix64 mixer so that near names give far keys.
enum StreamKey {
  static func hash(_ name: String) -> UInt64 {
    var key: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in name.utf8 {
      key = (key ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
    }
    return mixed(key)
  }

  /// SplitMix64's mixer.
  static func mixed(_ word: UInt64) -> UInt64 {
    var key = word
    key = (key ^ (key >> 30)) &* 0xBF58_476D_1CE4_E5B9
    key = (key ^ (key >> 27)) &* 0x94D0_49BB_1331_11EB
    return key ^ (key >> 31)
  }
}
