/// Why a directory cannot be worked in.
public enum RootError: Error, Sendable, Hashable, CustomStringConvertible {
  case notADirectory(path: String)
  case file(path: String)
  /// A directory without the folders of a root. None is made: that is what `init` is for.
  case notARoot(path: String, missing: [String])
  /// Another `watch`, `drain` or `run` works here.
  case held(path: String, by: Int?)
  case system(SystemError)

  public var description: String {
    switch self {
    case .notADirectory(let path):
      """
      \(path): not a Retort root: there is no such directory
        remedy: make one with 'retort init', or name another with '--root DIR'
      """
    case .file(let path):
      """
      \(path): not a Retort root: it is a file, not a directory
        remedy: name a directory, as in 'retort init lab' or with '--root DIR'
      """
    case .notARoot(let path, let missing):
      """
      \(path): not a Retort root: \(missing.joined(separator: ", ")) missing
        remedy: make one with 'retort init', or name another with '--root DIR'
      """
    case .held(let path, let process):
      """
      \(path): another Retort\(process.map { " (process \($0))" } ?? "") is working in this root
        remedy: wait until it is done, or drop the bundle into inbox/ for it to take
      """
    case .system(let error): error.description
    }
  }

  static func asking<Value>(
    _ body: () throws(SystemError) -> Value
  ) throws(RootError) -> Value {
    do { return try body() } catch { throw .system(error) }
  }
}
