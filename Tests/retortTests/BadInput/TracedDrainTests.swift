import Foundation
import Testing

/// The list of bad input once more, with every call to the system written down.
@Suite(
  "Bad input under strace",
  .enabled(if: SystemCallLog.isPossible, "strace is not installed, or may not trace here"))
struct TracedDrainTests {
  private struct Trace {
    var run: BadInputRun
    var log: SystemCallLog
  }

  private static let traced = Result {
    let folder = NSTemporaryDirectory() + "retort-trace-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let run = try BadInputRun(under: SystemCallLog.launcher("\(folder)/calls"))
    return Trace(run: run, log: try SystemCallLog(prefix: "\(folder)/calls"))
  }

  @Test("is answered as ever, and children were seen at work")
  func answers() throws {
    let trace = try Self.traced.get()
    let rejected = trace.run.jobs.values.filter { $0.state == "REJECTED" }
    #expect(rejected.count == BadDrop.all.filter { $0.fate == .rejected }.count)
    let daemon = trace.log.threads(of: RetortProgram.path)
    #expect(!daemon.isEmpty)
    #expect(trace.log.calls.keys.filter { !daemon.contains($0) }.count > rejected.count / 2)
  }

  @Test("starts no program but Retort itself")
  func programs() throws {
    let trace = try Self.traced.get()
    let started = trace.log.named(["execve", "execveat"])
    let children = started.filter { $0.paths.first != RetortProgram.path }
    #expect(children.count == started.count - 1)
    for call in children {
      #expect(call.arguments.hasPrefix("\"/proc/self/exe\", [\"retort\", "), "\(call)")
    }
    #expect(children.count > 10)
  }

  @Test("writes, makes, renames and removes nothing outside its root")
  func writing() throws {
    let trace = try Self.traced.get()
    let root = trace.run.path + "/"
    let changing = trace.log.named([
      "creat", "rename", "renameat", "renameat2", "unlink", "unlinkat", "rmdir", "mkdir",
      "mkdirat", "mknod", "mknodat", "symlink", "symlinkat", "link", "linkat", "chmod",
      "fchmodat", "chown", "fchownat", "truncate",
    ])
    #expect(changing.count > 100)
    for call in changing {
      #expect(call.paths.allSatisfy { $0.hasPrefix(root) && !$0.contains("/../") }, "\(call)")
    }
    let opened = trace.log.named(["open", "openat", "openat2"]).filter { call in
      ["O_WRONLY", "O_RDWR", "O_CREAT", "O_TRUNC", "O_APPEND"].contains {
        call.arguments.contains($0)
      }
    }
    #expect(opened.count > 100)
    for call in opened {
      let path = try #require(call.paths.first)
      let isOwn = path.hasPrefix(root) && !path.contains("/../")
      #expect(isOwn || ["/dev/null", "/proc/self/oom_score_adj"].contains(path), "\(call)")
    }
  }

  @Test("opens no connection")
  func connections() throws {
    let calls = try Self.traced.get().log.named(["socket", "connect", "bind"])
    #expect(calls.isEmpty, "\(calls)")
  }

  @Test("is read by children only: the daemon opens a drop, and reads no byte of it")
  func reading() throws {
    let trace = try Self.traced.get()
    let (daemon, inbox) = (trace.log.threads(of: RetortProgram.path), trace.run.path + "/inbox/")
    let readers = trace.log.named([
      "read", "readv", "pread64", "preadv", "preadv2", "sendfile", "splice", "copy_file_range",
      "mmap",
    ]).filter { $0.descriptorPath?.hasPrefix(inbox) == true }
    let ownAnswers = ["done/", "failed/", "rejected/"].map { inbox + $0 }
    var byChildren = 0
    for call in readers {
      guard daemon.contains(call.thread) else {
        byChildren += 1
        continue
      }
      let path = call.descriptorPath ?? ""
      #expect(ownAnswers.contains { path.hasPrefix($0) } && path.hasSuffix(".md"), "\(call)")
    }
    #expect(byChildren > 50)
  }

  @Test("prints nothing a terminal would obey, and leaves what lies outside as it was")
  func printing() throws {
    let run = try Self.traced.get().run
    #expect(BadInputRun.controls(in: run.outcome.output + run.outcome.errors).isEmpty)
    #expect(run.canary == BadInputRun.canary)
    #expect(run.outsideNames == ["canary", URL(fileURLWithPath: run.path).lastPathComponent])
  }
}
