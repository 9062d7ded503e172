import Foundation

/// Wall time, processor time and memory of a timed region.
struct Meter {
  private let wall = Meter.seconds(CLOCK_MONOTONIC)
  private let processor = Meter.seconds(CLOCK_PROCESS_CPUTIME_ID)

  struct Reading {
    var wall: Double
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

/// One line of output, under the names the other programs use.
struct BenchResult: Encodable {
  var workload: String
  var threads = 1
  var wall_s: Double
  var cpu_s: Double
  var peak_rss_mb: Double
  var samples: Int
  var samples_per_cpu_s: Double
  var gflop: Double
  var gflop_per_cpu_s: Double
  var us_per_step: Double
  var metrics: [String: Double]

  init(
    _ workload: String, _ reading: Meter.Reading, samples: Int, operations: Double, steps: Int,
    metrics: [String: Double]
  ) {
    self.workload = workload
    wall_s = reading.wall
    cpu_s = reading.processor
    peak_rss_mb = reading.peakMegabytes
    self.samples = samples
    samples_per_cpu_s = Double(samples) / reading.processor
    gflop = operations / 1e9
    gflop_per_cpu_s = operations / reading.processor / 1e9
    us_per_step = reading.processor / Double(steps) * 1e6
    self.metrics = metrics
  }

  func print() throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    Swift.print(String(decoding: try encoder.encode(self), as: UTF8.self))
  }
}
