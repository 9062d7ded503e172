import Foundation

/// What processes asked of the system, as `strace -ff -y` wrote it down: one file a thread.
struct SystemCallLog {
  struct Call {
    var thread: Int
    var name: String
    /// The words between the brackets, and what came back.
    var arguments: String
    var result: String

    var isGood: Bool { !result.hasPrefix("-1") && !result.hasPrefix("?") }
  }

  /// Calls of each thread, in their order.
  private(set) var calls: [Int: [Call]] = [:]

  static let program = "/usr/bin/strace"

  /// Where `strace` is there and may trace.
  static let isPossible: Bool = {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = [
      "-f", "--seccomp-bpf", "-y", "-e", "trace=execve", "-o", "/dev/null", "true",
    ]
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }()

  /// The words that start a program under strace.
  /// - Parameter prefix: path its files begin with.
  static func launcher(_ prefix: String) -> [String] {
    let traced = """
      execve,execveat,clone,clone3,fork,vfork,open,openat,openat2,creat,rename,renameat,renameat2,\
      unlink,unlinkat,rmdir,mkdir,mkdirat,mknod,mknodat,symlink,symlinkat,link,linkat,chmod,fchmodat,\
      chown,fchownat,truncate,socket,connect,bind,read,readv,pread64,preadv,preadv2,sendfile,splice,\
      copy_file_range,mmap
      """
    return [
      program, "-ff", "--seccomp-bpf", "-y", "-s", "4096", "-qq", "-e", "signal=none", "-e",
      "trace=\(traced)",
      "-o", prefix,
    ]
  }

  /// - Parameter prefix: as it was given to ``launcher(_:)``.
  init(prefix: String) throws {
    let file = URL(fileURLWithPath: prefix)
    let folder = file.deletingLastPathComponent()
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
      guard name.hasPrefix(file.lastPathComponent + "."),
        let thread = Int(name.dropFirst(file.lastPathComponent.count + 1)),
        let data = FileManager.default.contents(atPath: "\(folder.path)/\(name)")
      else { continue }
      calls[thread] = String(decoding: data, as: UTF8.self).split(separator: "\n")
        .compactMap { Self.call(String($0), of: thread) }
    }
  }

  /// `openat(AT_FDCWD</home>, "x", O_RDONLY) = 3</home/x>`
  private static func call(_ line: String, of thread: Int) -> Call? {
    guard let bracket = line.firstIndex(of: "("),
      let end = line.range(of: ") = ", options: .backwards)
        ?? line.range(of: " = ", options: .backwards)
    else { return nil }
    let start = line.index(after: bracket)
    guard start <= end.lowerBound else { return nil }
    return Call(
      thread: thread, name: String(line[..<bracket]),
      arguments: String(line[start..<end.lowerBound]), result: String(line[end.upperBound...]))
  }

  var all: [Call] { calls.keys.sorted().flatMap { calls[$0] ?? [] } }

  func named(_ names: Set<String>) -> [Call] { all.filter { names.contains($0.name) } }

  /// The threads of the process strace started: the first that executed `program`.
  func threads(of program: String) -> Set<Int> {
    var waiting = calls.keys.filter { thread in
      calls[thread]?.first.map { $0.name == "execve" && $0.paths.first == program } == true
    }
    var found: Set<Int> = []
    while let thread = waiting.popLast() {
      found.insert(thread)
      waiting += (calls[thread] ?? []).compactMap { call in
        guard ["clone", "clone3"].contains(call.name), call.arguments.contains("CLONE_THREAD")
        else { return nil }
        return Int(call.result.prefix { $0.isNumber })
      }
    }
    return found
  }
}

extension SystemCallLog.Call {
  /// The paths the call names, made whole by the folders strace writes beside descriptors.
  var paths: [String] {
    var paths: [String] = []
    var folder: String?
    var rest = arguments[...]
    while let character = rest.first {
      switch character {
      case "<":
        let inside = rest.dropFirst().prefix { $0 != ">" }
        folder = String(inside)
        rest = rest.dropFirst(inside.count + 2)
      case "\"":
        let text = Self.quoted(&rest)
        paths.append(text.hasPrefix("/") || folder == nil ? text : "\(folder ?? "")/\(text)")
        folder = nil
      default: rest = rest.dropFirst()
      }
    }
    return paths
  }

  /// The path of the file a descriptor among the arguments stands for.
  var descriptorPath: String? {
    guard let start = arguments.firstIndex(of: "<") else { return nil }
    return String(arguments[start...].dropFirst().prefix { $0 != ">" })
  }

  private static func quoted(_ rest: inout Substring) -> String {
    rest = rest.dropFirst()
    var text = ""
    while let character = rest.first, character != "\"" {
      if character == "\\" {
        text.append(character)
        rest = rest.dropFirst()
      }
      if let next = rest.first { text.append(next) }
      rest = rest.dropFirst()
    }
    rest = rest.dropFirst()
    return text
  }
}
