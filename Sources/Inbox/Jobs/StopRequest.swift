import CSystem
import Synchronization

/// Whether Retort was asked to stop. Asked once, never taken back.
public final class StopRequest: Sendable {
  private let requested = Atomic<Bool>(false)
  private let heedsSignals: Bool
  /// Rings when Retort is asked to stop, and is never silenced.
  let bell = Bell()

  /// A request that only ``request()`` makes.
  public convenience init() { self.init(heedsSignals: false) }

  private init(heedsSignals: Bool) { self.heedsSignals = heedsSignals }

  /// A request that SIGTERM and SIGINT make for the whole process. A second signal ends it at once,
  /// and its children with it.
  public static func bySignals() -> StopRequest {
    let request = StopRequest(heedsSignals: true)
    _ = retort_watch_stop_signals(request.bell.number)
    return request
  }

  public var isRequested: Bool {
    requested.load(ordering: .relaxed) || heedsSignals && retort_stop_signals() > 0
  }

  public func request() {
    requested.store(true, ordering: .relaxed)
    bell.ring()
  }
}
