import Foundation

/// A socket as a file.
enum UnixSocket {
  /// - Returns: 0, or -1 where the system would not make it.
  static func make(at path: String) -> Int32 {
    let file = URL(fileURLWithPath: path)
    // The path of a socket may have 107 bytes; one over a link is short enough.
    let short = NSTemporaryDirectory() + "retort-\(UUID().uuidString.prefix(8))"
    guard symlink(file.deletingLastPathComponent().path, short) == 0 else { return -1 }
    defer { unlink(short) }
    let number = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    guard number >= 0 else { return -1 }
    defer { close(number) }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let place = Array("\(short)/\(file.lastPathComponent)".utf8)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: place.prefix(107)) }
    return withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(number, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
  }
}
