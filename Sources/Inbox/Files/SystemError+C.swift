import Glibc

/// A system call that failed: what was tried, on what, and what the system said.
public struct SystemError: Error, Sendable, Hashable, CustomStringConvertible {
  public var code: Int32
  /// What was tried, as the end of "could not …": `open inbox/x.tar`.
  public var action: String

  public init(code: Int32, action: String) {
    self.code = code
    self.action = action
  }

  /// The error of the call that failed just now in this thread.
  static func last(_ action: String) -> SystemError { SystemError(code: errno, action: action) }

  /// Whether room on the disk, or in the quota, was all that was missing.
  public var isFull: Bool { code == ENOSPC || code == EDQUOT }

  public var description: String {
    var text = "could not \(action): \(Self.words(code))"
    if let remedy { text += "\n  remedy: \(remedy)" }
    return text
  }

  static func words(_ code: Int32) -> String {
    guard let words = strerror(code) else { return "error \(code)" }
    return String(cString: words)
  }

  private var remedy: String? {
    switch code {
    case EACCES, EPERM: "give the user Retort runs as the right to do so"
    case ENOSPC, EDQUOT: "free some space on this file system"
    case EROFS: "mount the file system writable"
    case EMFILE, ENFILE: "raise the limit of open files (ulimit -n)"
    default: nil
    }
  }
}
