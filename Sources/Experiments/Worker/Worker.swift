import Datasets
import Distillation
import Records
import Specifications

/// The whole life of a worker process, as a function: an order goes in, frames come out.
public enum Worker {
  /// - Parameters:
  ///   - source: the members of the order, by name.
  ///   - borrowed: those of the data it borrows.
  ///   - world: where products go, what the clock says, who listens, and whether to stop.
  /// - Throws: whatever storing or speaking throws. What is wrong with the job itself is said as a
  ///   `failed` frame.
  public static func run(
    _ order: WorkerOrder, source: any MemberSource, borrowed: (any MemberSource)? = nil,
    world: ExecutionEnvironment
  ) throws {
    try world.emit(.started(world.environment))
    let job: CheckedJob
    do {
      job = try CheckedJob(
        yaml: Array(order.jobYAML.utf8), source: source, members: order.members,
        numerics: world.environment.numerics,
        borrowed: borrowed.flatMap { source in order.borrowed.map { ($0, source) } })
    } catch {
      try world.emit(.failed(WorkerFailure(reason: "\(error)")))
      return
    }
    var world = world
    let wanted = world.workers
    world.workers = FreeMemory.threads(
      atMost: wanted, each: job.estimate.largestRunBytes + threadBytes)
    guard world.workers > 0 else {
      try world.emit(.failed(.outOfMemory(job.estimate)))
      return
    }
    let execution = JobExecution(
      job.design, finishedRuns: order.finishedRuns, verdicts: order.verdicts, world: world)
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

extension Worker {
  /// A thread's stack and what it keeps between runs.
  fileprivate static let threadBytes = 8 << 20
}

extension WorkerFailure {
  /// There is no memory left to compute even one run at a time.
  fileprivate static func outOfMemory(_ estimate: JobEstimate) -> WorkerFailure {
    let asked = Worker.threadBytes + estimate.largestRunBytes
    return WorkerFailure(
      reason: """
        the worker asked for another \(asked >> 20) MiB to compute one run at a time, and was refused
          found: about \(estimate.memoryBytes >> 20) MiB for the data and one run, which leave too little for the program itself
          remedy: use smaller networks or fewer columns, or raise memory_gib in retort.yaml
        """, isOutOfMemory: true)
  }
}
