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
    /// Resident memory of its own, mapped files left out, when the region ends.
    var anonymousMegabytes: Double
  }

  func reading() -> Reading {
    var usage = rusage()
    // 0 is RUSAGE_SELF, which is imported with another type than the function wants.
    getrusage(0, &usage)
    return Reading(
      wall: Self.seconds(CLOCK_MONOTONIC) - wall,
      processor: Self.seconds(CLOCK_PROCESS_CPUTIME_ID) - processor,
      peakMegabytes: Double(usage.ru_maxrss) / 1024, anonymousMegabytes: Self.anonymousMegabytes)
  }

  private static var anonymousMegabytes: Double {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("RssAnon:") }
    let kibibytes = line?.split(separator: " ").compactMap { Double($0) }.first
    return (kibibytes ?? .nan) / 1024
  }

  private static func seconds(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + 1e-9 * Double(time.tv_nsec)
  }
}
