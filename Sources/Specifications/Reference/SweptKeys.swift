/// Which keys a sweep may take, and why the others cannot vary inside one job.
///
/// Modalities make pairs, options of the method make variants of which validation chooses one, and
/// every key named here makes settings: experiments of their own.
enum SweptKeys {
  enum Family: String { case pairs, variants, settings }

  static let modalities = ["teacher.modality", "student.modality"]

  /// Keys that make settings, in the order of the reference, in which they are expanded.
  static let settings: [KeyDescriptor] = SpecificationReference.keys.filter { isSetting($0.path) }

  private static let settingsByPath = Dictionary(
    settings.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })

  static func setting(_ path: String) -> KeyDescriptor? { settingsByPath[path] }

  /// What a key makes, judged by its name alone; `nil` for keys that cannot be swept.
  static func family(of path: String) -> Family? {
    if modalities.contains(path) { return .pairs }
    if path.hasPrefix("method.") { return .variants }
    return setting(path) == nil ? nil : .settings
  }

  /// The keys that make settings as a Markdown paragraph.
  static var markdown: String {
    QuotedText.list(settings.map { "`\($0.path)`" }, by: ", ") + "\n"
  }

  private static let ofData: Set<String> = [
    "data.standardise", "data.split.train", "data.split.validation", "data.split.test",
    "data.split.stratify", "data.split.seed", "data.split.labels", "data.split.unlabelled",
  ]

  private static func isSetting(_ path: String) -> Bool {
    if ofData.contains(path) || ["teacher.targets", "student.tuning"].contains(path) {
      return true
    }
    // `training.optimizer.sgd` is a mapping; its options are the keys.
    guard !groups.contains(path) else { return false }
    if path.hasPrefix("teacher.network") || path.hasPrefix("student.network") {
      return !path.hasSuffix(".image")
    }
    return path.hasPrefix("training.")
  }

  /// Mappings whose options are swept one by one.
  private static let groups: Set<String> = Set(
    TrainingKeys.optimizerNames.map { "\(TrainingKeys.optimizer.path).\($0)" }
      + TrainingKeys.scheduleMappings.map { "\(TrainingKeys.schedule.path).\($0)" }
      + ["teacher.network", "student.network"].flatMap { ["\($0).transformer", "\($0).vision"] })

  /// Why a known key cannot be swept, and what to do instead; `nil` where it can, or is not known.
  static func refusal(of path: String) -> String? {
    guard family(of: path) == nil, SpecificationReference.keys.contains(where: { $0.path == path })
    else { return nil }
    switch path {
    case "seeds": return "'seeds: N' already repeats every run with N seeds"
    case "splits": return "'splits: J' already repeats the drawn split J times"
    case "metric": return "one metric chooses variants and leads the report; write one job a metric"
    case "method": return "a job has one method; compare methods in several jobs"
    case "retort", "name", "priority", "rerun", "sweep", "experiment", "distil":
      return "it belongs to the job as a whole"
    case _ where path.hasPrefix("information"):
      return "all estimators are computed in one job; name them in one list"
    case "data.split", "training", "teacher", "student":
      return "sweep the keys in it, as in '\(example(in: path)): [...]'"
    case _ where groups.contains(path):
      return "sweep the keys in it, as in '\(example(in: path)): [...]'"
    case _ where path.hasSuffix(".image"):
      return "the columns of a modality are one image; sweep the modality instead"
    default:
      return "a job reads one set of files: name each file as a modality and sweep "
        + "'student.modality' or 'teacher.modality'"
    }
  }

  private static func example(in section: String) -> String {
    switch section {
    case "data.split": "data.split.seed"
    case "training": "training.epochs"
    case _ where groups.contains(section):
      SpecificationReference.keys.first { $0.section == section }?.path ?? section
    default: "\(section).network"
    }
  }

  /// How to write several values of a key that takes one; `nil` where it cannot be swept.
  static func remedy(forList node: YAMLNode, at path: String) -> String? {
    guard case .list(let items) = node.content,
      setting(path) != nil || modalities.contains(path)
    else { return nil }
    let words = items.compactMap(\.text)
    let shown =
      words.count == items.count && (1...6).contains(words.count)
      ? QuotedText.list(words.map { QuotedText.cut($0, to: 20) }) : "..."
    return "to try several values, write 'sweep: {\(path): [\(shown)]}'"
  }
}
