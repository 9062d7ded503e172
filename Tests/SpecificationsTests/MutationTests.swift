import Specifications
import Testing

@Suite("Whatever the bytes") struct MutationTests {
  /// SplitMix64: the same edits on every run.
  struct Edits {
    var state: UInt64

    mutating func next(below bound: Int) -> Int {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return Int((z ^ (z >> 31)) >> 1) % bound
    }
  }

  /// Parses or throws; the message can be rendered either way.
  private func answer(_ bytes: [UInt8]) -> Int {
    do {
      let parsed = try ParsedSpecification(
        bytes: bytes, methods: Example.methods, networks: Example.kinds)
      expectCells(of: parsed)
      return canonicalJSON(of: parsed.specification).count
    } catch {
      #expect(error.problems.contains { $0.severity == .error })
      return error.description.count
    }
  }

  /// Settings are as many as counted, told apart by their words, and experiments of their own.
  private func expectCells(of parsed: ParsedSpecification) {
    let axes = parsed.specification.sweep
    let inner = parsed.settings.first?.specification.sweep ?? []
    #expect(SweepAxis.cellCount(of: axes) == SweepAxis.cells(of: axes).count)
    #expect(
      SweepAxis.cellCount(of: axes)
        == parsed.settings.count * (SweepAxis.cellCount(of: inner) ?? 0))
    #expect(Set(parsed.settings.map(\.label)).count == parsed.settings.count)
    let forms = parsed.settings.map { canonicalJSON(of: $0.specification) }
    #expect(Set(forms).count == parsed.settings.count)
  }

  @Test("every prefix of a good file gets an answer")
  func prefixes() {
    let bytes = Array(Example.yaml.utf8)
    for length in 0...bytes.count { #expect(answer(Array(bytes.prefix(length))) > 0) }
  }

  @Test(
    "random edits of a good file get an answer", arguments: 1...4,
    [Example.yaml, Example.swept, Example.images, Example.texts])
  func edits(seed: UInt64, file: String) {
    let original = Array(file.utf8)
    let interesting =
      Array("{}[],:&*!|>'\"%@`#?- \n\t\r\0~<=0123456789aeE.+_\\".utf8) + [0xC2, 0x85, 0xFF]
    var edits = Edits(state: seed)
    for _ in 0..<1000 {
      var bytes = original
      for _ in 0...edits.next(below: 6) {
        let place = edits.next(below: bytes.count)
        let byte = interesting[edits.next(below: interesting.count)]
        switch edits.next(below: 4) {
        case 0: bytes[place] = byte
        case 1: bytes.insert(byte, at: place)
        case 2: bytes.remove(at: place)
        default:
          let end = min(bytes.count, place + 1 + edits.next(below: 30))
          bytes.insert(contentsOf: bytes[place..<end], at: edits.next(below: bytes.count))
        }
      }
      #expect(answer(bytes) > 0)
    }
  }

  @Test("hostile files of up to a megabyte cost little", arguments: HostileFile.all)
  func hostile(file: HostileFile) {
    let elapsed = ContinuousClock().measure { #expect(answer(Array(file.text.utf8)) > 0) }
    // A debug build on a busy machine takes 4 s for the largest; a release build a tenth.
    #expect(elapsed < .seconds(30))
  }
}

/// A file made to be expensive.
struct HostileFile: Sendable, CustomTestStringConvertible {
  var testDescription: String
  var text: String

  init(_ description: String, _ text: String) {
    testDescription = description
    self.text = text
  }

  static let all = [
    HostileFile("aliases that explode", Example.bomb),
    HostileFile("aliases that explode in a key", Example.bomb + "? *a9\n: 1\n"),
    HostileFile(
      "a few aliases in keys",
      "a: &a [x, x]\nb: &b {? *a : *a}\nc: &c {? *b : *b}\nd: {? *c : *c}\n"),
    HostileFile("brackets", String(repeating: "[", count: 900_000)),
    HostileFile("mappings in mappings", String(repeating: "{a: ", count: 200_000)),
    HostileFile("lists in lists", String(repeating: "- ", count: 400_000)),
    HostileFile("keys in keys", String(repeating: "? ", count: 400_000)),
    HostileFile("one key again and again", String(repeating: "a: 1\n", count: 150_000)),
    HostileFile("many unknown keys", (0..<60_000).map { "key\($0): 1\n" }.joined()),
    HostileFile("a long name", "name: " + String(repeating: "x", count: 990_000)),
    HostileFile("a long number", "seeds: " + String(repeating: "9", count: 900_000)),
    HostileFile("tags", String(repeating: "!a ", count: 300_000)),
    HostileFile(
      "ten thousand settings",
      Example.networks(
        more: "sweep: {training.epochs: [\(Example.hundred)], training.batch: [\(Example.hundred)]}"
      )),
    HostileFile(
      "ten thousand settings with mistakes",
      Example.networks(
        more:
          "sweep: {training.epochs: [\(Example.hundred)], training.batch: [\(Example.hundred)]}\n"
          + "seeds: 0\n" + (0..<200).map { "key\($0): 1\n" }.joined())),
    HostileFile(
      "many swept keys",
      Example.networks(more: "sweep:\n" + (0..<60_000).map { "  k\($0): [1]\n" }.joined())),
    HostileFile(
      "many zips",
      Example.networks(
        more: "sweep:\n  zip:\n"
          + (0..<25_000).map { "  - {k\($0): [1], l\($0): [1, 2]}\n" }.joined())),
    HostileFile(
      "a long swept list",
      Example.networks(
        more: "sweep: {training.epochs: [" + String(repeating: "7, ", count: 250_000) + "]}")),
    HostileFile("a long list", "a: [" + String(repeating: "x, ", count: 300_000) + "]"),
  ]
}
