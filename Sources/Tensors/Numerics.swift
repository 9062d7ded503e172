import CKernels
import COpenBLAS

/// What the numbers of this process depend on besides the code: part of every run's provenance.
public enum Numerics {
  /// `OpenBLAS 0.3.21`, without the build options.
  public static var blasVersion: String {
    let configuration = String(cString: openblas_get_config())
    return configuration.split(separator: " ").prefix(2).joined(separator: " ")
  }

  /// The processor family whose kernels OpenBLAS chose: `Haswell`, `SkylakeX`, …
  public static var blasCore: String { String(cString: openblas_get_corename()) }

  /// The clone of the element-wise kernels: `x86-64-v4`, `x86-64-v3` or `baseline`.
  public static var kernelLevel: String {
    switch retort_kernel_level() {
    case retort_level_v4: "x86-64-v4"
    case retort_level_v3: "x86-64-v3"
    default: "baseline"
    }
  }

  /// Runs are spread over cores, one core each; a product is never split, so its bits are its own.
  ///
  /// The first call decides for the process; every `Arena` makes it.
  public static func useOneThread() { _ = once }

  private static let once: Void = openblas_set_num_threads(1)
}
