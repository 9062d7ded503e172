import CKernels
import COpenBLAS
import Randomness
import Testing

@testable import Tensors

@Suite("Product kernels") struct ProductCoreTests {
  @Test(
    "those of a lesser processor are exchanged for better ones, and no others",
    arguments: [
      ("Haswell", VectorLevel.v4, "SkylakeX"), ("Zen", .v4, "SkylakeX"),
      ("Prescott", .v4, "SkylakeX"), ("Prescott", .v3, "Haswell"),
      ("Sandybridge", .v3, "Haswell"), ("SkylakeX", .v4, nil), ("Cooperlake", .v4, nil),
      ("Haswell", .v3, nil), ("Zen", .v3, nil), ("SkylakeX", .v3, nil), ("Nehalem", .baseline, nil),
      ("neoversen1", .baseline, nil),
    ] as [(String, VectorLevel, String?)])
  func better(core: String, processor: VectorLevel, expected: String?) {
    #expect(ProductCore(core).better(for: processor)?.name == expected)
  }

  @Test("are never lesser than the processor where nobody picked them")
  func chosen() {
    let core = ProductCore(Numerics.blasCore)
    #expect(ProductCore.forced != nil || core.better(for: .ofProcessor) == nil)
  }

  // In a process of its own: here, others may be multiplying.
  @Test("are exchanged before the first product where OpenBLAS has fallen back on lesser ones")
  func exchanged() async {
    await #expect(processExitsWith: .success) {
      guard let better = ProductCore("Prescott").better(for: .ofProcessor),
        retort_use_product_core("Prescott") == 1
      else { return }
      #expect(ProductCore.forced == nil)
      #expect(ProductCore.current.name == "Prescott")
      let slow = product()
      Numerics.useOneThread()
      #expect(ProductCore.current == better)
      #expect(Numerics.blasCore == better.name)
      let fast = product()
      #expect(zip(fast, slow).allSatisfy { abs($0 - $1) < 1e-4 })
      // Other kernels round otherwise.
      #expect(fast != slow)
      // What the library does not have is not taken.
      #expect(retort_use_product_core("Nonesuch") == 0)
      #expect(ProductCore.current == better)
    }
  }

  @Test("reach a speed that can be measured in a moment")
  func speed() {
    let speed = ProductSpeed.measured(for: 0.01)
    #expect(speed.core == Numerics.blasCore)
    #expect(speed.gigaflops > 0.1 && speed.gigaflops < 10_000)
  }
}

/// Of two matrices of 64×64 uneven numbers. Not by way of an arena, whose first has the kernels chosen.
private func product() -> [Float] {
  var stream = RandomStream(key: 5)
  let left = (0..<64 * 64).map { _ in Float(stream.normal()) }
  let right = (0..<64 * 64).map { _ in Float(stream.normal()) }
  var product = [Float](repeating: 0, count: 64 * 64)
  cblas_sgemm(
    CblasRowMajor, CblasNoTrans, CblasNoTrans, 64, 64, 64, 1, left, 64, right, 64, 0, &product, 64)
  return product
}
