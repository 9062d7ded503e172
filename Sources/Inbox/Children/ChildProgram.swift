/// What a child executes: a program, its arguments and nothing of the parent's environment.
public struct ChildProgram: Sendable, Hashable {
  /// Absolute path; nothing is looked up in PATH.
  public var path: String
  /// `argv`, the program's own name first.
  public var arguments: [String]
  public var environment: [String]

  public init(path: String, arguments: [String], environment: [String] = Self.minimal) {
    self.path = path
    self.arguments = arguments
    self.environment = environment
  }

  /// Retort itself with one of its hidden commands.
  ///
  /// - Parameters:
  ///   - inherited: the parent's environment, which is the operator's; nothing in a bundle can
  ///     reach it. Passed on is what the operator has the loader put under every process of Retort
  ///     (libraries of another folder, an allocator, or the full disk of a test).
  ///   - numerics: what the child's libraries read when they are loaded, so that its numbers do not follow
  ///     the machine.
  public static func retort(
    _ command: String, inherited: [String: String], numerics: [String]
  ) -> ChildProgram {
    let kept = ["LD_LIBRARY_PATH", "LD_PRELOAD"].compactMap { name in
      inherited[name].map { "\(name)=\($0)" }
    }
    return ChildProgram(
      path: "/proc/self/exe", arguments: ["retort", command],
      environment: minimal + numerics + kept)
  }

  /// UTF-8 everywhere, no locale. No backtraces: for one the Swift runtime would start a program.
  public static let minimal = [
    "LC_ALL=C.UTF-8", "PATH=/usr/bin:/bin", "SWIFT_BACKTRACE=enable=no",
  ]
}

/// What a child may use. `nil` is without limit.
public struct ChildLimits: Sendable, Hashable {
  /// Private memory in bytes (RLIMIT_DATA). Files mapped read-only do not count.
  public var memory: Int?
  /// Seconds on the clock.
  public var wallSeconds: Double?
  /// Seconds of processor time over all threads.
  public var cpuSeconds: Int?
  /// Bytes of one written file.
  public var fileBytes: Int?
  public var openFiles: Int?

  public init(
    memory: Int? = nil, wallSeconds: Double? = nil, cpuSeconds: Int? = nil, fileBytes: Int? = nil,
    openFiles: Int? = nil
  ) {
    self.memory = memory
    self.wallSeconds = wallSeconds
    self.cpuSeconds = cpuSeconds
    self.fileBytes = fileBytes
    self.openFiles = openFiles
  }
}
