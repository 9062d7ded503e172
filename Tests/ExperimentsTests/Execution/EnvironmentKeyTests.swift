import Records
import Testing

@testable import Experiments

@Suite("What a run's numbers depend on besides itself") struct EnvironmentKeyTests {
  private func environment(
    _ level: String, engine: Int = EngineVersion.current, core: String = "Haswell",
    threads: Int = 1, processor: String = "one"
  ) -> EnvironmentRecord {
    EnvironmentRecord(
      retortVersion: "0", build: processor, engineVersion: engine, blasVersion: "OpenBLAS 0.3.21",
      blasCore: core, kernelLevel: level, threads: threads, processor: processor)
  }

  @Test("numerics are the same where kernels give the same bits, whatever the machine")
  func numerics() {
    #expect(environment("x86-64-v3").numerics == "fma")
    #expect(environment("x86-64-v4", processor: "two").numerics == "fma")
    #expect(environment("baseline").numerics == "baseline")
    #expect(environment("arm64").numerics == "arm64")
  }

  @Test("numerics of the first engine name the library that multiplied")
  func library() {
    let old = environment("x86-64-v4", engine: 1, core: "SkylakeX")
    #expect(old.numerics == "OpenBLAS 0.3.21, SkylakeX, x86-64-v4")
  }

  @Test("is another one with other numerics or threads, and the same at a level with the same bits")
  func key() throws {
    func keys(_ environment: EnvironmentRecord) throws -> Set<String> {
      let world = MemoryWorld(environment: environment)
      try world.run(JobExecutionTests.job.yaml, members: JobExecutionTests.job.members)
      return Set(world.runs.map(\.key))
    }
    let known = try keys(environment("x86-64-v3"))
    #expect(known.count > 1)
    #expect(try keys(environment("x86-64-v4", processor: "two")) == known)
    // No run decomposes a matrix: the library's kernels are no part of its key.
    #expect(try keys(environment("x86-64-v3", core: "SkylakeX")) == known)
    #expect(try keys(environment("baseline")).isDisjoint(with: known))
    #expect(try keys(environment("x86-64-v3", threads: 2)).isDisjoint(with: known))
  }
}
