import Specifications

/// `retort.yaml`. It is the operator's own file, and read by the same readers as `job.yaml`.
enum SettingsTarget {
  static func check(_ bytes: [UInt8]) throws(BrokenPromise) {
    guard let text = String(validating: bytes, as: UTF8.self) else { return }
    let settings: RootSettings
    do throws(SpecificationError) { settings = try RootSettings.read(yaml: text) } catch {
      try BrokenPromise.unlessShown(error.rendered(file: "retort.yaml"), of: "retort.yaml")
      return
    }
    try BrokenPromise.unless(
      settings.workers ?? 1 > 0 && settings.memoryGibibytes ?? 1 > 0 && settings.timeHours > 0
        && settings.intakeMinutes > 0 && settings.unpackedGibibytes > 0 && settings.members > 0
        && settings.stopGraceSeconds >= 0 && settings.truncatedAfterSeconds >= 0,
      "a setting of nothing: \(settings)")
  }
}
