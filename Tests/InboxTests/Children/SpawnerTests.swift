import Foundation
import Testing

@testable import Inbox

@Suite("A child process") struct SpawnerTests {
  private let spawner = Spawner()

  private func shell(_ script: String) -> ChildProgram {
    ChildProgram(path: "/bin/sh", arguments: ["sh", "-c", script])
  }

  private func run(
    _ script: String, input: String = "", limits: ChildLimits = ChildLimits()
  ) throws -> (ending: ChildEnding, output: String) {
    let child = try spawner.spawn(
      shell(script), input: try Descriptor.inMemory(Array(input.utf8), as: "input"), limits: limits)
    var output: [UInt8] = []
    let ending = child.listen(wallSeconds: limits.wallSeconds, onOutput: { output += $0 })
    return (ending, String(decoding: output, as: UTF8.self))
  }

  @Test("reads its input, is heard to the end, and its code and use are known")
  func conversation() throws {
    let (ending, output) = try run("cat; echo gone >&2; exit 3", input: "hello")
    #expect(output == "hello")
    #expect(ending.cause == .exited(3))
    #expect(ending.lastWords == "gone\n")
    #expect(ending.peakBytes > 100_000)
    #expect(!ending.isClean)
  }

  @Test("says much more than a pipe holds without being cut")
  func muchOutput() throws {
    let (ending, output) = try run("head -c 3000000 /dev/zero | tr '\\0' x")
    #expect(output.utf8.count == 3_000_000)
    #expect(ending.isClean)
  }

  @Test("inherits no environment and no descriptor but its three")
  func isolation() throws {
    let held = try Descriptor.pipe("held open by the parent")
    let (_, output) = try run("env | sort; ls /proc/self/fd | tr '\\n' ' '")
    // 3 is the listing's own.
    #expect(output.hasSuffix("0 1 2 3 "))
    #expect(output.contains("LC_ALL=C.UTF-8"))
    #expect(!output.contains("HOME="))
    withExtendedLifetime(held) {}
  }

  @Test("leads a process group of its own")
  func group() throws {
    let (_, output) = try run("set -- $(cat /proc/$$/stat); echo $1 $5")
    let numbers = output.split(whereSeparator: \.isWhitespace)
    #expect(numbers.count == 2)
    #expect(numbers.first == numbers.last)
  }

  @Test("starts with signals as they are by default and none blocked")
  func signals() throws {
    let (_, output) = try run("grep -E 'Sig(Blk|Ign)' /proc/self/status")
    // Signals 32 and 33 are the C library's own and are left as they are.
    let own: UInt64 = 0x1_8000_0000
    let masks = output.split(separator: "\n").map {
      UInt64($0.drop { $0 != "\t" }.dropFirst(), radix: 16)
    }
    #expect(masks.count == 2)
    #expect(masks.allSatisfy { $0.map { $0 & ~own } == 0 }, "\(output)")
  }

  @Test("killed by a signal is told from one that left")
  func signal() throws {
    let (ending, _) = try run("kill -SEGV $$")
    #expect(ending.cause == .signal(Int(SIGSEGV)))
    #expect(ending.inWords == "killed by SIGSEGV (it touched memory that was not its own)")
  }

  @Test("is ended at its wall-clock limit with everything it started")
  func timeout() throws {
    let (ending, output) = try run(
      "sleep 61 & echo $!; wait", limits: ChildLimits(wallSeconds: 0.3))
    #expect(ending.stopped == .timeout)
    #expect(ending.wallSeconds < 10)
    let grandchild = try #require(Int32(output.trimmingCharacters(in: .whitespacesAndNewlines)))
    #expect(isGone(grandchild))
  }

  @Test("that leaves something running in its group does not keep its parent waiting")
  func orphan() throws {
    let (ending, output) = try run("sleep 61 & echo $!")
    #expect(ending.isClean)
    #expect(ending.wallSeconds < 10)
    let grandchild = try #require(Int32(output.trimmingCharacters(in: .whitespacesAndNewlines)))
    #expect(isGone(grandchild))
  }

  @Test("is held to its limits of processor time, memory and file size")
  func limits() throws {
    let spinning = try run("while :; do :; done", limits: ChildLimits(cpuSeconds: 1))
    #expect(spinning.ending.cause == .signal(Int(SIGXCPU)))

    let limited = try run(
      "ulimit -d; ulimit -c; ulimit -n",
      limits: ChildLimits(memory: 256 << 20, openFiles: 40))
    #expect(limited.output == "262144\n0\n40\n")

    let path = NSTemporaryDirectory() + "retort-limit-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: path) }
    let writing = try run(
      "exec head -c 5000000 /dev/zero > \(path)", limits: ChildLimits(fileBytes: 1_000_000))
    #expect(writing.ending.cause == .signal(Int(SIGXFSZ)))
  }

  @Test("whose words the parent cannot use is ended")
  func garbled() throws {
    let child = try spawner.spawn(
      shell("echo nonsense; sleep 61"), input: nil, limits: ChildLimits())
    let ending = child.listen(
      wallSeconds: nil,
      onOutput: { _ throws(ListenError) in throw ListenError(.garbled("not a frame")) })
    #expect(ending.stopped == .garbled("not a frame"))
    #expect(ending.cause == .signal(Int(SIGKILL)))
    #expect(ending.wallSeconds < 10)
  }

  @Test("dies with the spawner it came from")
  func orphaned() throws {
    var own: Spawner? = Spawner()
    let child = try #require(
      try own?.spawn(shell("exec sleep 61"), input: nil, limits: ChildLimits()))
    own = nil
    let ending = child.listen(wallSeconds: 30, onOutput: { _ in })
    #expect(ending.cause == .signal(Int(SIGKILL)))
    #expect(ending.stopped == nil)
  }

  @Test("that does not exist is an error of the parent, with the step and the reason")
  func absent() throws {
    let error = #expect(throws: SpawnError.self) {
      try spawner.spawn(
        ChildProgram(path: "/no/such/program", arguments: ["x"]), input: nil, limits: ChildLimits())
    }
    #expect(error?.step == .execute)
    #expect(error?.description.contains("No such file or directory") == true)
  }

  /// Orphans may stay zombies until somebody reaps them: a zombie has ended.
  private func isGone(_ process: Int32) -> Bool {
    for _ in 0..<100 {
      guard let status = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
      else { return true }
      if status.split(separator: " ").dropFirst(2).first == "Z" { return true }
      usleep(20_000)
    }
    return false
  }
}
