import Information
import LinearAlgebra
import Plans
import Randomness
import Tensors

/// A learner's outputs on the rows a verdict may use: train rows out of fold, then validation rows
/// from the network trained on all of train. Never a test row: the outcome is measured there.
public struct HeldOutOutputs: Sendable {
  public let outputs: Tensor

  /// - Parameters:
  ///   - train: `[train rows, outputs]`, out of fold.
  ///   - validation: `[validation rows, outputs]`; `nil` without validation rows.
  public init(train: Tensor, validation: Tensor?) {
    guard let validation else {
      outputs = train
      return
    }
    outputs = Tensor(
      rows: train.rows + validation.rows, columns: train.columns,
      values: train.values + validation.values)
  }
}

extension LearningTask {
  /// One seed's evidence for the criterion I(T;S) > I(S;Y).
  ///
  /// - Parameter reservation: what forbids a verdict on this pair whatever the estimates say.
  /// - Throws: `InformationError` where rows, their groups or outputs do not allow an estimate.
  public func complementarity(
    teacher: HeldOutOutputs, student: HeldOutOutputs, seed: Int,
    reservation: VerdictReservation? = nil
  ) throws -> ComplementarityEstimate {
    let rows = train + validation
    let target: ComplementarityInput.Target =
      switch self.target {
      case .labels(let labels, let classes): .labels(rows.map { labels[$0] }, classes: classes)
      case .values(let values): .values(rows.map { values[$0] })
      }
    func matrix(_ held: HeldOutOutputs) -> Matrix {
      Matrix(rows: rows.count, columns: held.outputs.columns, floats: held.outputs.values)
    }
    /// The network a row's outputs come from: one a fold, and one more for validation rows.
    func networks(_ role: Role) throws -> [Int] {
      try CrossFitting.folds(of: self, role: role, seed: seed)
        + [Int](repeating: CrossFitting.folds, count: validation.count)
    }
    let input = ComplementarityInput(
      teacher: matrix(teacher), student: matrix(student), target: target,
      teacherNetworks: try networks(.teacher), studentNetworks: try networks(.student),
      groups: groups.map { groups in rows.map { groups[$0] } }, reservation: reservation)
    return try ComplementarityProtocol().estimate(
      input, stream: RandomStream(seed: seed, role: .design, purpose: .noise))
  }
}
