import CSystem

/// Digests bytes that come in pieces.
public struct DigestHasher: ~Copyable {
  private let state: OpaquePointer

  public init() {
    guard let state = retort_digest_start() else {
      // libcrypto without SHA-256 or without memory for one state: nothing can be named any more.
      fatalError("libcrypto cannot start a SHA-256 digest; is libssl installed whole?")
    }
    self.state = state
  }

  public mutating func update(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { update($0) }
  }

  public mutating func update(_ bytes: UnsafeRawBufferPointer) {
    guard let start = bytes.baseAddress, !bytes.isEmpty else { return }
    precondition(
      retort_digest_update(state, start, bytes.count) == 1, "libcrypto refused to digest bytes")
  }

  public consuming func finish() -> Digest {
    var bytes = [UInt8](repeating: 0, count: 32)
    let done = bytes.withUnsafeMutableBufferPointer { buffer in
      retort_digest_finish(state, buffer.baseAddress) == 1
    }
    precondition(done, "libcrypto refused to finish a digest")
    discard self
    return Digest(bytes: bytes)
  }

  deinit { retort_digest_abandon(state) }
}
