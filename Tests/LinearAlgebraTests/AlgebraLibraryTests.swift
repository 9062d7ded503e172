import LinearAlgebra
import Testing

@Suite("The library of linear algebra") struct AlgebraLibraryTests {
  @Test("says its name, version and core")
  func named() {
    #expect(AlgebraLibrary.version.hasPrefix("OpenBLAS "))
    #expect(AlgebraLibrary.version.split(separator: " ").count == 2)
    #expect(!AlgebraLibrary.core.isEmpty)
  }

  @Test(
    "is started for one kind of processor wherever the kernels fuse, and never with more than one thread"
  )
  func started() {
    let fused = AlgebraLibrary.environment(kernelLevel: "x86-64-v3")
    #expect(fused == AlgebraLibrary.environment(kernelLevel: "x86-64-v4"))
    #expect(fused == ["OPENBLAS_CORETYPE=Haswell", "OPENBLAS_NUM_THREADS=1"])
    #expect(AlgebraLibrary.coreType(kernelLevel: "baseline") == "Prescott")
  }

  @Test("errors say what to do")
  func errors() {
    let errors: [(LinearAlgebraError, where: String, remedy: String)] = [
      (.notFinite(row: 1, column: 2), "row 1, column 2", "look at the data"),
      (.notPositiveDefinite(leading: 3), "first 3 rows", "add a ridge"),
      (.didNotConverge("a decomposition"), "a decomposition", "scale the columns"),
    ]
    for (error, place, remedy) in errors {
      #expect("\(error)".contains(place) && "\(error)".contains(remedy))
    }
  }
}
