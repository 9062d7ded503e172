import Records

/// What a job needs of the world outside: a place for bytes, a clock, and somebody who listens.
public struct ExecutionEnvironment: Sendable {
  public var environment: EnvironmentRecord
  public var workers: Int
  /// Puts an object into the store and returns its digest.
  public var store: @Sendable ([UInt8]) throws -> String
  /// Reads an object by digest.
  public var load: @Sendable (String) throws -> [UInt8]
  /// Called from one thread at a time.
  public var emit: @Sendable (WorkerFrame) throws -> Void
  public var meter: @Sendable () -> ResourceReading
  /// Seconds since any moment, never going back; asked once an epoch, from any thread.
  public var clock: @Sendable () -> Double
  /// Whether to stop: what is being computed is finished, nothing else is begun. Called from any
  /// thread, and once true stays so.
  public var isStopRequested: @Sendable () -> Bool

  public init(
    environment: EnvironmentRecord, workers: Int,
    store: @escaping @Sendable ([UInt8]) throws -> String,
    load: @escaping @Sendable (String) throws -> [UInt8],
    emit: @escaping @Sendable (WorkerFrame) throws -> Void,
    meter: @escaping @Sendable () -> ResourceReading,
    clock: @escaping @Sendable () -> Double = { 0 },
    isStopRequested: @escaping @Sendable () -> Bool = { false }
  ) {
    self.environment = environment
    self.workers = workers
    self.store = store
    self.load = load
    self.emit = emit
    self.meter = meter
    self.clock = clock
    self.isStopRequested = isStopRequested
  }
}
