/// The regularisation of one student: what a search on validation rows chooses.
public struct StudentConfiguration: Sendable, Hashable {
  public var weightDecay: Double
  public var labelSmoothing: Double

  public init(weightDecay: Double, labelSmoothing: Double = 0) {
    self.weightDecay = weightDecay
    self.labelSmoothing = labelSmoothing
  }
}
