import Records

extension [Arm] {
  /// What a distilling job describes: the student, the teacher, and what both are held against.
  static let sample: [Arm] = [
    arm("teacher", .teacher), arm("student", .reference, isReference: true),
    arm("distilled", .distilled), arm("fused", .reference),
    arm("class-mean", .control, isReference: true),
    arm("smoothed", .reference, isReference: true), arm("within", .control, isReference: true),
    arm("across", .control, isReference: true, .doesNotGain),
    arm("self", .control, isReference: true),
  ]

  private static func arm(
    _ word: String, _ kind: Arm.Kind, isReference: Bool = false,
    _ expectation: Arm.Expectation = .staysBelow
  ) -> Arm {
    Arm(
      word, kind, learnsFrom: "what \(word) learns from", meaning: "which is \(word)",
      expectation: isReference ? expectation : .none, isReference: isReference)
  }
}

extension [MetricKindRecord] {
  /// Of the metrics that samples are compared on.
  static let sample = ["accuracy", "auc", "log-loss", "r2", "rmse"].map { metric in
    let isRelative = ["log-loss", "r2", "rmse"].contains(metric)
    return MetricKindRecord(
      metric: metric, title: metric, unit: "", higherIsBetter: metric != "log-loss",
      flatBand: isRelative ? 0.02 : 0.01, bandIsRelative: isRelative)
  }
}
