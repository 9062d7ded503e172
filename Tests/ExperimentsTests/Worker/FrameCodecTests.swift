import Records
import Testing

@testable import Experiments

@Suite("A frame") struct FrameCodecTests {
  @Test("arrives whole, in whatever pieces its bytes come")
  func pieces() throws {
    let frames: [WorkerFrame] = [
      .progress(WorkerProgress(stage: "distilling", done: 3, total: 9, arm: "distilled", seed: 1)),
      .failed(WorkerFailure(reason: "no", isOutOfMemory: true)),
    ]
    let bytes = try frames.flatMap { try FrameCodec.encode($0) }
    for size in [1, 3, 64, bytes.count] {
      var reader = FrameReader()
      var found: [WorkerFrame] = []
      for start in stride(from: 0, to: bytes.count, by: size) {
        reader.append(bytes[start..<min(start + size, bytes.count)])
        while let payload = try reader.next() {
          found.append(try FrameCodec.decode(WorkerFrame.self, payload: payload))
        }
      }
      #expect(found == frames)
      #expect(!reader.isMidFrame)
    }
  }

  @Test("longer than allowed is refused before it is waited for")
  func tooLong() {
    var reader = FrameReader()
    reader.append([0xFF, 0xFF, 0xFF, 0xFF])
    #expect(throws: FrameError.tooLong(0xFFFF_FFFF)) { try reader.next() }
  }

  @Test("of bytes that are no frame is refused with what to do")
  func garbage() {
    #expect(throws: FrameError.self) {
      try FrameCodec.decode(WorkerFrame.self, payload: Array("{\"run\":7}".utf8))
    }
  }

  @Test("is refused without repeating what could drive a terminal")
  func visible() {
    let payload = Array(#"{"\u001b[31mred\u202e":{},"failed":{}}"#.utf8)
    let error = #expect(throws: FrameError.self) {
      try FrameCodec.decode(WorkerFrame.self, payload: payload)
    }
    let text = error?.description ?? ""
    #expect(!text.isEmpty)
    #expect(text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x202E })
  }
}
