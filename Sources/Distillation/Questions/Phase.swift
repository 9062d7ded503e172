/// Parts of a plan, for people who wait for them: nothing waits for a phase as a whole.
public enum Phase {
  /// Everything that is trained on labels alone.
  public static let labels = "teachers and students"
  /// Further regularisations of the students: those the search asks for, the others stay empty.
  public static let studentSearch = "student search"
  /// What a verdict needs of them, and what sees both modalities.
  public static let references = "references"
  /// Students that teach themselves on rows without a label.
  public static let selfTraining = "self-training"
  public static let distilling = "distilling"
  /// Further weight decays of the best cell of each pair, as for students.
  public static let distilledSearch = "distilled search"
  public static let controls = "controls"
}
