import Distillation
import Records

/// The arms of jobs whose rows have classes.
extension Arm {
  static let smoothed = Arm.smoothed(true)
  static let within = Arm.within(true)
  static let classMean = Arm.classMean(true)
}
