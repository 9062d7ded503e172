import Bundles
import Datasets
import Foundation
import Records
import Testing

@testable import Experiments

/// The exact negative control on real data: permuting the teacher's rows inside classes makes teacher
/// and student independent given the label, so Δ cannot be above 0 in truth.
@Suite("The pairs of Examples/mfeat") struct ExampleVerdictTests {
  @Test("have no positive Δ once the teacher is permuted inside the classes")
  func within() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../Examples/mfeat").standardizedFileURL.path
    let directory = DirectoryMembers(try BundleDirectory(path: folder))
    var members: [String: [UInt8]] = [:]
    for name in directory.names { members[name] = try directory.bytes(name) }
    // Two seeds and one variant: the verdict does not look at variants.
    let yaml = String(decoding: members["job.yaml"] ?? [], as: UTF8.self)
      .replacing("seeds: 10 ", with: "seeds: 2 ")
      .replacing("method.lambda: [0.25, 0.5, 0.75, 1]", with: "method.lambda: [0.5]")
      .replacing("method.temperature: [1, 4]", with: "method.temperature: [1]")
    let world = MemoryWorld()
    try world.run(yaml, members: members, workers: 2)
    #expect(world.seal?.comparisons.first?.seeds == 2)
    #expect(world.verdicts.count == 4)
    for verdict in world.verdicts {
      let within = try #require(verdict.deltaWithin)
      #expect(within <= 0, "\(verdict.teacher) → \(verdict.student): \(within)")
    }
  }
}
