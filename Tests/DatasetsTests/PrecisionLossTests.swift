import Tensors
import Testing

@testable import Datasets

@Suite("A column that Float32 is too coarse for") struct PrecisionLossTests {
  /// Of one column, in Double as a table or a float64 array has it.
  private func losses(
    _ column: [Double], isStandardised: Bool = false
  ) -> [PrecisionLoss] {
    losses(DecimalColumns(rows: column.count, columns: 1, values: column), isStandardised)
  }

  /// As a file of Float32 has it.
  private func roundedLosses(_ column: [Double], isStandardised: Bool = true) -> [PrecisionLoss] {
    losses(
      Tensor(rows: column.count, columns: 1, values: column.map { Float($0) }), isStandardised)
  }

  private func losses(
    _ features: any FeatureSource, _ isStandardised: Bool
  ) -> [PrecisionLoss] {
    PrecisionLoss.columns(
      of: features, sample: ColumnSample(features, used: Array(0..<features.rows)),
      isStandardised: isStandardised)
  }

  /// Deviation 28.9, not whole.
  private let spread = (0..<100).map { Double($0) + 0.25 }

  @Test("is told with its mean, its deviation and the step of Float32 there")
  func numbers() throws {
    let loss = try #require(losses(spread.map { $0 + 1.6e9 }).first)
    #expect(loss.column == 0)
    #expect(abs(loss.mean - (1.6e9 + 49.75)) < 1e-3)
    #expect(abs(loss.standardDeviation - 28.866) < 1e-3)
    // 2³⁰ ≤ 1.6 · 10⁹ < 2³¹: steps of 2^(30 − 23).
    #expect(loss.step == 128)
  }

  @Test("lies so far from zero that a hundred steps are more than its deviation")
  func distance() {
    // Steps of 0.25 from 2²¹ on, of 0.5 from 2²² on; 28.87 is between a hundred of either.
    #expect(losses(spread.map { $0 + 0x1p21 + 0.1 }).isEmpty)
    #expect(losses(spread.map { $0 + 0x1p22 + 0.1 }).count == 1)
    #expect(losses(spread.map { -$0 - 0x1p22 - 0.1 }).count == 1)
    #expect(losses(spread).isEmpty)
  }

  @Test("is none where float64 is centred before it is rounded; of a Float32 file it is too late")
  func centred() {
    let far = spread.map { $0 + 1.6e9 }
    #expect(losses(far, isStandardised: true).isEmpty)
    #expect(roundedLosses(far).count == 1)
    #expect(roundedLosses(far, isStandardised: false).count == 1)
    #expect(roundedLosses(spread).isEmpty)
  }

  @Test("is none of whole numbers that Float32 counts one by one")
  func counts() {
    let counts = (0..<100).map { 10_000_000 + Double($0 % 9) }
    #expect(losses(counts).isEmpty && roundedLosses(counts).isEmpty)
    // From 2²⁴ on Float32 counts in twos.
    let beyond = (0..<100).map { 20_000_000 + Double($0 % 9) }
    #expect(losses(beyond).count == 1 && roundedLosses(beyond).count == 1)
    #expect(losses(beyond.map { 2 * ($0 / 2).rounded(.down) }).isEmpty, "even numbers are kept")
  }

  @Test("is none of a constant, which has nothing to lose")
  func constant() {
    #expect(losses([Double](repeating: 1.6e9 + 1, count: 50)).isEmpty)
    #expect(roundedLosses([Double](repeating: 1.6e9 + 1, count: 50)).isEmpty)
  }

  @Test("is found among others by its number")
  func among() {
    let values = spread.flatMap { x -> [Double] in [x, x + 1.6e9, 3, -x - 8e8] }
    let features = DecimalColumns(rows: 100, columns: 4, values: values)
    #expect(losses(features, false).map(\.column) == [1, 3])
  }
}
