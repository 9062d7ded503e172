import CKernels

/// What the numbers of this process depend on besides the code: part of every run's provenance.
public enum Numerics {
  /// The vector instructions of the kernels: `x86-64-v4`, `x86-64-v3` or `baseline`; the name of the
  /// architecture where there is one kernel set only.
  ///
  /// The first two give the same bits. The baseline has no fused multiply-add and rounds more often.
  public static var kernelLevel: String {
    #if arch(x86_64)
      switch retort_kernel_level() {
      case retort_level_v4: "x86-64-v4"
      case retort_level_v3: "x86-64-v3"
      default: "baseline"
      }
    #elseif arch(arm64)
      "arm64"
    #else
      "other"
    #endif
  }
}
