import Foundation

/// One line of output, under the names the other programs use.
struct BenchResult: Encodable {
  var workload: String
  var threads: Int
  var wallSeconds: Double
  var processorSeconds: Double
  var peakMegabytes: Double
  var anonymousMegabytes: Double
  /// Rows, tokens or runs, as the other program counts them.
  var samples: Int
  var samplesPerSecond: Double
  var samplesPerProcessorSecond: Double
  /// Of the products alone, 10⁹ operations.
  var work: Double?
  var workPerProcessorSecond: Double?
  /// Processor time.
  var stepMicroseconds: Double?
  var metrics: [String: Double]

  private enum CodingKeys: String, CodingKey {
    case workload, threads, samples, metrics
    case wallSeconds = "wall_s"
    case processorSeconds = "cpu_s"
    case peakMegabytes = "peak_rss_mb"
    case anonymousMegabytes = "anonymous_mb"
    case samplesPerSecond = "samples_per_s"
    case samplesPerProcessorSecond = "samples_per_cpu_s"
    case work = "gflop"
    case workPerProcessorSecond = "gflop_per_cpu_s"
    case stepMicroseconds = "us_per_step"
  }

  /// - Parameter operations: multiplications and additions of the products.
  init(
    _ workload: String, _ reading: Meter.Reading, threads: Int = 1, samples: Int,
    operations: Double? = nil, steps: Int? = nil, metrics: [String: Double]
  ) {
    self.workload = workload
    self.threads = threads
    wallSeconds = reading.wall
    processorSeconds = reading.processor
    peakMegabytes = reading.peakMegabytes
    anonymousMegabytes = reading.anonymousMegabytes
    self.samples = samples
    samplesPerSecond = Double(samples) / reading.wall
    samplesPerProcessorSecond = Double(samples) / reading.processor
    work = operations.map { $0 / 1e9 }
    workPerProcessorSecond = operations.map { $0 / reading.processor / 1e9 }
    stepMicroseconds = steps.map { reading.processor / Double($0) * 1e6 }
    self.metrics = metrics
  }

  func print() throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    Swift.print(String(decoding: try encoder.encode(self), as: UTF8.self))
  }
}
