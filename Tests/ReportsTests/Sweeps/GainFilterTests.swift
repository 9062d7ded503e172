import Records
import Testing

@testable import Reports

@Suite("A filter of comparisons") struct GainFilterTests {
  private let gains = SampleSweep.comparisons()

  @Test("keeps what holds for all that is given")
  func all() throws {
    #expect(try GainFilter(teacher: "pixels").matching(gains).count == 16)
    let chosen = GainFilter(teacher: "pixels", metric: "accuracy", isSelected: true)
    #expect(try chosen.matching(gains).map(\.student) == ["fourier", "zernike"])
    let swept = GainFilter(
      conditions: [.init(key: "method.lambda", value: "1"), .init(key: "temperature", value: "4")])
    #expect(try swept.matching(gains).allSatisfy { $0.variant == "lambda=1, temperature=4" })
    #expect(GainFilter().isEmpty && !chosen.isEmpty)
  }

  @Test("that nothing has an outcome is an answer; a name nobody has is an error")
  func unknown() throws {
    #expect(try GainFilter(outcome: "helps").matching(gains).isEmpty)
    #expect(try GainFilter(outcome: "unclear").matching(gains).count == gains.count)
    #expect {
      try GainFilter(metric: "auc").matching(gains)
    } throws: { "\($0)".hasSuffix("values of metric: accuracy, log-loss") }
    #expect {
      try GainFilter(conditions: [.init(key: "epochs", value: "3")]).matching(gains)
    } throws: { "\($0)".contains("'epochs' is no key of this job") }
  }
}
