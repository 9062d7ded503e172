import Experiments
import Inbox
import Records
import Tensors

/// What numbers are computed with here: part of every run's provenance. Parent and children are the
/// same program and say the same.
enum ComputingEnvironment {
  /// - Parameter build: what ``RetortVersion/build()`` says of this program. It may take a digest of the
  ///   program, so a child is told by its parent.
  static func record(build: String) -> EnvironmentRecord {
    EnvironmentRecord(
      retortVersion: RetortVersion.number, build: build,
      engineVersion: RunIdentity.engineVersion, blasVersion: Numerics.blasVersion,
      blasCore: Numerics.blasCore, kernelLevel: Numerics.kernelLevel, threads: 1,
      processor: Machine.processor)
  }

  /// The part that numbers depend on.
  static var numerics: String { record(build: "").numerics }
}
