import Records

/// The arms every distilling job has, each said once: words, order and sentences of ledger and report
/// come from here.
///
/// What is taken from a teacher is described in ``Control``; a method with a control of its own writes one
/// more value in its own file.
extension Arm {
  /// All of them, in the order tables name them in.
  ///
  /// - Parameter isClassification: whether rows have classes; rows of a real target are grouped by its
  ///   deciles.
  public static func standard(isClassification: Bool) -> [Arm] {
    [
      .teacher, .student, .distilled, .fused, .classMean(isClassification),
      .smoothed(isClassification), .within(isClassification), .across, .own, .selfHard,
      .selfSoft(isClassification), .selfConfident, .selfGraph, .labelledOnly, .prior,
    ]
  }

  public static let teacher = Arm(
    "teacher", .teacher, learnsFrom: "labels, from the teacher's modality",
    meaning: "which sees the teacher's modality", wording: wording("teacher", sees: .teacher))

  /// Tuned; what a gain is measured against.
  public static let student = Arm(
    "student", .reference, learnsFrom: "labels", meaning: "which sees no teacher row",
    expectation: .staysBelow, isReference: true,
    wording: ArmWording(sees: .student, label: "student"))

  public static let distilled = Arm(
    "distilled", .distilled, learnsFrom: "labels and the teacher",
    meaning: "which learns from the teacher", wording: wording("distilled"))

  /// What a network's last layer makes its outputs of; serves losses that read it.
  public static let embedding = Arm(
    "embedding", .part, learnsFrom: "nothing: what a fitted network's last layer reads",
    meaning: "which serves others")

  /// The better of concatenation and late fusion on validation: a reference, not a bound.
  public static let fused = Arm(
    "fused", .reference, learnsFrom: "labels, with both modalities also at test time",
    meaning: "which sees both modalities", wording: wording("fused", sees: .both, remains: 4))

  public static func classMean(_ isClassification: Bool) -> Arm {
    Arm(
      "class-mean", .control,
      learnsFrom: "one mean target for each \(group(isClassification)): softness without rows",
      meaning: "which sees no single teacher row", expectation: .staysBelow, isReference: true,
      wording: ArmWording(
        aside: "one target a \(isClassification ? "class" : "decile")",
        label: "class means", advice: "Soft class labels may be all that is needed."))
  }

  public static func smoothed(_ isClassification: Bool) -> Arm {
    Arm(
      "smoothed", .reference,
      learnsFrom: isClassification
        ? "label smoothing: no teacher" : "targets shrunk to their mean: no teacher",
      meaning: "which sees no teacher", expectation: .staysBelow, isReference: true,
      wording: ArmWording(
        aside: "no teacher", label: "label smoothing",
        advice: "Tuning the student's label smoothing may be all that is needed.",
        tuning: "has one: label smoothing at the student's weight decay."))
  }

  public static func within(_ isClassification: Bool) -> Arm {
    Arm(
      "within", .control,
      learnsFrom:
        "teacher rows shuffled inside each \(group(isClassification)): labels without rows",
      meaning: "whose teacher rows are shuffled inside the classes", expectation: .staysBelow,
      isReference: true,
      wording: ArmWording(
        aside: "teacher rows shuffled inside each \(isClassification ? "class" : "decile")",
        label: "shuffled within classes",
        advice: "It may be what labels tell, and nothing of single rows.", remains: 1))
  }

  public static let across = Arm(
    "across", .control, learnsFrom: "teacher rows shuffled over all rows: nothing is left",
    meaning: "whose teacher rows are shuffled over all rows", expectation: .doesNotGain,
    isReference: true,
    wording: ArmWording(
      aside: "teacher rows shuffled over all rows", label: "shuffled across all rows",
      advice: "It may be shrinkage, for which any teacher would do.", remains: 0))

  /// Self-distillation.
  public static let own = Arm(
    "self", .control, learnsFrom: "the student's own outputs: no other modality",
    meaning: "which is taught by its own outputs", expectation: .staysBelow, isReference: true,
    wording: ArmWording(
      aside: "the student's own outputs in the teacher's place",
      label: "the student's own outputs",
      advice: "Self-distillation, without another modality, may be all that is needed.", remains: 3)
  )

  private static func group(_ isClassification: Bool) -> String {
    isClassification ? "class" : "decile of the target"
  }

  private static func wording(
    _ word: String, sees: ArmWording.Inputs = .unsaid, remains: Int = 5
  ) -> ArmWording {
    ArmWording(sees: sees, label: word, remains: remains)
  }
}
