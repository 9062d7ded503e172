/// One key of `job.yaml`: where it stands, what it takes, what it means.
///
/// The same value validates the key, names it in problems and documents it in `docs/job-yaml.md`.
public struct KeyDescriptor: Sendable, Hashable {
  public enum Presence: Sendable, Hashable {
    case required
    /// What the value is where the key is absent, as one would write it.
    case defaultValue(String)
    /// What absence means, in words.
    case optional(String)
  }

  /// Dotted place; `NAME` stands for a name the file chooses: `data.modalities.NAME.file`.
  public var path: String
  public var kind: ValueKind
  public var presence: Presence
  /// One sentence.
  public var summary: String

  init(_ path: String, _ kind: ValueKind, _ presence: Presence, _ summary: String) {
    self.path = path
    self.kind = kind
    self.presence = presence
    self.summary = summary
  }

  /// The key itself, without the path to it.
  public var name: String { String(path.split(separator: ".").last ?? "") }

  /// The path of the mapping the key stands in; empty at the top level.
  public var section: String {
    path.split(separator: ".").dropLast().joined(separator: ".")
  }
}
