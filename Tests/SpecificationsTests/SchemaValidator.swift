@testable import Specifications

/// Judges a value by a JSON Schema: the keywords that `JobSchema` writes, and no others.
struct SchemaValidator {
  private static let known: Set<String> = [
    "$schema", "title", "description", "default", "type", "enum", "anyOf", "properties",
    "additionalProperties", "propertyNames", "required", "minProperties", "maxProperties", "items",
    "minItems", "maxItems", "uniqueItems", "minimum", "maximum", "exclusiveMinimum",
    "exclusiveMaximum", "minLength", "maxLength", "pattern",
  ]

  /// What is wrong with a value, with the place of each complaint; empty where it fits.
  static func complaints(
    _ value: CanonicalValue, _ schema: CanonicalValue, at path: String = ""
  ) -> [String] {
    guard case .object(let rules) = schema else { return ["\(path): not a schema"] }
    var found = rules.keys.filter { !known.contains($0) }.sorted().map { "\(path): \($0)?" }
    if let type = rules["type"], !isOf(type, value) { found.append("\(path): wrong type") }
    if case .list(let words)? = rules["enum"], !words.contains(value) {
      found.append("\(path): not one of the words")
    }
    if case .list(let forms)? = rules["anyOf"] {
      let tried = forms.map { complaints(value, $0, at: path) }
      // The form that came nearest says what is wrong.
      if !tried.contains([]) { found += tried.max { $0.joined().count < $1.joined().count } ?? [] }
    }
    switch value {
    case .object(let members): found += complaints(of: members, rules, path)
    case .list(let items): found += complaints(of: items, rules, path)
    case .text(let text): found += complaints(of: text, rules, path)
    case .integer(let number): found += complaints(of: Double(number), rules, path)
    case .number(let number): found += complaints(of: number, rules, path)
    case .null, .flag: break
    }
    return found
  }

  private static func isOf(_ type: CanonicalValue, _ value: CanonicalValue) -> Bool {
    if case .list(let types) = type { return types.contains { isOf($0, value) } }
    return switch (type, value) {
    case (.text("object"), .object), (.text("array"), .list), (.text("string"), .text),
      (.text("boolean"), .flag), (.text("null"), .null), (.text("integer"), .integer),
      (.text("number"), .integer), (.text("number"), .number):
      true
    case (.text("integer"), .number(let number)): number == number.rounded()
    default: false
    }
  }

  private static func complaints(
    of members: [String: CanonicalValue], _ rules: [String: CanonicalValue], _ path: String
  ) -> [String] {
    var found: [String] = []
    let properties =
      if case .object(let known)? = rules["properties"] { known } else {
        [String: CanonicalValue]()
      }
    for (key, member) in members.sorted(by: { $0.key < $1.key }) {
      if let names = rules["propertyNames"] {
        found += complaints(.text(key), names, at: "\(path).\(key)")
      }
      if let property = properties[key] {
        found += complaints(member, property, at: "\(path).\(key)")
      } else if rules["additionalProperties"] == .flag(false) {
        found.append("\(path).\(key): unknown key")
      } else if let others = rules["additionalProperties"] {
        found += complaints(member, others, at: "\(path).\(key)")
      }
    }
    if case .list(let required)? = rules["required"] {
      for case .text(let key) in required where members[key] == nil {
        found.append("\(path).\(key): missing")
      }
    }
    return found + bounds(Double(members.count), rules, "minProperties", "maxProperties", path)
  }

  private static func complaints(
    of items: [CanonicalValue], _ rules: [String: CanonicalValue], _ path: String
  ) -> [String] {
    var found = bounds(Double(items.count), rules, "minItems", "maxItems", path)
    if rules["uniqueItems"] == .flag(true), Set(items).count < items.count {
      found.append("\(path): repeated item")
    }
    guard let schema = rules["items"] else { return found }
    for (index, item) in items.enumerated() {
      found += complaints(item, schema, at: "\(path)[\(index)]")
    }
    return found
  }

  private static func complaints(
    of text: String, _ rules: [String: CanonicalValue], _ path: String
  ) -> [String] {
    let length = Double(text.unicodeScalars.count)
    let found = bounds(length, rules, "minLength", "maxLength", path)
    guard case .text(let pattern)? = rules["pattern"] else { return found }
    guard let regex = try? Regex(pattern) else { return ["\(path): unreadable pattern"] }
    return text.contains(regex) ? found : found + ["\(path): pattern"]
  }

  private static func complaints(
    of number: Double, _ rules: [String: CanonicalValue], _ path: String
  ) -> [String] {
    var found = bounds(number, rules, "minimum", "maximum", path)
    if let lower = self.number(rules["exclusiveMinimum"]), number <= lower {
      found.append("\(path): too small")
    }
    if let upper = self.number(rules["exclusiveMaximum"]), number >= upper {
      found.append("\(path): too large")
    }
    return found
  }

  private static func bounds(
    _ number: Double, _ rules: [String: CanonicalValue], _ least: String, _ most: String,
    _ path: String
  ) -> [String] {
    var found: [String] = []
    if let lower = self.number(rules[least]), number < lower { found.append("\(path): \(least)") }
    if let upper = self.number(rules[most]), number > upper { found.append("\(path): \(most)") }
    return found
  }

  private static func number(_ value: CanonicalValue?) -> Double? {
    switch value {
    case .integer(let number): Double(number)
    case .number(let number): number
    default: nil
    }
  }
}

extension CanonicalValue {
  /// A file as an editor reads it: plain scalars are numbers, flags and nothing where they look so.
  init(_ node: YAMLNode) {
    switch node.content {
    case .list(let items): self = .list(items.map { CanonicalValue($0) })
    case .mapping(let entries):
      self = .object(
        Dictionary(
          entries.map { ($0.key.text ?? "", CanonicalValue($0.value)) },
          uniquingKeysWith: { first, _ in first }))
    case .scalar(let text, let isPlain):
      if !isPlain {
        self = .text(text)
      } else if node.isEmpty {
        self = .null
      } else if text == "true" || text == "false" {
        self = .flag(text == "true")
      } else if let number = Int(text) {
        self = .integer(number)
      } else if let number = Double(text), !text.lowercased().contains("n") {
        self = .number(number)
      } else {
        self = .text(text)
      }
    }
  }
}
