import Experiments
import Inbox
import LinearAlgebra
import Records
import Tensors

/// What numbers are computed with: part of every run's provenance. Children compute; their parent, the same
/// program, says of them what they say of themselves.
enum ComputingEnvironment {
  /// - Parameters:
  ///   - build: what ``RetortVersion/build()`` says of this program. It may take a digest of the
  ///     program, so a child is told by its parent.
  ///   - core: whose kernels the library of linear algebra takes: a child asks it, its parent knows what the
  ///     child was started with.
  static func record(
    build: String, core: String = AlgebraLibrary.coreType(kernelLevel: Numerics.kernelLevel)
  ) -> EnvironmentRecord {
    EnvironmentRecord(
      retortVersion: RetortVersion.number, build: build,
      engineVersion: EngineVersion.current, blasVersion: AlgebraLibrary.version,
      blasCore: core, kernelLevel: Numerics.kernelLevel, threads: 1, processor: Machine.processor)
  }

  /// What a child's libraries find in its environment.
  static var ofLibraries: [String] {
    AlgebraLibrary.environment(kernelLevel: Numerics.kernelLevel)
  }

  /// The part that numbers depend on.
  static var numerics: String { record(build: "").numerics }
}
