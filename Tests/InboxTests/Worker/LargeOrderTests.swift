import Digests
import Experiments
import Ledger
import Records
import Testing

@Suite("A worker's order") struct LargeOrderTests {
  @Test("with the most runs it is ever told of fits a frame several times")
  func largest() throws {
    let digest = Digest(of: "run").hex
    let runs = Array(
      repeating: FinishedRun(key: digest, products: digest, status: .finished),
      count: Ledger.mostOffered)
    let order = WorkerOrder(
      jobYAML: "", members: [], objectsDirectory: "", finishedRuns: runs, verdicts: [], workers: 1)
    #expect(try FrameCodec.encode(order).count < FrameCodec.largestFrame / 4)
  }
}
