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
  public static var blasCore: String {
    // Not the thread policy: setting it wakes OpenBLAS's threads, and who asks may never multiply.
    _ = bestIsChosen
    return ProductCore.current.name
  }

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
  /// The first call decides for the process, as it does of the kernels; every `Arena` makes it.
  public static func useOneThread() { _ = isSingle }

  private static let isSingle: Void = {
    _ = bestIsChosen
    openblas_set_num_threads(1)
  }()

  private static let bestIsChosen: Void = ProductCore.chooseBest()
}
