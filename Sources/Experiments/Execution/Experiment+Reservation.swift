import Datasets
import Distillation
import Information
import Specifications

extension Experiment {
  /// Why a pair gets no verdict whatever its estimates say: teacher and student are the same measurements,
  /// so that they share the noise of one input.
  func verdictReservation(_ pair: Pair) -> VerdictReservation? {
    dataset.card.areTheSame(pair.teacher, pair.student) ? .sameModality : nil
  }
}
