import Testing

@testable import Specifications

@Suite("A row of docs/job-yaml.md") struct DocumentedKeyTests {
  @Test("is read by these tests wherever it speaks of a number, a word or a default")
  func found() {
    #expect(DocumentedKey.all.count > 150)
    for key in DocumentedKey.all where key.value.hasPrefix("a number") {
      #expect(key.bounds != nil, "\(key.path): \(key.value)")
    }
    for key in DocumentedKey.all where key.value.hasPrefix("a whole number") {
      #expect(key.bounds != nil, "\(key.path): \(key.value)")
    }
    #expect(DocumentedKey.withDefault.count >= 60)
    #expect(DocumentedKey.withWords.count > 10)
  }

  @Test("prints the default: writing it changes nothing", arguments: DocumentedKey.withDefault)
  func defaults(key: DocumentedKey) throws {
    let fallback = try #require(key.printedDefault)
    let silent = try Example.parsed(key.file(nil)).specification
    let spelled = try Example.parsed(key.file(fallback)).specification
    #expect(canonicalJSON(of: spelled) == canonicalJSON(of: silent))
    #expect(spelled.priority == silent.priority && spelled.rerun == silent.rerun)
  }

  @Test("says which numbers are allowed, to the last one", arguments: DocumentedKey.withBounds)
  func bounds(key: DocumentedKey) throws {
    let bounds = try #require(key.bounds)
    let complaint = ": value of '\(key.path)' out of range"
    for value in bounds.allowed {
      #expect(!Example.message(key.file(value)).contains(complaint), "\(value)")
    }
    for value in bounds.refused {
      let message = Example.message(key.file(value))
      #expect(message.contains(complaint), "\(value): \(message)")
      #expect(message.contains("expected \(key.value)"), "\(value): \(message)")
    }
  }

  @Test(
    "lists the words a key takes, and a slip of the pen finds each",
    arguments: DocumentedKey.withWords)
  func words(key: DocumentedKey) {
    for word in key.words {
      #expect(!Example.message(key.file(word)).contains(": unknown"), "\(word)")
      let message = Example.message(key.file("\(word)x"))
      #expect(message.contains(": unknown"), "\(message)")
      #expect(message.contains("did you mean '\(word)'?"), "\(message)")
    }
  }

  @Test(
    "of a flag takes true and false, and shows who wrote yes or off what to write",
    arguments: DocumentedKey.all.filter { $0.value == "true or false" })
  func flags(key: DocumentedKey) {
    for (word, meant) in [("yes", true), ("ON", true), ("No", false), ("off", false), ("0", false)]
    {
      let message = Example.message(key.file(word))
      #expect(message.contains("wrong type for '\(key.path)'"), "\(message)")
      #expect(message.hasSuffix("  expected true or false\n  write \(meant)"), "\(message)")
    }
    for word in ["true", "false"] {
      #expect(!Example.message(key.file(word)).contains("wrong type"))
    }
  }

  @Test(
    "counts the characters of a text, not its bytes",
    arguments: DocumentedKey.all.filter { $0.path == "name" })
  func texts(key: DocumentedKey) {
    #expect(Example.message(key.file(String(repeating: "ü", count: 200))).isEmpty)
    let long = Example.message(key.file(String(repeating: "n", count: 201)))
    #expect(long.contains("found 201 characters") && long.contains("expected \(key.value)"))
    #expect(Example.message(key.file("\"\"")).contains("value of 'name' not allowed"))
  }

  @Test(
    "that is required is asked for where it is missing",
    arguments: DocumentedKey.all.filter {
      $0.fallback == "**required**" && !$0.path.contains("data.") && !$0.path.contains(".network")
    })
  func required(key: DocumentedKey) throws {
    let lines = Example.small().split(separator: "\n").map(String.init)
    let left = lines.filter { line in
      key.path.contains(".") || !line.hasPrefix("\(key.path):")
    }.filter { line in key.path != "data" || !line.hasPrefix("  ") }
    let name = key.path.split(separator: ".").map(String.init)
    let yaml = left.map { line in
      guard name.count == 2, line.hasPrefix("\(name[0]):") else { return line }
      return "\(name[0]): {network: linear}"
    }.joined(separator: "\n")
    let message = Example.message(yaml)
    #expect(message.contains("missing key '\(key.path)'"), "\(message)")
  }
}
