/// A key that takes one scalar, with the Swift type it becomes.
struct ScalarKey<Value: Sendable>: Sendable {
  let descriptor: KeyDescriptor
  /// The value where the key is absent. For required and optional keys a stand-in that no good
  /// specification contains.
  let fallback: Value
  let convert: @Sendable (ScalarValue) -> Value?
}

extension ScalarKey where Value == Int {
  init(_ path: String, _ range: ClosedRange<Int>, default fallback: Int, _ summary: String) {
    let kind = ValueKind.integer(range)
    descriptor = KeyDescriptor(path, kind, .defaultValue(String(fallback)), summary)
    self.fallback = fallback
    convert = Self.integer
  }

  init(
    _ path: String, _ range: ClosedRange<Int>, _ presence: KeyDescriptor.Presence, _ summary: String
  ) {
    descriptor = KeyDescriptor(path, .integer(range), presence, summary)
    fallback = range.lowerBound
    convert = Self.integer
  }

  private static let integer: @Sendable (ScalarValue) -> Int? = {
    if case .integer(let number) = $0 { number } else { nil }
  }
}

extension ScalarKey where Value == Int? {
  /// A whole number, or a word that stands for none and is the default.
  init(_ path: String, word: String, or range: ClosedRange<Int>, _ summary: String) {
    let kind = ValueKind.either(word: word, .integer(range))
    descriptor = KeyDescriptor(path, kind, .defaultValue(word), summary)
    fallback = nil
    convert = {
      switch $0 {
      case .integer(let number): .some(number)
      case .text: .some(nil)
      case .number, .flag: nil
      }
    }
  }
}

extension ScalarKey where Value == Double {
  init(_ path: String, _ bounds: NumberBounds, default fallback: Double, _ summary: String) {
    let presence = KeyDescriptor.Presence.defaultValue(NumberText.short(fallback))
    descriptor = KeyDescriptor(path, .number(bounds), presence, summary)
    self.fallback = fallback
    convert = Self.number
  }

  init(
    _ path: String, _ bounds: NumberBounds, _ presence: KeyDescriptor.Presence, _ summary: String
  ) {
    descriptor = KeyDescriptor(path, .number(bounds), presence, summary)
    fallback = bounds.upper
    convert = Self.number
  }

  private static let number: @Sendable (ScalarValue) -> Double? = {
    if case .number(let number) = $0 { number } else { nil }
  }
}

extension ScalarKey where Value == Double? {
  /// A number, or a word that stands for none and is the default.
  init(_ path: String, word: String, or bounds: NumberBounds, _ summary: String) {
    let kind = ValueKind.either(word: word, .number(bounds))
    descriptor = KeyDescriptor(path, kind, .defaultValue(word), summary)
    fallback = nil
    convert = {
      switch $0 {
      case .number(let number): .some(number)
      case .text: .some(nil)
      case .integer, .flag: nil
      }
    }
  }
}

extension ScalarKey where Value == Bool {
  init(_ path: String, default fallback: Bool, _ summary: String) {
    descriptor = KeyDescriptor(path, .flag, .defaultValue(String(fallback)), summary)
    self.fallback = fallback
    convert = { if case .flag(let flag) = $0 { flag } else { nil } }
  }

  init(_ path: String, _ presence: KeyDescriptor.Presence, _ summary: String) {
    descriptor = KeyDescriptor(path, .flag, presence, summary)
    fallback = false
    convert = { if case .flag(let flag) = $0 { flag } else { nil } }
  }
}

extension ScalarKey where Value == String {
  /// A text, name or file.
  init(
    _ path: String, _ kind: ValueKind, _ presence: KeyDescriptor.Presence, _ summary: String
  ) {
    descriptor = KeyDescriptor(path, kind, presence, summary)
    fallback = ""
    convert = { if case .text(let text) = $0 { text } else { nil } }
  }
}

extension ScalarKey
where Value: RawRepresentable & CaseIterable & Sendable, Value.RawValue == String {
  /// One of the words of an enumeration.
  init(_ path: String, default fallback: Value, _ summary: String) {
    let kind = ValueKind.choice(Value.allCases.map(\.rawValue))
    descriptor = KeyDescriptor(path, kind, .defaultValue(fallback.rawValue), summary)
    self.fallback = fallback
    convert = { if case .text(let text) = $0 { Value(rawValue: text) } else { nil } }
  }
}
