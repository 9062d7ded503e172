import Glibc

/// The machine's clocks, for the edges of the program.
enum Clock {
  /// Nanoseconds since 1970; comparable with a file's times. May jump.
  static func nanoseconds() -> Int64 { read(CLOCK_REALTIME) }

  /// Seconds since some moment; never jumps.
  static func steadySeconds() -> Double { Double(read(CLOCK_MONOTONIC)) * 1e-9 }

  private static func read(_ clock: clockid_t) -> Int64 {
    var now = timespec()
    clock_gettime(clock, &now)
    return Int64(now.tv_sec) * 1_000_000_000 + Int64(now.tv_nsec)
  }
}
