/// Part of a plan that waits for the parts before it.
public enum RunStage: String, Sendable, Hashable, CaseIterable {
  /// Everything that is trained on labels alone.
  case labels = "teachers and students"
  /// Further regularisations of the students: those the search asks for, the others stay empty.
  case studentSearch = "student search"
  /// What a verdict needs of them, and what sees both modalities.
  case references
  case distilling
  /// Further weight decays of the best cell of each pair, as for students.
  case distilledSearch = "distilled search"
  case controls

  /// Whether only some of its places are filled.
  var isSearch: Bool { self == .studentSearch || self == .distilledSearch }
}
