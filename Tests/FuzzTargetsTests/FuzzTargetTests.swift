import Foundation
import FuzzTargets
import Testing

/// A short repetition of what `Tests/Fuzz` does at length: a crash ends the test run, a broken promise
/// fails its test with the bytes.
@Suite("Bytes from outside") struct FuzzTargetTests {
  @Test("seeds and past findings keep every promise", arguments: FuzzTarget.all)
  func known(target: FuzzTarget) throws {
    let seeds = try Inputs.seeds(of: target)
    #expect(!seeds.isEmpty)
    for input in try seeds + Inputs.findings(of: target) {
      #expect(throws: Never.self, "\(input.name)") { try target.feed(input.bytes) }
    }
  }

  @Test("so do mutations of them, the same ones in every run", arguments: FuzzTarget.all)
  func mutated(target: FuzzTarget) throws {
    let inputs = try (Inputs.seeds(of: target) + Inputs.findings(of: target)).map(\.bytes)
    var mutations = Mutations(seed: 1)
    for _ in 0..<500 {
      let bytes = mutations.mutated(inputs)
      #expect(throws: Never.self, "\(Data(bytes).base64EncodedString())") {
        try target.feed(bytes)
      }
    }
  }

  @Test("every folder of seeds and findings belongs to a target")
  func folders() throws {
    let names = Set(FuzzTarget.all.map(\.name))
    #expect(names.count == FuzzTarget.all.count)
    #expect(try Set(Inputs.targets(in: "Seeds")) == names)
    #expect(try Set(Inputs.targets(in: "Findings")).isSubset(of: names))
  }
}
