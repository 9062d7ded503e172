import Plans
import Specifications
import Tensors

extension TeacherTargets {
  /// Where what a teacher says of rows with a label stands.
  var rows: RowSet.Name { self == .crossFitted ? .outOfFold : .inSample }
}

extension Products {
  /// What a teacher says of the rows that students learn from, those with a label first.
  ///
  /// - Parameter unlabelled: whether rows without a label are among them; what it says of those comes from the fit on
  ///   all rows that have one.
  /// - Throws: where it says nothing.
  func taught(_ targets: TeacherTargets, unlabelled: Bool) throws(StageFailure) -> Tensor {
    guard let outputs = self[outputs: targets.rows] else { throw .inputDiverged(.teacher) }
    guard unlabelled else { return outputs }
    guard let others = self[outputs: .unlabelled] else { throw .inputDiverged(.teacher) }
    return outputs.appending(others)
  }
}
