/// The job was asked to stop and did so between two pieces of its work. Nothing is wrong with it: what
/// was said is kept, and another worker goes on from there.
struct Stopped: Error, Sendable, Hashable {}

extension ExecutionEnvironment {
  /// Asked between pieces of work that are not runs.
  func checkStop() throws(Stopped) {
    if isStopRequested() { throw Stopped() }
  }
}
