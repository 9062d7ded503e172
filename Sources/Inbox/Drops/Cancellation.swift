import Ledger

/// Does what a control file asks for and answers it: a queued job is cancelled at once, a running one
/// is stopped, and the control file stays until its job has ended.
struct Cancellation {
  let workplace: Workplace

  /// - Returns: jobs that were cancelled before they began.
  func heed(_ request: CancelRequest) throws -> [Int] {
    let jobs = try jobs(request)
    let unfinished = jobs.filter { !$0.state.isFinal && $0.seal == nil }
    let reason = "cancelled by inbox/\(ShownName.plain(request.file))"
    guard unfinished.isEmpty else {
      return try unfinished.compactMap { try cancel($0.job, because: reason) }
    }
    try answer(request, jobs.last)
    try workplace.folders.inbox.remove(request.file)
    return []
  }

  /// - Returns: the job, where it was cancelled before it began.
  func cancel(_ job: Int, because reason: String) throws -> Int? {
    guard try workplace.running.cancel(job, in: workplace.ledger, because: reason) else {
      return nil
    }
    try Answers(workplace: workplace).answer(ended: job)
    return job
  }

  /// The jobs a request names, the oldest first.
  private func jobs(_ request: CancelRequest) throws -> [JobRow] {
    let ledger = workplace.ledger
    let dropped = try ledger.drops(named: request.subject.text).filter { $0.outcome == .accepted }
    if dropped.isEmpty, let number = request.job {
      do throws(LedgerError) { return [try ledger.job(number)] } catch {
        guard case .unknownJob = error else { throw error }
        return []
      }
    }
    return try dropped.compactMap(\.job).map { job in try ledger.job(job) }
  }

  private func answer(_ request: CancelRequest, _ job: JobRow?) throws {
    let isDone = job?.state == .cancelled
    let folder = isDone ? workplace.folders.done : workplace.folders.rejected
    try AnswerFolder(folder: folder).write(
      AnswerText.cancellation(request, of: job), for: request.file.text,
      number: job.map { String($0.job) } ?? "cancel")
  }
}
