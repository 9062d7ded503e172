import Records

/// What a distilled student is held against where it learns from rows without a label: what those rows bring by
/// themselves, and what the teacher brings without them.
extension Arm {
  public static let selfHard = selfTaught(
    "self-hard", by: "on rows without one its own likeliest class", label: "its own classes")

  /// - Parameter isClassification: whether rows have classes, or real targets.
  public static func selfSoft(_ isClassification: Bool) -> Arm {
    selfTaught(
      "self-soft",
      by: isClassification
        ? "on rows without one its own probabilities, sharpened"
        : "on rows without one what it says itself",
      label: isClassification ? "its own probabilities" : "its own outputs")
  }

  public static let selfConfident = selfTaught(
    "self-confident", by: "on the rows it is surer of its own likeliest class",
    label: "its own sure classes")

  /// Its neighbours' labels: see ``LabelPropagation``.
  public static let selfGraph = selfTaught(
    "self-graph", by: "on rows without one the class of their neighbours", label: "its neighbours")

  /// The method on rows with a label alone.
  public static let labelledOnly = Arm(
    "distilled-labelled", .control,
    learnsFrom: "labels and the teacher, on rows with a label alone",
    meaning: "which sees the teacher on rows with a label alone", expectation: .staysBelow,
    isReference: true,
    wording: ArmWording(
      aside: "the teacher on rows with a label alone", label: "labelled rows alone",
      advice: "Rows without a label may bring nothing.", remains: 4))

  /// The label prior on every row without a label.
  public static let prior = Arm(
    "prior", .control,
    learnsFrom: "labels, and on rows without one how often each class occurs: shrinkage",
    meaning: "which sees no teacher row, and class shares where there is no label",
    expectation: .staysBelow, isReference: true,
    wording: ArmWording(
      aside: "class shares where there is no label", label: "class shares",
      advice: "It may be shrinkage, for which no teacher is needed.", remains: 0))

  private static func selfTaught(_ word: String, by labels: String, label: String) -> Arm {
    Arm(
      word, .reference, learnsFrom: "labels, and \(labels): no teacher",
      meaning: "which teaches itself", expectation: .staysBelow, isReference: true,
      wording: ArmWording(
        aside: "the student teaches itself", label: label,
        advice: "Self-training, without another modality, may be all that is needed.",
        tuning: "has the cells and decays of distilled.", remains: 3))
  }
}
