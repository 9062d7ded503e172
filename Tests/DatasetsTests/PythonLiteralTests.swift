import Testing

@testable import Datasets

@Suite("A Python literal of a NumPy header") struct PythonLiteralTests {
  private func parse(_ text: String) -> PythonLiteral? { PythonLiteral.parse(Array(text.utf8)) }

  @Test(
    "is a text, a whole number, a flag or None, with blanks around it",
    arguments: [
      ("'<f4'", .text("<f4")), ("\"it's\"", .text("it's")), ("''", .text("")),
      ("'é'", .text("é")), ("0", .integer(0)), ("-12", .integer(-12)),
      ("9223372036854775807", .integer(.max)), ("True", .flag(true)), ("False", .flag(false)),
      ("None", .none), (" \t\r\n7\n ", .integer(7)),
    ] as [(String, PythonLiteral)])
  func scalars(_ text: String, _ value: PythonLiteral) {
    #expect(parse(text) == value)
  }

  @Test("is a long integer as Python 2 wrote it, and knows one that fits no 64 bits")
  func integers() {
    #expect(parse("(3L, 4L)") == .sequence([.integer(3), .integer(4)]))
    #expect(parse("9223372036854775808") == .integer(nil))
    #expect(parse("-99999999999999999999") == .integer(nil))
    #expect(parse("3LL") == nil && parse("-") == nil && parse("1.5") == nil && parse("+1") == nil)
  }

  @Test("is a tuple or a list, with or without a last comma")
  func sequences() {
    #expect(parse("()") == .sequence([]) && parse("[ ]") == .sequence([]))
    #expect(parse("(3)") == .sequence([.integer(3)]) && parse("(3,)") == parse("(3)"))
    #expect(parse("[1, 2 ,]") == .sequence([.integer(1), .integer(2)]))
    #expect(
      parse("(1, (2, 'a'))") == .sequence([.integer(1), .sequence([.integer(2), .text("a")])]))
    for text in ["(1 2)", "(1,,2)", "(,)", "(1", "(1]", "[1)", "1)"] {
      #expect(parse(text) == nil, "\(text)")
    }
  }

  @Test("is a dictionary of texts, in its order, repeated keys among them")
  func dictionaries() {
    #expect(parse("{}") == .dictionary([]))
    #expect(
      parse("{'b': 1, \"a\" :(2,), 'b': None}")
        == .dictionary([
          PythonLiteral.Pair(key: "b", value: .integer(1)),
          PythonLiteral.Pair(key: "a", value: .sequence([.integer(2)])),
          PythonLiteral.Pair(key: "b", value: .none),
        ]))
    for text in ["{1: 2}", "{'a' 1}", "{'a': }", "{'a': 1 'b': 2}", "{'a': 1", "{a: 1}"] {
      #expect(parse(text) == nil, "\(text)")
    }
  }

  @Test("holds no escapes, no text without an end, no bytes that are no text")
  func texts() {
    #expect(parse("'a\\n'") == nil && parse("'a") == nil && parse("'a\"") == nil)
    #expect(PythonLiteral.parse([0x27, 0xFF, 0x27]) == nil)
    #expect(PythonLiteral.parse([0x27, 0x61, 0x27]) == .text("a"))
  }

  @Test("is one literal, nothing behind it, and no call")
  func whole() {
    for text in [
      "", "  ", "1 2", "True False", "true", "None()", "__import__('os')", "dtype('f4')",
    ] {
      #expect(parse(text) == nil, "\(text)")
    }
  }

  @Test("is nested eight deep at most, so that no header exhausts the stack")
  func depth() {
    func nested(_ depth: Int) -> PythonLiteral? {
      parse(String(repeating: "(", count: depth) + String(repeating: ")", count: depth))
    }
    #expect(nested(8) != nil && nested(9) == nil && nested(100_000) == nil)
    // Beside one another there may be any number.
    #expect(parse("(\(String(repeating: "(), ", count: 20)))") != nil)
  }
}
