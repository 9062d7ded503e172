/// A point of a learning curve, mean over seeds, of a pair's student or selected distilled arm.
public struct CurvePointRecord: Sendable, Hashable, Codable {
  public var ordinal: Int
  public var setting: String
  public var arm: String
  public var teacher: String
  public var student: String
  public var variant: String
  public var seed: Int
  public var epoch: Int
  public var trainLoss: Double?
  public var validationLoss: Double?
  public var validationMetric: Double?

  public init(
    ordinal: Int, setting: String = "", arm: String, teacher: String, student: String,
    variant: String, seed: Int, epoch: Int, trainLoss: Double?, validationLoss: Double?,
    validationMetric: Double?
  ) {
    self.ordinal = ordinal
    self.setting = setting
    self.arm = arm
    self.teacher = teacher
    self.student = student
    self.variant = variant
    self.seed = seed
    self.epoch = epoch
    self.trainLoss = trainLoss
    self.validationLoss = validationLoss
    self.validationMetric = validationMetric
  }
}
