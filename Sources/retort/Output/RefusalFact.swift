import Inbox

/// What `--json` says of a bundle that is refused before it is a job.
struct RefusalFact: Encodable {
  var accepted = false
  var reason: String

  init(_ refusal: IntakeRefusal) { reason = refusal.reason }
}

extension IntakeRefusal {
  var exitCode: Int32 { kind == .system ? RetortExit.trouble : RetortExit.bundleRejected }
}
