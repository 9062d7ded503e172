import Synchronization

/// One place for each piece of parallel work, read in order once all have ended.
final class ResultSlots<Value: Sendable>: Sendable {
  private let slots: Mutex<[Value?]>

  init(count: Int) {
    slots = Mutex([Value?](repeating: nil, count: count))
  }

  subscript(index: Int) -> Value? {
    get { slots.withLock { $0[index] } }
    set { slots.withLock { $0[index] = newValue } }
  }

  var values: [Value?] { slots.withLock { $0 } }
}
