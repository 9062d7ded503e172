/// One configuration of the student without a teacher.
public struct StudentConfiguration: Sendable, Hashable {
  public var weightDecay: Double
  public var labelSmoothing: Double

  public init(weightDecay: Double, labelSmoothing: Double) {
    self.weightDecay = weightDecay
    self.labelSmoothing = labelSmoothing
  }
}

/// The student's own search, so that what tuning alone is worth is not credited to the teacher.
///
/// Weight decay {0, 1e-4, 1e-3, 1e-2} × label smoothing {0, .05, .1, .2}, smoothing varying fastest;
/// the first N, where N is the number of configurations the distilled arm may choose from.
public enum StudentGrid {
  public static let weightDecays: [Double] = [0, 1e-4, 1e-3, 1e-2]
  public static let smoothings: [Double] = [0, 0.05, 0.1, 0.2]

  public static func configurations(_ count: Int) -> [StudentConfiguration] {
    let all = weightDecays.flatMap { decay in
      smoothings.map { StudentConfiguration(weightDecay: decay, labelSmoothing: $0) }
    }
    return Array(all.prefix(max(count, 1)))
  }
}
