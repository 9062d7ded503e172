import Testing

@testable import Datasets

@Suite("A file of features for a saved student") struct FeatureFileTests {
  @Test("holds numbers: text is refused before a row is asked for", arguments: ["<U3", "|S12"])
  func text(_ type: String) {
    let text = ArrayBytes.file(
      header: ArrayBytes.header(type, shape: [1]), data: [UInt8](repeating: 0x61, count: 12))
    let problem = #expect(throws: DatasetProblem.self) {
      try FeatureFile(MappedFile(text), name: "x.npy")
    }
    #expect(problem?.kind == .elementType)
    #expect(problem?.found == "text as features")
  }
}
