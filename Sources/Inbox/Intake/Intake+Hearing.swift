import Experiments
import Ledger

extension Intake {
  /// Has children read the archive until one answers, or three have died of it.
  ///
  /// - Parameters:
  ///   - isStored: whether it is no archive but names members that are in the store.
  ///   - known: what `data: {from: …}` means, where that is settled.
  /// - Returns: `nil` where Retort was asked to stop meanwhile.
  func hear(
    _ archive: Descriptor, isStored: Bool = false, borrowing known: KnownDataset? = nil,
    drop: DropRow
  ) throws -> Result<IntakeAnswer, IntakeRefusal>? {
    let ledger = workplace.ledger
    var dataset = known
    while true {
      try archive.rewind()
      let attempt = try ledger.beginAttempt(
        .intake(drop: drop.drop), environment: workplace.environment)
      workplace.cross(.intakeAttemptBegun)
      let hearing: Hearing
      do {
        hearing = try workplace.hearing(isStored: isStored, borrowing: dataset).hear(archive)
        workplace.cross(.intakeHeard)
      } catch {
        try ledger.finishAttempt(attempt, .notStarted(because: "\(error)"))
        throw error
      }
      try ledger.finishAttempt(attempt, hearing.record)
      workplace.cross(.intakeAttemptFinished)
      if case .failure(let refusal)? = hearing.answer, let wish = refusal.wish, dataset == nil {
        switch try DataLookup(ledger: ledger).find(wish) {
        case .success(let found): dataset = found
        case .failure(let problem): return .failure(refusal.because(of: problem))
        }
        continue
      }
      if let answer = hearing.answer { return answer.map { $0.borrowing(dataset?.members ?? []) } }
      if hearing.ending.stopped == .requested { return nil }
      if let refusal = limitRefusal(hearing.ending) { return .failure(refusal) }
      if try ledger.deathsInARow(on: .intake(drop: drop.drop)) >= Self.mostDeaths {
        return .failure(deathRefusal(hearing.ending))
      }
    }
  }

  /// Where the child met a limit of the root there is no use in asking another one.
  private func limitRefusal(_ ending: ChildEnding) -> IntakeRefusal? {
    let settings = workplace.settings
    let excess: (what: String, setting: String)
    if ending.stopped == .timeout {
      excess = ("took longer than \(Amount.seconds(settings.intakeSeconds))", "intake_minutes")
    } else if ending.isOutOfMemory {
      excess = ("needs more memory than \(Amount.bytes(settings.memoryBytes))", "memory_gib")
    } else {
      return nil
    }
    return IntakeRefusal(
      kind: .bundle,
      reason: """
        reading the bundle \(excess.what), the limit of this root
          remedy: make it smaller, or raise \(excess.setting) in retort.yaml
        """)
  }

  private func deathRefusal(_ ending: ChildEnding) -> IntakeRefusal {
    IntakeRefusal(
      kind: .bundle,
      reason: """
        reading the bundle ended \(Self.mostDeaths) processes, the last was \(ending.inWords)
          remedy: check the files in it; please report this bundle to the makers of Retort
        """)
  }
}

extension IntakeAnswer {
  /// The same answer, with the files the child was given.
  fileprivate func borrowing(_ members: [BorrowedMember]) -> IntakeAnswer {
    guard case .accepted(let bundle, var job) = self else { return self }
    job.borrowed = members
    return .accepted(bundle, job)
  }
}

extension IntakeRefusal {
  /// The same bundle, refused for another reason.
  func because(of problem: IntakeRefusal) -> IntakeRefusal {
    var refusal = problem
    (refusal.bundle, refusal.stored) = (bundle, stored)
    return refusal
  }
}
