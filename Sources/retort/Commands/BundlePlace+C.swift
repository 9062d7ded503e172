import Glibc
import Inbox

/// A path a person gave: a bundle or a directory, and what to call it.
struct BundlePlace {
  let source: DirectRun.Source
  let name: String

  init(_ path: String) throws {
    var found = stat()
    guard stat(path, &found) == 0 else {
      throw CommandFailure(
        RetortExit.usage,
        "\(path): \(String(cString: strerror(errno)))\n  remedy: give a bundle or a directory with a job.yaml"
      )
    }
    let isDirectory = found.st_mode & S_IFMT == S_IFDIR
    guard isDirectory || found.st_mode & S_IFMT == S_IFREG else {
      throw CommandFailure(
        RetortExit.usage,
        "\(path): not a regular file\n  remedy: give a bundle or a directory with a job.yaml")
    }
    source = isDirectory ? .directory(path: path) : .archive(path: path)
    let last = Self.lastComponent(path)
    name = isDirectory ? "\(last).tar.zst" : last
  }

  /// The last real component; `.` and `..` are resolved.
  static func lastComponent(_ path: String) -> String {
    let parts = path.split(separator: "/")
    if let last = parts.last, last != ".", last != ".." { return String(last) }
    guard let resolved = realpath(path, nil) else { return "bundle" }
    defer { free(resolved) }
    return String(cString: resolved).split(separator: "/").last.map(String.init) ?? "bundle"
  }
}
