import Networks
import Testing

/// Values by PyTorch stand in `ParityTests`; here is what a reader expects of each shape.
@Suite("Schedule") struct ScheduleTests {
  private func factors(_ schedule: Schedule, of steps: Int, warmup: Int = 0) -> [Double] {
    (0..<steps).map { schedule.factor(at: $0, of: steps, epochSteps: 10, warmup: warmup) }
  }

  @Test("constant is exactly 1, so that a fit without a schedule keeps its bits")
  func constant() {
    #expect(factors(.constant, of: 100).allSatisfy { $0 == 1 })
  }

  @Test("steps fall between epochs")
  func step() {
    let factors = factors(.step(every: 2, factor: 0.5), of: 60)
    #expect(factors[0..<20].allSatisfy { $0 == 1 })
    #expect(factors[20..<40].allSatisfy { $0 == 0.5 })
    #expect(factors[40..<60].allSatisfy { $0 == 0.25 })
  }

  @Test("cosine falls from 1, passes a half in the middle and would be 0 one step later")
  func cosine() {
    let factors = factors(.cosine, of: 100)
    #expect(factors[0] == 1)
    #expect(abs(factors[50] - 0.5) < 1e-12)
    #expect(factors[99] > 0 && factors[99] < 3e-4)
    #expect(zip(factors, factors.dropFirst()).allSatisfy { $0 > $1 })
  }

  @Test("one cycle rises to 1 at its share of the steps and ends far below where it began")
  func oneCycle() {
    let factors = factors(.oneCycle(rise: 0.3), of: 100)
    #expect(abs(factors[0] - 1.0 / 25) < 1e-15)
    #expect(factors[29] == 1)
    #expect(abs(factors[99] - 1.0 / 250_000) < 1e-15)
    #expect(factors.max() == 1)
  }

  @Test("warm-up rises in a straight line and the schedule begins behind it")
  func warmup() {
    let warm = factors(.cosine, of: 100, warmup: 2)
    for step in 0..<20 { #expect(abs(warm[step] - Double(step + 1) / 20) < 1e-15) }
    #expect(Array(warm[20...]) == factors(.cosine, of: 80))
  }

  @Test(
    "stays between 0 and 1 for fits of any length, warm-up as long as the fit included",
    arguments: [
      Schedule.constant, .step(every: 1, factor: 0.1), .cosine, .oneCycle(rise: 0.3),
      .oneCycle(rise: 0), .oneCycle(rise: 1),
    ])
  func anyLength(_ schedule: Schedule) {
    for steps in 1...12 {
      for warmup in 0...2 {
        for step in 0..<steps {
          let factor = schedule.factor(at: step, of: steps, epochSteps: 4, warmup: warmup)
          #expect(factor >= 0 && factor <= 1)
        }
      }
    }
  }
}
