import Testing

@testable import Experiments

@Suite("A stream of frames") struct FrameReaderTests {
  private func length(_ count: Int) -> [UInt8] {
    [
      UInt8(count >> 24 & 255), UInt8(count >> 16 & 255), UInt8(count >> 8 & 255),
      UInt8(count & 255),
    ]
  }

  private func all(_ reader: inout FrameReader) throws -> [[UInt8]] {
    var payloads: [[UInt8]] = []
    while let payload = try reader.next() { payloads.append(payload) }
    return payloads
  }

  @Test("cut anywhere is completed by the next piece")
  func cuts() throws {
    let payloads: [[UInt8]] = [Array("{}".utf8), [], Array(repeating: 0, count: 300), [255]]
    let bytes = payloads.flatMap { length($0.count) + $0 }
    for cut in 0...bytes.count {
      var reader = FrameReader()
      reader.append(bytes[..<cut])
      let first = try all(&reader)
      let whole = payloads.prefix(first.count).reduce(0) { $0 + 4 + $1.count }
      #expect(reader.isMidFrame == (cut != whole), "what is left belongs to a frame")
      reader.append(bytes[cut...])
      #expect(try first + all(&reader) == payloads)
      #expect(!reader.isMidFrame)
    }
  }

  @Test("begins each with its length, four bytes, the highest first")
  func prefix() throws {
    #expect(try FrameCodec.encode("x") == [0, 0, 0, 3] + Array("\"x\"".utf8))
    let long = String(repeating: "x", count: 70_000)
    #expect(try FrameCodec.encode(long).prefix(4) == [0, 1, 0x11, 0x72])
  }

  @Test("is the same bytes for the same value: keys are sorted")
  func sorted() throws {
    let words = (0..<30).map { ("word \($0)", $0) }
    let forward = Dictionary(uniqueKeysWithValues: words)
    let backward = Dictionary(uniqueKeysWithValues: words.reversed())
    #expect(try FrameCodec.encode(forward) == FrameCodec.encode(backward))
  }

  @Test("may hold frames up to the limit, waited for, and none beyond it")
  func limit() throws {
    let largest = FrameCodec.largestFrame
    var reader = FrameReader()
    reader.append(length(largest))
    #expect(try reader.next() == nil && reader.isMidFrame)
    reader = FrameReader()
    reader.append(length(largest + 1))
    #expect(throws: FrameError.tooLong(largest + 1)) { try reader.next() }
  }

  @Test("holds no number that is none: it is refused by who writes it")
  func notANumber() {
    #expect(throws: FrameError.self) { try FrameCodec.encode([Double.nan]) }
    #expect(throws: FrameError.self) {
      try FrameCodec.encode(WorkerProgress(stage: "", done: 0, total: 0, fraction: .infinity))
    }
  }
}
