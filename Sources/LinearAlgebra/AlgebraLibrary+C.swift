import COpenBLAS

/// The library this process computes decompositions with: part of a run's provenance.
public enum AlgebraLibrary {
  /// `OpenBLAS 0.3.21`.
  public static var version: String {
    String(cString: openblas_get_config()).split(separator: " ").prefix(2).joined(separator: " ")
  }

  /// The kind of processor whose kernels it took when it was loaded, as `Haswell`.
  public static var core: String { String(cString: openblas_get_corename()) }

  public static var threads: Int { Int(openblas_get_num_threads()) }

  /// The core type a process that computes is started with, or its bits would follow the machine: left alone,
  /// the library takes AVX-512 kernels on one machine, and on another, which it does not know, those of a
  /// processor without AVX.
  ///
  /// - Parameter kernelLevel: as `Numerics.kernelLevel` says it.
  public static func coreType(kernelLevel: String) -> String {
    switch kernelLevel {
    case "x86-64-v4", "x86-64-v3": "Haswell"
    case "arm64": "armv8"
    default: "Prescott"
    }
  }

  /// What such a process finds in its environment. The library reads both before `main`.
  public static func environment(kernelLevel: String) -> [String] {
    ["OPENBLAS_CORETYPE=\(coreType(kernelLevel: kernelLevel))", "OPENBLAS_NUM_THREADS=1"]
  }
}
