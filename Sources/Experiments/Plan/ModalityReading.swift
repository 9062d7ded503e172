import Distillation
import Specifications

/// How a network of a plan sees a modality: standardised, or as the token numbers that they are.
///
/// Token numbers are names, not measurements: a network with a vocabulary reads them as they are, whatever
/// `data.standardise` says. A network without one, such as a student that sees both modalities, reads the
/// same modality standardised.
struct ModalityReading: Sendable, Hashable {
  var modality: String
  var asTokens: Bool

  /// All readings of a setting.
  static func all(_ specification: JobSpecification, _ sweep: Sweep) -> [ModalityReading] {
    let networks = [
      (sweep.teachers, specification.teacher.network),
      (sweep.students, specification.student.network),
    ]
    let own = networks.flatMap { modalities, network in
      modalities.map { ModalityReading(modality: $0, asTokens: network.vocabulary != nil) }
    }
    guard specification.distil else { return own }
    // The student that sees both reads both as measurements.
    return own
      + (sweep.teachers + sweep.students).map { ModalityReading(modality: $0, asTokens: false) }
  }
}
