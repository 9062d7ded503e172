import Records

/// The arms that every question has, whatever the method.
extension Arm {
  public static let teacher = Arm(
    word: "teacher", kind: .teacher, learnsFrom: "labels, with the teacher's modality",
    meaning: "which sees the teacher's modality alone")

  /// Every student trained on labels: the tuned one, and what its search has tried.
  public static let student = Arm(
    word: "student", kind: .reference, learnsFrom: "labels",
    meaning: "which sees no teacher row", isReference: true)

  /// Both modalities at once, which nobody has who uses a student.
  public static let fused = Arm(
    word: "fused", kind: .reference, learnsFrom: "labels, with both modalities",
    meaning: "which sees both modalities")

  public static let smoothed = Arm(
    word: "smoothed", kind: .reference, learnsFrom: "smoothed labels",
    meaning: "which sees no teacher", isReference: true)

  /// What a network's last layer makes its outputs of; serves losses that read it.
  public static let embedding = Arm(
    word: "embedding", kind: .part, learnsFrom: "nothing: a fitted network's last layer but one",
    meaning: "which serves others")

  public static let distilled = Arm(
    word: "distilled", kind: .distilled, learnsFrom: "labels and the teacher",
    meaning: "which is taught by the teacher")

  public static let across = Arm(
    word: "across", kind: .control,
    learnsFrom: "labels and a teacher whose rows are shuffled over all rows",
    meaning: "whose teacher rows are shuffled over all rows", expectation: .doesNotGain,
    isReference: true)

  public static let within = Arm(
    word: "within", kind: .control,
    learnsFrom: "labels and a teacher whose rows are shuffled inside the classes",
    meaning: "whose teacher rows are shuffled inside the classes",
    expectation: .staysBelowDistilled, isReference: true)

  public static let classMean = Arm(
    word: "class-mean", kind: .control,
    learnsFrom: "labels and the mean soft label of each class",
    meaning: "which sees no single teacher row", expectation: .staysBelowDistilled,
    isReference: true)

  public static let own = Arm(
    word: "self", kind: .control, learnsFrom: "labels and its own outputs",
    meaning: "which is taught by its own outputs", expectation: .staysBelowDistilled,
    isReference: true)
}
