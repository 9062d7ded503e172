import CSystem
import Glibc
import Synchronization

/// A running child: leader of its own process group, heard on standard output and standard error.
///
/// It is listened to once, with ``listen(wallSeconds:stop:onOutput:onWords:)``, which returns when it
/// has ended.
public final class ChildProcess: Sendable {
  public let identifier: Int32
  private let output: Descriptor
  private let errors: Descriptor
  /// Polls readable when the child has ended; absent on kernels before 5.3.
  private let ended: Descriptor?
  private let startedAt: Double
  private let isReaped = Mutex(false)

  /// Must run on the spawner's thread.
  init(
    starting program: ChildProgram, input: Descriptor?, limits: ChildLimits
  ) throws(SpawnError) {
    let output: (reading: Descriptor, writing: Descriptor)
    let errors: (reading: Descriptor, writing: Descriptor)
    do {
      output = try Descriptor.pipe("the child's output")
      errors = try Descriptor.pipe("the child's log")
      try output.reading.doNotWait()
      try errors.reading.doNotWait()
    } catch {
      throw SpawnError(step: .pipe, program: program.path, code: error.code)
    }
    let started = Self.spawn(
      program, limits: limits,
      descriptors: (input?.number ?? -1, output.writing.number, errors.writing.number))
    guard started.step == RETORT_SPAWN_DONE else {
      throw SpawnError(
        step: SpawnError.Step(started.step), program: program.path, code: started.error)
    }
    identifier = started.child
    self.output = output.reading
    self.errors = errors.reading
    let polled = retort_open_child(started.child)
    ended = polled >= 0 ? Descriptor(polled, path: "the child's end") : nil
    startedAt = Clock.steadySeconds()
  }

  deinit {
    guard !isReaped.withLock({ $0 }) else { return }
    kill()
    var ending = retort_ending()
    _ = retort_reap(identifier, &ending)
  }

  /// Ends the child and everything it started.
  public func kill() {
    isReaped.withLock { if !$0 { Glibc.kill(-identifier, SIGKILL) } }
  }

  /// Asks the child to end when it can (SIGTERM).
  func askToEnd() {
    isReaped.withLock { if !$0 { _ = Glibc.kill(identifier, SIGTERM) } }
  }

  /// Hears the child to its end.
  ///
  /// - Parameters:
  ///   - wallSeconds: the child is ended when it has lived so long.
  ///   - stop: asked a few times a second whether, and why, to end it now.
  ///   - onOutput: gets what it writes to standard output; an error ends the child.
  ///   - onWords: gets what it writes to standard error.
  public func listen(
    wallSeconds: Double?, stop: () -> ChildEnding.Stop? = { nil },
    onOutput: ([UInt8]) throws(ListenError) -> Void,
    onWords: ([UInt8]) -> Void = { _ in }
  ) -> ChildEnding {
    var words = LastWords()
    var stopped: ChildEnding.Stop?
    var isOpen = (output: true, errors: true)
    while true {
      let hasEnded = wait(isOpen)
      // What it started may not go on speaking in its name.
      if hasEnded { kill() }
      if isOpen.output {
        do {
          isOpen.output = try pass(output, to: onOutput)
        } catch {
          if stopped == nil { stopped = error.stop }
          isOpen.output = false
          kill()
        }
      }
      if isOpen.errors {
        isOpen.errors =
          (try? pass(
            errors,
            to: {
              words.append($0)
              onWords($0)
            })) ?? false
      }
      // Everything the child had written before it ended was there when its end was seen.
      if hasEnded { break }
      if stopped == nil {
        stopped = hasRunPast(wallSeconds) ? .timeout : stop()
        if stopped != nil { kill() }
      }
    }
    return reap(stopped: stopped, words: words.text)
  }

  private func hasRunPast(_ wallSeconds: Double?) -> Bool {
    wallSeconds.map { Clock.steadySeconds() - startedAt > $0 } ?? false
  }

