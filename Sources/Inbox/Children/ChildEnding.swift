import Glibc

/// How a child process ended, and what it used.
public struct ChildEnding: Sendable, Hashable {
  public enum Cause: Sendable, Hashable {
    case exited(Int)
    case signal(Int)
  }

  public var cause: Cause
  /// Why the parent ended it, where it did.
  public var stopped: Stop?
  public var wallSeconds: Double
  /// User and system time.
  public var cpuSeconds: Double
  /// Largest resident size.
  public var peakBytes: Int
  /// The end of what it wrote to standard error.
  public var lastWords: String

  /// Why a parent ends a child.
  public enum Stop: Sendable, Hashable {
    /// It ran past its wall-clock limit.
    case timeout
    /// What it said was not what a child of this build says.
    case garbled(String)
    /// The parent was asked to stop, and its time of grace is over.
    case requested
    /// A person cancelled what it worked for: how.
    case cancelled(String)
    /// Something the parent does for it failed (the ledger, the disk); not the child's fault.
    case parentFailed(String)
  }

  /// Whether it left by itself, without complaint.
  public var isClean: Bool { cause == .exited(0) && stopped == nil }

  /// Whether memory was what it lacked: it said so when it left, or its last words are those of an
  /// allocation that was refused.
  public var isOutOfMemory: Bool {
    guard stopped == nil else { return false }
    if cause == .exited(ChildExit.outOfMemory) { return true }
    guard cause != .exited(0) else { return false }
    return Self.wordsOfRefusedAllocation.contains { lastWords.contains($0) }
  }

  /// The Swift runtime's, libc's and libstdc++'s.
  private static let wordsOfRefusedAllocation = [
    "failed to allocate", "Could not allocate memory", "Cannot allocate memory", "std::bad_alloc",
    "out of memory",
  ]

  /// Bytes of the allocation that was refused, where the Swift runtime named them:
  /// "failed to allocate 67108896 bytes of memory with alignment 8".
  public var refusedBytes: Int? {
    guard let start = lastWords.firstRange(of: "failed to allocate ") else { return nil }
    return Int(lastWords[start.upperBound...].prefix { $0.isNumber })
  }

  /// What it said itself, without the stack the runtime lists behind.
  var complaint: String {
    let lines = lastWords.split(separator: "\n", omittingEmptySubsequences: true)
    return lines.prefix { !$0.hasPrefix("Current stack trace") }.suffix(5).joined(separator: "\n")
  }

  /// "killed by SIGSEGV (segmentation fault)", "left with code 3".
  public var inWords: String {
    switch stopped {
    case .timeout: return "stopped at its time limit"
    case .garbled(let reason): return "stopped, because what it said could not be read: \(reason)"
    case .requested: return "stopped, because Retort was asked to stop"
    case .cancelled(let reason): return "stopped: \(reason)"
    case .parentFailed(let reason): return "stopped: \(reason)"
    case nil: break
    }
    switch cause {
    case .exited(let code): return "left with code \(code)"
    case .signal(let number): return "killed by \(Self.name(ofSignal: number))"
    }
  }

  static func name(ofSignal number: Int) -> String {
    switch Int32(number) {
    case SIGSEGV: "SIGSEGV (it touched memory that was not its own)"
    case SIGBUS: "SIGBUS (a mapped file became shorter, or memory failed)"
    case SIGILL: "SIGILL (a check inside the program failed)"
    case SIGTRAP: "SIGTRAP (a check inside the program failed)"
    case SIGABRT: "SIGABRT (the program gave up)"
    case SIGFPE: "SIGFPE (arithmetic error)"
    case SIGKILL: "SIGKILL (by a person, or by the kernel when memory ran out)"
    case SIGTERM: "SIGTERM (by a person or the system)"
    case SIGXCPU: "SIGXCPU (processor time used up)"
    case SIGXFSZ: "SIGXFSZ (a file grew beyond its limit)"
    default: "signal \(number)"
    }
  }
}

/// Codes Retort's own children leave with.
public enum ChildExit {
  /// An allocation was refused (os error ENOMEM); as `EX_OSERR` is for other programs.
  public static let outOfMemory = 71
  /// The object store could not be read or written: trouble of the root, not of the job.
  public static let noStorage = 73
  /// The child could not say what it had to say: its parent is gone, or its input is not readable.
  public static let speechless = 74
}
