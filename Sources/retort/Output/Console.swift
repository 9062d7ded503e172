import Glibc
import Inbox

/// Standard output for facts, standard error for everything else.
enum Console {
  static func say(_ text: String) {
    write(text.hasSuffix("\n") ? text : text + "\n", to: 1)
  }

  static func complain(_ text: String, prefixed: Bool = true) {
    let shown = (prefixed ? "retort: " : "") + ShownName.lines(text)
    // The journal keeps every line by itself; these are errors (3), not what it takes them for.
    let mark = LogDestination.isJournal ? "<3>" : ""
    write(shown.split(separator: "\n").map { "\(mark)\($0)\n" }.joined(), to: 2)
  }

  /// Whether a person watches standard error.
  static var isWatched: Bool { isatty(2) == 1 }

  static func write(_ text: String, to descriptor: Int32) {
    // A reader that has gone away (`| head`) is no trouble.
    signal(SIGPIPE, SIG_IGN)
    var rest = Array(text.utf8)
    while !rest.isEmpty {
      let written = Glibc.write(descriptor, rest, rest.count)
      if written < 0 && errno == EINTR { continue }
      guard written > 0 else { return }
      rest.removeFirst(written)
    }
  }
}
