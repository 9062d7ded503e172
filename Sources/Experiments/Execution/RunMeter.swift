/// What a run cost, read by the caller: numeric modules know no clock.
public struct ResourceReading: Sendable, Hashable {
  public var wallSeconds: Double
  /// Processor time of the calling thread.
  public var cpuSeconds: Double
  /// Largest resident memory of the process so far.
  public var peakBytes: Int

  public init(wallSeconds: Double, cpuSeconds: Double, peakBytes: Int) {
    self.wallSeconds = wallSeconds
    self.cpuSeconds = cpuSeconds
    self.peakBytes = peakBytes
  }

  public static let zero = ResourceReading(wallSeconds: 0, cpuSeconds: 0, peakBytes: 0)
}
