/// Pieces of a JSON Schema.
enum Schema {
  /// A mapping that takes these keys and no others.
  static func mapping(_ keys: [(String, CanonicalValue)]) -> [String: CanonicalValue] {
    [
      "type": .text("object"), "additionalProperties": .flag(false),
      "properties": .object(Dictionary(keys, uniquingKeysWith: { first, _ in first })),
    ]
  }

  /// One of several forms; anything where there is none.
  static func any(_ forms: [CanonicalValue]) -> CanonicalValue {
    switch forms.count {
    case 0: .object([:])
    case 1: forms[0]
    default: .object(["anyOf": .list(forms)])
    }
  }

  static func words(_ words: [String]) -> CanonicalValue {
    .object(["enum": .list(words.map { .text($0) })])
  }

  static func list(of items: CanonicalValue, isUnique: Bool = true) -> CanonicalValue {
    var members: [String: CanonicalValue] = [
      "type": .text("array"), "minItems": .integer(1), "items": items,
    ]
    if isUnique { members["uniqueItems"] = .flag(true) }
    return .object(members)
  }

  /// A list of so many whole numbers from 1.
  static func numbers(_ count: ClosedRange<Int>, _ largest: Int) -> CanonicalValue {
    .object([
      "type": .text("array"), "minItems": .integer(count.lowerBound),
      "maxItems": .integer(count.upperBound), "items": ValueKind.integer(1...largest).schema,
    ])
  }

  /// A key with nothing behind it (`sgd:`), which takes its defaults.
  static let nothing = CanonicalValue.object(["type": .text("null")])
}

extension CanonicalValue {
  /// A schema with what editors show beside it.
  func described(_ summary: String, default value: CanonicalValue? = nil) -> CanonicalValue {
    guard case .object(var members) = self else { return self }
    members["description"] = .text(summary)
    if let value { members["default"] = value }
    return .object(members)
  }
}

extension ValueKind {
  /// What a value of this kind may be; anything for a shape that has a schema of its own.
  var schema: CanonicalValue {
    switch self {
    case .number(let bounds):
      var members: [String: CanonicalValue] = ["type": .text("number")]
      members[bounds.includesLower ? "minimum" : "exclusiveMinimum"] = .number(bounds.lower)
      if bounds.upper.isFinite {
        members[bounds.includesUpper ? "maximum" : "exclusiveMaximum"] = .number(bounds.upper)
      }
      return .object(members)
    case .integer(let range):
      return .object([
        "type": .text("integer"), "minimum": .integer(range.lowerBound),
        "maximum": .integer(range.upperBound),
      ])
    case .choice(let words): return Schema.words(words)
    case .flag: return .object(["type": .text("boolean")])
    case .text(let limit):
      // A number or a flag where a text is meant is read as that text.
      return .object([
        "type": .list(["string", "number", "boolean"].map { .text($0) }),
        "minLength": .integer(1), "maxLength": .integer(limit),
      ])
    case .name:
      // Looser than the reader, which knows all letters; patterns of editors do not.
      return .object([
        "type": .list(["string", "number"].map { .text($0) }), "minLength": .integer(1),
        "maxLength": .integer(64), "pattern": .text(#"^[^-.+\s/,:;][^\s/,:;]*$"#),
      ])
    case .file:
      return .object([
        "type": .text("string"), "minLength": .integer(1), "maxLength": .integer(255),
        "pattern": .text(#"^[^/\\][^\\]*$"#),
      ])
    case .either(let word, let kind): return Schema.any([Schema.words([word]), kind.schema])
    case .integers(let list): return Schema.numbers(1...list.most, list.largest)
    case .image: return Schema.numbers(3...3, ValueKind.largestImageSide)
    case .shape: return .object([:])
    }
  }

  /// A default as a value of this kind.
  func fallback(_ text: String) -> CanonicalValue {
    switch self {
    case .number: Double(text).map { .number($0) } ?? .text(text)
    case .integer: Int(text).map { .integer($0) } ?? .text(text)
    case .flag: .flag(text == "true")
    default: .text(text)
    }
  }
}
