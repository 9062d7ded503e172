/// The operator's settings of a root: `retort.yaml`, read like `job.yaml` with every problem at its
/// place. The root caps; a bundle may only ask for less.
public struct RootSettings: Sendable, Hashable {
  /// Runs computed side by side; `nil` is one a processor.
  public var workers: Int?
  /// Private memory of a worker, in GiB; `nil` is three quarters of the machine's.
  public var memoryGibibytes: Double?
  /// Hours on the clock one attempt of a job may take.
  public var timeHours: Double
  /// Minutes on the clock the reading and checking of a bundle may take.
  public var intakeMinutes: Double
  /// GiB all members of a bundle may have, unpacked.
  public var unpackedGibibytes: Double
  /// Files and folders a bundle may hold.
  public var members: Int
  /// Seconds the current run may go on after the daemon was asked to stop.
  public var stopGraceSeconds: Int
  /// Seconds an archive that ends too early must be unchanged before it is called truncated.
  public var truncatedAfterSeconds: Int
  /// GiB that stay free; with less, no drop is taken and no job is started.
  public var keepFreeGibibytes: Double
  /// A program's absolute path and its arguments, run after every job that has ended; empty: nothing.
  public var onFinish: [String]
  /// Seconds on the clock that program may take.
  public var onFinishSeconds: Int
  /// Days after a job's end for which what its runs left stays; `nil` is for ever.
  public var retentionDays: Int?

  /// What holds where `retort.yaml` is absent or says nothing.
  public static let standard = RootSettings(
    workers: nil, memoryGibibytes: nil, timeHours: RootKeys.time.fallback,
    intakeMinutes: RootKeys.intake.fallback, unpackedGibibytes: RootKeys.unpacked.fallback,
    members: RootKeys.members.fallback, stopGraceSeconds: RootKeys.stopGrace.fallback,
    truncatedAfterSeconds: RootKeys.truncatedAfter.fallback,
    keepFreeGibibytes: RootKeys.keepFree.fallback, onFinish: [],
    onFinishSeconds: RootKeys.onFinishSeconds.fallback, retentionDays: nil)

  /// - Throws: Every problem of the text, with line, column and remedy.
  public static func read(yaml: String) throws(SpecificationError) -> RootSettings {
    let yaml = yaml.withoutByteOrderMark
    // A file of comments alone is what `retort init` writes.
    let says = yaml.split(whereSeparator: \.isNewline).contains { line in
      let text = line.drop(while: \.isWhitespace)
      return !text.isEmpty && text.first != "#"
    }
    guard says else { return .standard }
    let log = ProblemLog(source: SourceText(yaml))
    let document = try YAMLDocument(yaml, log: log)
    guard
      let section = Section(
        document.root, key: nil, path: "", expected: "a mapping of settings", log: log)
    else { throw log.error }
    section.refuseUnknown(besides: RootKeys.all.map(\.name), what: "setting")
    let settings = RootSettings(
      workers: section.optional(RootKeys.workers),
      memoryGibibytes: section.optional(RootKeys.memory),
      timeHours: section.read(RootKeys.time), intakeMinutes: section.read(RootKeys.intake),
      unpackedGibibytes: section.read(RootKeys.unpacked), members: section.read(RootKeys.members),
      stopGraceSeconds: section.read(RootKeys.stopGrace),
      truncatedAfterSeconds: section.read(RootKeys.truncatedAfter),
      keepFreeGibibytes: section.read(RootKeys.keepFree), onFinish: onFinish(section),
      onFinishSeconds: section.read(RootKeys.onFinishSeconds),
      retentionDays: section.optional(RootKeys.retention))
    guard !log.hasErrors else { throw log.error }
    return settings
  }

  private static func onFinish(_ section: Section) -> [String] {
    let key = RootKeys.onFinish
    guard let node = section.node(key.name),
      let items = section.items(node, name: key.name, expected: key.kind.inWords)
    else { return [] }
    let texts = items.map {
      section.scalar($0, .text(atMost: 4_096), name: key.name).flatMap { value in
        if case .text(let text) = value { text } else { nil }
      }
    }
    // Nothing is looked up in PATH: what runs must not depend on who started Retort.
    if let program = texts.first ?? nil, !program.hasPrefix("/") {
      section.log.add(
        at: items.first, "value of '\(key.name)' not allowed",
        expected: "the absolute path of a program first",
        remedy: "write the whole path, as in [/usr/local/bin/tell-us, --quiet]")
    }
    return texts.compactMap { $0 }
  }

  /// The file `retort init` writes: every setting with its default, as comments.
  public static var template: String {
    var lines = ["# Settings of this Retort root. Every line may be left out."]
    for key in RootKeys.all {
      let (value, absent) =
        switch key.presence {
        case .defaultValue(let text): (text, "")
        case .optional(let meaning): ("", " Not set: \(meaning).")
        case .required: ("", "")
        }
      lines += [
        "", "# \(key.summary) Takes \(key.kind.inWords).\(absent)", "# \(key.name): \(value)",
      ]
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
