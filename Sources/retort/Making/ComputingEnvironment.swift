import Experiments
import Inbox
import Records
import Tensors

/// What numbers are computed with here: part of every run's provenance. Parent and children are the
/// same program and say the same.
enum ComputingEnvironment {
  static func record() -> EnvironmentRecord {
    EnvironmentRecord(
      retortVersion: RetortVersion.number, build: RetortVersion.build(),
      engineVersion: RunIdentity.engineVersion, blasVersion: Numerics.blasVersion,
      blasCore: Numerics.blasCore, kernelLevel: Numerics.kernelLevel, threads: 1,
      processor: Machine.processor)
  }
}
