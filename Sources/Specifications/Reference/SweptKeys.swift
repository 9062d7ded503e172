/// Which keys a sweep may take, and why the others cannot vary inside one job.
///
/// Modalities make pairs, options of the method make variants of which validation chooses one, and
/// every key named here makes settings: experiments of their own.
struct SweptKeys: Sendable {
  enum Family: String { case pairs, variants, settings }

  static let modalities = ["teacher.modality", "student.modality"]

  /// What the keys of a method's options begin with.
  static let optionPrefix = "method."

  /// The option a key sweeps: `lambda` of `method.lambda`.
  static func option(of key: String) -> String { String(key.dropFirst(optionPrefix.count)) }

  /// Keys that make settings, in the order of the reference, in which they are expanded.
  let settings: [KeyDescriptor]
  private let settingsByPath: [String: KeyDescriptor]
  private let keys: [KeyDescriptor]
  /// Mappings whose options are swept one by one.
  private let groups: Set<String>

  /// - Parameter keys: of the reference.
  init(keys: [KeyDescriptor], networks: NetworkRegistry) {
    // `training.optimizer.sgd` is a mapping; its options are the keys.
    let groups = Set(
      TrainingKeys.optimizerNames.map { "\(TrainingKeys.optimizer.path).\($0)" }
        + TrainingKeys.scheduleMappings.map { "\(TrainingKeys.schedule.path).\($0)" }
        + LearnerKeys.roles.flatMap { NetworkKeys(role: $0, networks: networks).mappings })
    self.keys = keys
    self.groups = groups
    // Methods last, so that they stand side by side whatever else is swept.
    settings =
      keys.filter { !groups.contains($0.path) && Self.isSetting($0) }
      + keys.filter { $0 == JobKeys.method }
    settingsByPath = Dictionary(
      settings.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
  }

  func setting(_ path: String) -> KeyDescriptor? { settingsByPath[path] }

  /// What a key makes, judged by its name alone; `nil` for keys that cannot be swept.
  func family(of path: String) -> Family? {
    if Self.modalities.contains(path) { return .pairs }
    if path.hasPrefix(Self.optionPrefix) { return .variants }
    return setting(path) == nil ? nil : .settings
  }

  /// The keys that make settings as a Markdown paragraph.
  var markdown: String {
    QuotedText.list(settings.map { "`\($0.path)`" }, by: ", ") + "\n"
  }

  private static let ofData: Set<String> = [
    "data.standardise", "data.split.train", "data.split.validation", "data.split.test",
    "data.split.stratify", "data.split.seed", "data.split.labels", "data.split.unlabelled",
  ]

  private static func isSetting(_ key: KeyDescriptor) -> Bool {
    let path = key.path
    if ofData.contains(path) || ["teacher.targets", "student.tuning"].contains(path) {
      return true
    }
    if path.hasPrefix("teacher.network") || path.hasPrefix("student.network") {
      return key.kind != .image
    }
    return path.hasPrefix("training.")
  }

  /// Why a known key cannot be swept, and what to do instead; `nil` where it can, or is not known.
  func refusal(of path: String) -> String? {
    guard family(of: path) == nil, let key = keys.first(where: { $0.path == path }) else {
      return nil
    }
    switch path {
    case "seeds": return "'seeds: N' already repeats every run with N seeds"
    case "splits": return "'splits: J' already repeats the drawn split J times"
    case "metric": return "one metric chooses variants and leads the report; write one job a metric"
    case "retort", "name", "priority", "rerun", "sweep", "experiment", "distil":
      return "it belongs to the job as a whole"
    case _ where path.hasPrefix("information"):
      return "all estimators are computed in one job; name them in one list"
    case "data.split", "training", "teacher", "student":
      return "sweep the keys in it, as in '\(example(in: path)): [...]'"
    case _ where groups.contains(path):
      return "sweep the keys in it, as in '\(example(in: path)): [...]'"
    case _ where key.kind == .image:
      return "the columns of a modality are one image; sweep the modality instead"
    default:
      return "a job reads one set of files: name each file as a modality and sweep "
        + "'student.modality' or 'teacher.modality'"
    }
  }

  private func example(in section: String) -> String {
    switch section {
    case "data.split": "data.split.seed"
    case "training": "training.epochs"
    case _ where groups.contains(section):
      keys.first { $0.section == section }?.path ?? section
    default: "\(section).network"
    }
  }

  /// How to write several values of a key that takes one; `nil` where it cannot be swept.
  func remedy(forList node: YAMLNode, at path: String) -> String? {
    guard case .list(let items) = node.content,
      setting(path) != nil || Self.modalities.contains(path)
    else { return nil }
    let words = items.compactMap(\.text)
    let shown =
      words.count == items.count && (1...6).contains(words.count)
      ? QuotedText.list(words.map { QuotedText.cut($0, to: 20) }) : "..."
    return "to try several values, write 'sweep: {\(path): [\(shown)]}'"
  }
}
