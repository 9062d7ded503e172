import Foundation

/// Wall time, processor time and memory of a timed region.
struct Meter {
  private let wall = Meter.seconds(CLOCK_MONOTONIC)
  private let processor = Meter.seconds(CLOCK_PROCESS_CPUTIME_ID)

  struct Reading {
    /// Seconds.
    var wall: Double
    /// Seconds, of all threads.
    var processor: Double
    /// Greatest resident memory of the process so far.
    var peakMegabytes: Double
  }

  func reading() -> Reading {
    var usage = rusage()
    // 0 is RUSAGE_SELF, which is imported with another type than the function wants.
    getrusage(0, &usage)
    return Reading(
      wall: Self.seconds(CLOCK_MONOTONIC) - wall,
      processor: Self.seconds(CLOCK_PROCESS_CPUTIME_ID) - processor,
      peakMegabytes: Double(usage.ru_maxrss) / 1024)
  }

  private static func seconds(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + 1e-9 * Double(time.tv_nsec)
  }
}
