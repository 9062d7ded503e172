import PlainText

/// Why a value is refused, before it is known where it stands.
struct ValueComplaint: Error {
  enum Reason { case wrongType, outOfRange, unknownWord, notAllowed }

  var reason: Reason
  /// In words where the marked text does not show it.
  var found: String?
  var expected: String?
  var remedy: String?

  init(_ reason: Reason, found: String? = nil, expected: String? = nil, remedy: String? = nil) {
    self.reason = reason
    self.found = found
    self.expected = expected
    self.remedy = remedy
  }

  func summary(of path: String) -> String {
    switch reason {
    case .wrongType: "wrong type for '\(path)'"
    case .outOfRange: "value of '\(path)' out of range"
    case .unknownWord: "unknown value of '\(path)'"
    case .notAllowed: "value of '\(path)' not allowed"
    }
  }
}

extension ValueKind {
  /// The value of a scalar node.
  func value(of node: YAMLNode) throws(ValueComplaint) -> ScalarValue {
    guard let text = node.text, !node.isEmpty else {
      throw ValueComplaint(.wrongType, found: node.kindInWords)
    }
    switch self {
    case .number(let bounds): return .number(try number(node, text, bounds))
    case .integer(let range): return .integer(try integer(node, text, range))
    case .flag: return .flag(try flag(node, text))
    case .choice(let words): return .text(try word(text, words))
    case .text(let limit): return .text(try line(text, limit))
    case .name: return .text(try name(text))
    case .file: return .text(try file(text))
    case .either(let word, let kind):
      return node.text == word ? .text(word) : try kind.value(of: node)
    case .integers, .image, .shape: throw ValueComplaint(.wrongType)
    }
  }

  private func number(
    _ node: YAMLNode, _ text: String, _ bounds: NumberBounds
  ) throws(ValueComplaint) -> Double {
    guard node.plainText != nil else { throw quoted(text, looksRight: Self.decimal(text) != nil) }
    guard let number = Self.decimal(text) else {
      let isSpecial = [".inf", "-.inf", "+.inf", ".nan"].contains(text.lowercased())
      throw ValueComplaint(isSpecial ? .outOfRange : .wrongType, remedy: commaRemedy(text))
    }
    guard bounds.contains(number) else { throw ValueComplaint(.outOfRange) }
    // −0 and 0 are the same value and must have the same canonical form.
    return number == 0 ? 0 : number
  }

  private func integer(
    _ node: YAMLNode, _ text: String, _ range: ClosedRange<Int>
  ) throws(ValueComplaint) -> Int {
    guard node.plainText != nil else { throw quoted(text, looksRight: Int(text) != nil) }
    let digits = text.first == "-" || text.first == "+" ? text.dropFirst() : text[...]
    guard !digits.isEmpty, digits.utf8.allSatisfy({ (48...57).contains($0) }) else {
      let number = Self.decimal(text)
      throw ValueComplaint(
        .wrongType, found: number == nil ? nil : "a number with a fraction or an exponent",
        remedy: commaRemedy(text))
    }
    guard let number = Int(text), range.contains(number) else { throw ValueComplaint(.outOfRange) }
    return number
  }

  private func flag(_ node: YAMLNode, _ text: String) throws(ValueComplaint) -> Bool {
    guard node.plainText != nil else {
      throw quoted(text, looksRight: text == "true" || text == "false")
    }
    switch text {
    case "true": return true
    case "false": return false
    default:
      let meaning = ["yes": true, "on": true, "no": false, "off": false, "1": true, "0": false]
      let folded = text.lowercased()
      let meant = folded == "true" ? true : folded == "false" ? false : meaning[folded]
      throw ValueComplaint(.wrongType, remedy: meant.map { "write \($0)" })
    }
  }

  private func word(_ text: String, _ words: [String]) throws(ValueComplaint) -> String {
    guard !words.contains(text) else { return text }
    let nearest = nearestName(to: text, among: words)
    throw ValueComplaint(
      .unknownWord, remedy: nearest.map { "did you mean '\($0)'?" } ?? "choose one of these")
  }

  private func line(_ text: String, _ limit: Int) throws(ValueComplaint) -> String {
    let count = text.unicodeScalars.count
    guard count <= limit else { throw ValueComplaint(.outOfRange, found: "\(count) characters") }
    let isVisible = text.unicodeScalars.allSatisfy { visibleText($0).count == 1 }
    guard isVisible, text.contains(where: { !$0.isWhitespace }) else {
      throw ValueComplaint(
        .notAllowed, expected: "\(inWords) in one line, without control characters")
    }
    return text
  }

  private func name(_ text: String) throws(ValueComplaint) -> String {
    let isAllowed = text.unicodeScalars.allSatisfy {
      $0.properties.isAlphabetic || $0.properties.numericType != nil
        || "_-.+".unicodeScalars.contains($0)
    }
    guard isAllowed, text.unicodeScalars.count <= 64, let first = text.first, !"-.+".contains(first)
    else { throw ValueComplaint(.notAllowed, expected: "\(inWords), not beginning with - . +") }
    return text
  }

  private func file(_ text: String) throws(ValueComplaint) -> String {
    _ = try line(text, 255)
    // By scalars, as the system sees it: '/' and a combining mark behind it are one character.
    let scalars = text.unicodeScalars
    let parts = scalars.split(separator: "/", omittingEmptySubsequences: false).map { String($0) }
    let isAbsolute = scalars.first == "/"
    guard !isAbsolute, !parts.contains("..") else {
      throw ValueComplaint(
        .notAllowed, found: isAbsolute ? "an absolute path" : "a path with '..'",
        remedy: "put the file into the bundle and write its name, as in 'features/pixels.npy'")
    }
    guard !parts.contains(""), !parts.contains("."), !scalars.contains("\\") else {
      let clean = parts.filter { !$0.isEmpty && $0 != "." }.joined(separator: "/")
      throw ValueComplaint(
        .notAllowed, expected: "a plain path of names with '/' between them",
        remedy: clean.isEmpty || clean.unicodeScalars.contains("\\") ? nil : "write '\(clean)'")
    }
    return text
  }

  /// A finite decimal number: `1`, `-0.5`, `.5`, `1e-3`; no hexadecimal, `inf` or `nan`.
  private static func decimal(_ text: String) -> Double? {
    let isDecimal = text.utf8.allSatisfy {
      (48...57).contains($0)
        || [UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "+")].contains($0)
        || $0 == UInt8(ascii: "e") || $0 == UInt8(ascii: "E")
    }
    guard isDecimal, text.utf8.count <= 64 else { return nil }
    return Double(text)
  }

  private func quoted(_ text: String, looksRight: Bool) -> ValueComplaint {
    ValueComplaint(
      .wrongType, found: "a text in quotes",
      remedy: looksRight ? "remove the quotes: \(text)" : nil)
  }

  private func commaRemedy(_ text: String) -> String? {
    let dotted = text.split(separator: ",", omittingEmptySubsequences: false).joined(separator: ".")
    return dotted != text && Self.decimal(dotted) != nil
      ? "write a decimal point: \(dotted)" : nil
  }
}
