import Foundation
import PlainText

/// Turns values into length-prefixed frames: four bytes big-endian length, then JSON.
public enum FrameCodec {
  /// A frame longer than this is refused by the reader (64 MiB).
  public static let largestFrame = 64 << 20

  public static func encode(_ value: some Encodable) throws(FrameError) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let payload: Data
    do { payload = try encoder.encode(value) } catch { throw .unencodable("\(error)") }
    guard payload.count <= largestFrame else { throw .tooLong(payload.count) }
    let length = UInt32(payload.count)
    return [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: length >> UInt32($0)) } + payload
  }

  public static func decode<Value: Decodable>(
    _ type: Value.Type, payload: [UInt8]
  ) throws(FrameError) -> Value {
    do { return try JSONDecoder().decode(type, from: Data(payload)) } catch {
      // The reason quotes the frame.
      throw .undecodable(visibleText("\(error)"))
    }
  }
}

/// Cuts a stream of bytes, which may arrive in any pieces, into frames.
public struct FrameReader: Sendable {
  private var buffer: [UInt8] = []

  public init() {}

  public mutating func append(_ bytes: some Sequence<UInt8>) {
    buffer.append(contentsOf: bytes)
  }

  /// The next whole payload, or `nil` until more bytes arrive.
  public mutating func next() throws(FrameError) -> [UInt8]? {
    guard buffer.count >= 4 else { return nil }
    let length = buffer[0..<4].reduce(0) { $0 << 8 | Int($1) }
    guard length <= FrameCodec.largestFrame else { throw .tooLong(length) }
    guard buffer.count >= 4 + length else { return nil }
    let payload = Array(buffer[4..<(4 + length)])
    buffer.removeFirst(4 + length)
    return payload
  }

  /// Whether bytes of an unfinished frame are left.
  public var isMidFrame: Bool { !buffer.isEmpty }
}

public enum FrameError: Error, Sendable, Hashable, CustomStringConvertible {
  case tooLong(Int)
  case unencodable(String)
  case undecodable(String)

  public var description: String {
    switch self {
    case .tooLong(let count):
      "a frame of \(count) bytes is longer than the \(FrameCodec.largestFrame) allowed; "
        + "the sender is not a Retort worker of this build, or its output was disturbed"
    case .unencodable(let reason): "a frame could not be written: \(reason)"
    case .undecodable(let reason):
      "a frame could not be read: \(reason); daemon and worker must be the same build"
    }
  }
}
