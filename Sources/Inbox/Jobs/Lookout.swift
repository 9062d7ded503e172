import Foundation
import Logging
import Synchronization

/// Takes drops in on a thread of its own while jobs run on another: woken by hints of the system, and
/// now and then by itself, for hints may be lost.
final class Lookout: Sendable {
  /// Seconds between two looks without a hint.
  static let interval = 30.0
  /// Seconds between two looks where the system gives no hints.
  static let intervalWithoutHints = 2.0

  private let workplace: Workplace
  private let reception: Reception
  /// What to do with each look.
  private let onLook: @Sendable (Reception.Look) -> Void
  private let nudged = Bell()
  private let hasStarted = Atomic<Bool>(false)
  private let hasEnded = Atomic<Bool>(false)
  private let finished = DispatchSemaphore(value: 0)

  init(
    _ workplace: Workplace, _ reception: Reception,
    onLook: @escaping @Sendable (Reception.Look) -> Void
  ) {
    self.workplace = workplace
    self.reception = reception
    self.onLook = onLook
  }

  /// Starts its thread; once.
  func start() {
    guard !hasStarted.exchange(true, ordering: .relaxed) else { return }
    let thread = Thread { @Sendable [self] in
      watch()
      finished.signal()
    }
    thread.name = "retort-lookout"
    thread.start()
  }

  /// Asks for a look soon.
  func nudge() { nudged.ring() }

  /// Returns when the last look is over.
  func end() {
    guard hasStarted.load(ordering: .relaxed) else { return }
    hasEnded.store(true, ordering: .relaxed)
    nudged.ring()
    finished.wait()
  }

  private func watch() {
    let hints = hints()
    let interval = hints == nil ? Self.intervalWithoutHints : Self.interval
    // What was dropped before the hints began is found by the first look.
    var pause = 0.0
    while true {
      Bell.wait(for: [nudged, workplace.stop.bell], reading: hints?.descriptor, seconds: pause)
      guard !hasEnded.load(ordering: .relaxed), !workplace.stop.isRequested else { return }
      nudged.silence()
      if hints?.clear() == true { workplace.log.info("hints were lost; the scan finds all drops") }
      do {
        let look = try reception.look()
        pause = min(interval, look.nextLook ?? interval)
        onLook(look)
      } catch {
        workplace.log.error(
          "the inbox cannot be worked now", metadata: ["reason": "\(error)"])
        pause = interval
      }
    }
  }

  private func hints() -> InboxHints? {
    do { return try InboxHints(workplace.folders.inbox) } catch {
      workplace.log.warning(
        "the inbox is scanned every few seconds instead of watched",
        metadata: ["reason": "\(error)"])
      return nil
    }
  }
}
