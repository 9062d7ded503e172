import Experiments
import Ledger

/// What one intake child said, and how it ended.
struct Hearing: Sendable {
  var ending: ChildEnding
  /// `nil` where it died before it answered.
  var answer: Result<IntakeAnswer, IntakeRefusal>?

  var record: AttemptRecord.Ending {
    switch answer {
    case .success: ending.record(.finished)
    case .failure(let refusal) where refusal.wish != nil:
      ending.record(.finished, reason: refusal.reason)
    case .failure(let refusal): ending.record(.failed, reason: refusal.reason)
    case nil: ending.record(ending.outcomeWithoutWord, reason: ending.inWords)
    }
  }
}

/// Starts one intake child and hears its frame.
struct IntakeHearing: Sendable {
  let spawner: Spawner
  /// The intake child, its order among its arguments.
  let program: ChildProgram
  let settings: WorkSettings
  let stop: StopRequest
  var cross: CrossingGuard = { _ in }

  func hear(_ archive: Descriptor) throws -> Hearing {
    let child = try spawner.spawn(
      program, input: archive,
      limits: ChildLimits(
        memory: settings.memoryBytes, wallSeconds: settings.intakeSeconds,
        fileBytes: settings.unpackedBytes, openFiles: 256))
    cross(.intakeStarted)
    var reader = FrameReader()
    var answer: IntakeAnswer?
    let ending = child.listen(
      wallSeconds: settings.intakeSeconds, stop: { stop.isRequested ? .requested : nil },
      onOutput: { bytes throws(ListenError) in
        do throws(FrameError) {
          reader.append(bytes)
          while let payload = try reader.next() {
            answer = try FrameCodec.decode(IntakeAnswer.self, payload: payload)
          }
        } catch {
          throw ListenError(.garbled(error.description))
        }
      })
    guard ending.isClean, let answer else { return Hearing(ending: ending, answer: nil) }
    if case .refused(let refusal) = answer {
      return Hearing(ending: ending, answer: .failure(refusal))
    }
    return Hearing(ending: ending, answer: .success(answer))
  }
}
