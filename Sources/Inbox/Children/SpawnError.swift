/// A child that could not be started, and at which step.
public struct SpawnError: Error, Sendable, Hashable, CustomStringConvertible {
  public enum Step: String, Sendable, Hashable {
    case pipe = "make a pipe"
    case fork = "make a process"
    case group = "give it a process group"
    case parent = "tie it to this process"
    case descriptors = "set up its descriptors"
    case limits = "set its limits"
    case execute = "execute it"
    case memory = "keep its input in memory"
  }

  public var step: Step
  public var program: String
  public var code: Int32

  public var description: String {
    """
    could not start the child process '\(program)': failed to \(step.rawValue): \
    \(SystemError.words(code))
      remedy: check this user's limits of processes, memory and open files (ulimit -a)
    """
  }
}