  /// Waits until there is something to hear or the child has ended, at most a quarter of a second.
  /// - Returns: whether it has ended.
  private func wait(_ isOpen: (output: Bool, errors: Bool)) -> Bool {
    var polled = [
      pollfd(fd: isOpen.output ? output.number : -1, events: Int16(POLLIN), revents: 0),
      pollfd(fd: isOpen.errors ? errors.number : -1, events: Int16(POLLIN), revents: 0),
      pollfd(fd: ended?.number ?? -1, events: Int16(POLLIN), revents: 0),
    ]
    _ = polled.withUnsafeMutableBufferPointer { poll($0.baseAddress, 3, ended == nil ? 20 : 250) }
    return ended == nil
      ? retort_has_ended(identifier, 0) != 0
      : polled[2].revents != 0
  }

  /// Hands on what can be read now, at most 4 MiB: a child that never stops talking must not keep its
  /// parent from looking at the clock. A pipe holds less than that.
  /// - Returns: whether more may come.
  private func pass(
    _ source: Descriptor, to receiver: ([UInt8]) throws(ListenError) -> Void
  ) throws(ListenError) -> Bool {
    for _ in 0..<64 {
      let bytes: [UInt8]?
      do { bytes = try source.readAvailable(atMost: 1 << 16) } catch { return false }
      guard let bytes else { return true }
      if bytes.isEmpty { return false }
      try receiver(bytes)
    }
    return true
  }

  private func reap(stopped: ChildEnding.Stop?, words: String) -> ChildEnding {
    var found = retort_ending()
    let failure = isReaped.withLock { isReaped in
      isReaped = true
      return retort_reap(identifier, &found)
    }
    let cause: ChildEnding.Cause =
      failure != 0
      ? .exited(ChildExit.speechless)
      : found.exited == 1 ? .exited(Int(found.code)) : .signal(Int(found.code))
    return ChildEnding(
      cause: cause, stopped: stopped, wallSeconds: Clock.steadySeconds() - startedAt,
      cpuSeconds: found.user_seconds + found.system_seconds, peakBytes: Int(found.peak_bytes),
      lastWords: words)
  }

  private static func spawn(
    _ program: ChildProgram, limits: ChildLimits, descriptors: (Int32, Int32, Int32)
  ) -> retort_spawn_result {
    withCStrings(program.arguments) { arguments in
      withCStrings(program.environment) { environment in
        program.path.withCString { path in
          var request = retort_spawn_request()
          request.path = path
          request.arguments = arguments
          request.environment = environment
          request.input = descriptors.0
          request.output = descriptors.1
          request.errors = descriptors.2
          request.data_bytes = Int64(limits.memory ?? 0)
          request.cpu_seconds = Int64(limits.cpuSeconds ?? 0)
          request.file_bytes = Int64(limits.fileBytes ?? 0)
          request.open_files = Int64(limits.openFiles ?? 0)
          return retort_spawn(&request)
        }
      }
    }
  }

  /// A NULL-terminated vector of C strings, valid during the call.
  private static func withCStrings<Value>(
    _ texts: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Value
  ) -> Value {
    let copies = texts.map { strdup($0) } + [nil]
    defer {
      for copy in copies { free(copy) }
    }
    return copies.withUnsafeBufferPointer { buffer in
      guard let start = buffer.baseAddress else { preconditionFailure("a vector has its NULL") }
      return body(start)
    }
  }
}

/// Why the parent stops listening.
public struct ListenError: Error, Sendable, Hashable {
  public var stop: ChildEnding.Stop

  public init(_ stop: ChildEnding.Stop) { self.stop = stop }
}

extension SpawnError.Step {
  init(_ step: retort_spawn_step) {
    switch step {
    case RETORT_SPAWN_FORK: self = .fork
    case RETORT_SPAWN_GROUP: self = .group
    case RETORT_SPAWN_PARENT: self = .parent
    case RETORT_SPAWN_DESCRIPTORS: self = .descriptors
    case RETORT_SPAWN_LIMITS: self = .limits
    case RETORT_SPAWN_EXECUTE: self = .execute
    default: self = .pipe
    }
  }
}
