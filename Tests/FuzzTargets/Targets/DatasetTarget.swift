import Experiments

/// A whole small bundle in which one file is fuzzed; the first byte chooses which.
enum DatasetTarget {
  static func check(_ bytes: [UInt8]) throws(BrokenPromise) {
    guard let choice = bytes.first else { return }
    let part = SmallBundle.parts[Int(choice) % SmallBundle.parts.count]
    var bundle = SmallBundle()
    bundle.members[part.file] = Array(bytes.dropFirst())
    _ = try bundle.check(part.yaml)
  }
}

/// `job.yaml` beside good files.
enum SpecificationTarget {
  static func check(_ bytes: [UInt8]) throws(BrokenPromise) {
    guard let job = try SmallBundle().check(bytes) else { return }
    try BrokenPromise.unless(
      job.contentDigest == SmallBundle().check(bytes)?.contentDigest,
      "the same job.yaml has two identities")
  }
}
