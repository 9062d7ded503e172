import Testing

@testable import Reports

@Suite("An axis") struct AxisTests {
  @Test(
    "steps by 1, 2 or 5 times a power of ten, with the decimals its labels need",
    arguments: [
      ([0, 1], ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]),
      ([0.5, 7], ["0", "2", "4", "6", "8"]),
      ([0.001, 0.03], ["0.00", "0.01", "0.02", "0.03"]),
      ([-250, 900], ["−500", "0", "500", "1000"]),
      ([10, 20], ["10", "12", "14", "16", "18", "20"]),
    ] as [([Double], [String])])
  func ticks(_ values: [Double], _ labels: [String]) {
    let axis = Axis(covering: values, from: 0, to: 100, ticks: 5)
    #expect(axis.ticks.map { axis.label($0) } == labels)
  }

  @Test("holds all its numbers between its ends, and no label stands for two ticks")
  func covers() {
    for power in -9...9 {
      for (low, high) in [(-0.37, 0.21), (1.01, 1.02), (-8, -3), (0, 0.999)] {
        var scale = 1.0
        for _ in 0..<abs(power) { scale *= power < 0 ? 0.1 : 10 }
        let axis = Axis(covering: [low * scale, high * scale], from: 20, to: 320, ticks: 6)
        for value in [low * scale, high * scale] {
          #expect((20...320).contains(axis.pixel(value)))
        }
        #expect(Set(axis.ticks.map { axis.label($0) }).count == axis.ticks.count)
        #expect(axis.ticks.count >= 3 && axis.ticks.count <= 8)
      }
    }
  }

  @Test(
    "is straight: half-way between two numbers lies half-way between their pixels, also upright")
  func straight() {
    let upright = Axis(covering: [-1, 3], from: 300, to: 100, ticks: 4)
    #expect(upright.pixel(3) < upright.pixel(-1))
    #expect(abs(upright.pixel(1) - (upright.pixel(3) + upright.pixel(-1)) / 2) < 1e-9)
  }

  @Test("of shares is the unit interval, whatever was seen, by quarters")
  func unit() {
    let axis = Axis.unit(from: 0, to: 200)
    #expect(axis.ticks.map { axis.label($0) } == ["0.00", "0.25", "0.50", "0.75", "1.00"])
    #expect(axis.pixel(0.5) == 100)
  }
}
