import Datasets
import Distillation
import Records
import Specifications

/// The whole life of a worker process, as a function: an order goes in, frames come out.
public enum Worker {
  /// - Parameters:
  ///   - source: the members of the order, by name.
  ///   - world: where products go, what the clock says, who listens, and whether to stop.
  /// - Throws: whatever storing or speaking throws. What is wrong with the job itself is said as a
  ///   `failed` frame.
  public static func run(
    _ order: WorkerOrder, source: any MemberSource, world: ExecutionEnvironment
  ) throws {
    try world.emit(.started(world.environment))
    let job: CheckedJob
    do {
      job = try CheckedJob(
        yaml: Array(order.jobYAML.utf8), source: source, members: order.members,
        numerics: world.environment.numerics)
    } catch {
      try world.emit(.failed(WorkerFailure(reason: "\(error)")))
      return
    }
    let execution = JobExecution(
      job.inputs, finishedRuns: order.finishedRuns, verdicts: order.verdicts, world: world)
    let seal: SealRecord
    do {
      seal = try execution.run()
    } catch is Stopped {
      try world.emit(.stopped)
      return
    }
    try world.emit(.seal(seal))
  }
}

extension EnvironmentRecord {
  /// What a number's bits depend on besides the engine: BLAS version, core name, kernel level.
  public var numerics: String { "\(blasVersion), \(blasCore), \(kernelLevel)" }
}
