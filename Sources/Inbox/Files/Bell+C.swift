import CSystem
import Glibc

/// Wakes a thread that waits, from any other thread or from a signal.
final class Bell: Sendable {
  private let descriptor: Descriptor

  /// Where the system gives no descriptor for it the bell is mute; whoever waits then looks up a few
  /// times a second instead.
  init() { descriptor = Descriptor(retort_bell(), path: "a bell") }

  var number: Int32 { descriptor.number }

  func ring() { retort_ring(number) }

  /// Takes back what was rung so far.
  func silence() { retort_silence(number) }

  /// Waits until one of the bells rings, something can be read, or the time is over.
  static func wait(for bells: [Bell], reading: Descriptor? = nil, seconds: Double) {
    let numbers = bells.map(\.number) + [reading?.number ?? -1]
    var polled = numbers.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    let isMute = bells.contains { $0.number < 0 }
    let milliseconds = max(0, min(seconds, isMute ? 0.25 : 86_400)) * 1_000
    _ = polled.withUnsafeMutableBufferPointer {
      poll($0.baseAddress, nfds_t($0.count), Int32(milliseconds.rounded(.up)))
    }
  }
}
