import Experiments

/// A stream of frames as the daemon hears it from a worker, and a worker from the daemon. The first
/// byte says in which pieces the stream arrives.
enum FrameTarget {
  static func check(_ bytes: [UInt8]) throws(BrokenPromise) {
    guard let choice = bytes.first else { return }
    let stream = Array(bytes.dropFirst())
    let whole = try heard(stream, piece: stream.count)
    let pieces = try heard(stream, piece: 1 + Int(choice))
    try BrokenPromise.unless(whole == pieces, "what is heard depends on the pieces")
    for payload in whole {
      try checkValue(WorkerFrame.self, payload)
      try checkValue(WorkerOrder.self, payload)
    }
  }

  /// The payloads before the end, or before the first frame that is refused.
  private static func heard(
    _ stream: [UInt8], piece: Int
  ) throws(BrokenPromise) -> [[UInt8]] {
    var reader = FrameReader()
    var payloads: [[UInt8]] = []
    var rest = stream[...]
    while !rest.isEmpty {
      reader.append(rest.prefix(piece))
      rest = rest.dropFirst(piece)
      do throws(FrameError) {
        while let payload = try reader.next() { payloads.append(payload) }
      } catch {
        try BrokenPromise.unlessShown(error.description, of: "a frame")
        let later: [UInt8]?
        do throws(FrameError) { later = try reader.next() } catch { later = nil }
        try BrokenPromise.unless(later == nil, "a value after a refused frame")
        return payloads
      }
    }
    return payloads
  }

  private static func checkValue<Value: Codable & Equatable>(
    _ type: Value.Type, _ payload: [UInt8]
  ) throws(BrokenPromise) {
    let value: Value
    do throws(FrameError) { value = try FrameCodec.decode(type, payload: payload) } catch {
      try BrokenPromise.unlessShown(error.description, of: "\(type)")
      return
    }
    let again: Value?
    do throws(FrameError) {
      var reader = FrameReader()
      reader.append(try FrameCodec.encode(value))
      again = try reader.next().map { payload throws(FrameError) in
        try FrameCodec.decode(type, payload: payload)
      }
    } catch {
      throw BrokenPromise("a \(type) that was heard cannot be said: \(error)")
    }
    try BrokenPromise.unless(again == value, "a \(type) said again is another")
  }
}
