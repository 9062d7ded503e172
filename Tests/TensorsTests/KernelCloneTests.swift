import CKernels
import Foundation
import KernelClones
import Testing

/// Run keys hold `fma` for AVX2 and for AVX-512 alike, so that runs are reused between such machines: all
/// that is compiled for both must give the same bits. Products have levels of their own; see
/// `ProductTests`.
@Suite("Clones of kernels", .serialized) struct KernelCloneTests {
  static let kernels = 0..<retort_clone_count()
  static let canCompare = retort_kernel_level() == retort_level_v4 && !kernels.isEmpty

  /// Rows and columns: one, less than a vector of either width, as much, more, with and without a rest.
  static let shapes = [(1, 1), (3, 7), (5, 16), (9, 33), (13, 64), (4, 130), (12, 48)]

  private func name(_ kernel: Int) -> String { String(cString: retort_clone_name(kernel)) }

  @Test(
    "give the same bits for AVX2 and AVX-512",
    .enabled(if: canCompare, "this processor does not run both"))
  func sameBits() {
    for kernel in Self.kernels {
      for (rows, columns) in Self.shapes {
        for variant in 0..<Int32(4) {
          let found = retort_clone_differences(
            kernel, retort_clone_v3, retort_clone_v4, rows, columns, variant)
          #expect(found == 0, "\(name(kernel)) of \(rows)×\(columns), variant \(variant)")
        }
      }
    }
  }

  @Test(
    "are indeed others: without fused multiply-add many a last bit is another one",
    .enabled(if: canCompare, "this processor does not run both"))
  func others() {
    let differing = Self.kernels.filter {
      retort_clone_differences($0, retort_clone_baseline, retort_clone_v4, 13, 64, 0) > 0
    }
    #expect(differing.count > 20)
  }

  @Test("are all compared, by calls that write something")
  func complete() throws {
    guard !Self.kernels.isEmpty else { return }
    for kernel in Self.kernels {
      #expect(retort_clone_changes(kernel, 9, 33, 0) > 0, "\(name(kernel))")
    }
    let folder = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Sources/CKernels")
    var names: Set<String> = []
    for file in try FileManager.default.contentsOfDirectory(atPath: folder.path)
    where file.hasSuffix(".c") {
      let source = try String(
        contentsOf: folder.appendingPathComponent(file), encoding: .utf8)
      names.formUnion(
        source.matches(of: /RETORT_KERNEL [a-z]+ (retort_\w+)\(/).map { String($0.output.1) })
    }
    #expect(Set(Self.kernels.map(name)) == names)
  }
}
