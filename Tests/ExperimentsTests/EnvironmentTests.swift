import Records
import Tensors
import Testing

@testable import Experiments

@Suite("The record of what computed") struct EnvironmentTests {
  @Test(
    "knows as the engine does which kernels leave vectors unused",
    arguments: [
      "SkylakeX", "Cooperlake", "SapphireRapids", "Haswell", "Zen", "Excavator", "Sandybridge",
      "Nehalem", "Prescott",
    ], [VectorLevel.baseline, .v3, .v4])
  func unusedVectors(core: String, level: VectorLevel) {
    let record = EnvironmentRecord(
      retortVersion: "0", build: "test", engineVersion: 1, blasVersion: "OpenBLAS", blasCore: core,
      kernelLevel: level.rawValue, threads: 1, processor: "test")
    #expect(record.leavesVectorsUnused == (ProductCore(core).better(for: level) != nil))
  }
}
