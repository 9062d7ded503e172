/// The keys of `retort.yaml`, in the order a person writes them.
enum RootKeys {
  static let workers = ScalarKey<Int>(
    "workers", 1...1024, .optional("one a processor"), "Runs computed side by side.")
  static let memory = ScalarKey<Double>(
    "memory_gib", .closed(0.125...65_536), .optional("three quarters of the machine's"),
    "Private memory of a worker, in GiB; mapped files do not count.")
  static let time = ScalarKey<Double>(
    "time_hours", .above(0, atMost: 8_760), default: 24,
    "Hours on the clock one attempt of a job may take.")
  static let intake = ScalarKey<Double>(
    "intake_minutes", .above(0, atMost: 1_440), default: 30,
    "Minutes on the clock reading and checking a bundle may take.")
  static let unpacked = ScalarKey<Double>(
    "unpacked_gib", .above(0, atMost: 65_536), default: 16,
    "GiB all members of a bundle may have, unpacked.")
  static let members = ScalarKey<Int>(
    "members", 1...1_000_000, default: 10_000, "Files and folders a bundle may hold.")
  static let stopGrace = ScalarKey<Int>(
    "stop_grace_seconds", 0...86_400, default: 60,
    "Seconds the current run may go on after Retort was asked to stop.")
  static let truncatedAfter = ScalarKey<Int>(
    "truncated_after_seconds", 0...86_400, default: 60,
    "Seconds an archive that ends too early must be unchanged before it is called truncated.")

  static let keepFree = ScalarKey<Double>(
    "keep_free_gib", .closed(0...65_536), default: 1,
    "GiB that stay free: with less, no drop is taken and no job is started.")
  static let onFinish = KeyDescriptor(
    "on_finish", .shape("a list of texts: a program's absolute path, then its arguments"),
    .optional("nothing is run"), "Run after every job that has ended.")
  static let onFinishSeconds = ScalarKey<Int>(
    "on_finish_seconds", 1...86_400, default: 60,
    "Seconds on the clock that program may take.")

  static let retention = ScalarKey<Int>(
    "retention_days", 1...36_500, .optional("for ever"),
    "Days after a job's end for which outputs, weights and curves of its runs stay; then 'retort prune' "
      + "gives them up.")

  static let all: [KeyDescriptor] = [
    workers.descriptor, memory.descriptor, time.descriptor, intake.descriptor, unpacked.descriptor,
    members.descriptor, stopGrace.descriptor, truncatedAfter.descriptor,
    keepFree.descriptor, onFinish, onFinishSeconds.descriptor, retention.descriptor,
  ]
}
