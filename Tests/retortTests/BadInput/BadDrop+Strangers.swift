import Foundation

/// Drops that are no plain files, or whose own names are bad.
extension BadDrop {
  static let strangers: [BadDrop] = [
    strange("a symbolic link", "link.tar", says: "a symbolic link was dropped") {
      symlink("../../canary", $0)
    },
    strange("a link to nowhere", "nowhere.tar", says: "a symbolic link was dropped") {
      symlink("/nowhere", $0)
    },
    strange("a FIFO", "pipe.tar", says: "a FIFO was dropped") { mkfifo($0, 0o600) },
    strange("a folder", "dropped", says: "a folder was dropped", "retort pack") { path in
      guard mkdir(path, 0o755) == 0 else { return -1 }
      return symlink("../../../canary", "\(path)/job.yaml")
    },
    strange("a socket", "socket.tar", says: "a socket was dropped") {
      UnixSocket.make(at: $0)
    },
    strange("a second name of a file elsewhere", "twin.tar", says: "not an archive") {
      link(URL(fileURLWithPath: $0).appending(path: "../../../canary").standardized.path, $0)
    },
  ]

  static let strangeDrops: [BadDrop] = [
    BadDrop(
      "a drop whose name is lines and escapes",
      as: Array("a\nretort: all is well\u{1B}[2J\u{202E}.tar".utf8),
      .file(Array("no archive\n".utf8)), says: ["a\\\\u{a}retort: all is well\\\\u{1b}\\[2J"]),
    BadDrop(
      "a drop whose name is no text", as: [0x67, 0xF6, 0xFF, 0x2E, 0x74, 0x61, 0x72],
      .file(Array("no archive\n".utf8)), says: ["not an archive"]),
    BadDrop(
      "a drop with the longest name", as: [UInt8](repeating: 0x6E, count: 255),
      .file(Array("no archive\n".utf8)), says: ["not an archive"]),
    BadDrop(
      "a drop whose name is Markdown", as: Array("[x](javascript:y)<b>`|.tar".utf8),
      .file(Array("no archive\n".utf8)), says: ["\\[x\\](javascript:y)&lt;b&gt;\\`\\|.tar"]),
    BadDrop(
      "a name that ends in .part", as: Array("arriving.tar.part".utf8),
      .file(Array("half of".utf8)), says: [], fate: .left),
    BadDrop(
      "a hidden name", as: Array(".hidden.tar".utf8), .file(Array("x".utf8)), says: [],
      fate: .left),
  ]

  private static func strange(
    _ what: String, _ name: String, says: String...,
    make: @escaping @Sendable (_ path: String) throws -> Int32
  ) -> BadDrop {
    BadDrop(
      what, as: Array(name.utf8),
      .strange { path in
        guard try make(path) == 0 else { throw CocoaError(.fileWriteUnknown) }
      }, says: says)
  }
}
