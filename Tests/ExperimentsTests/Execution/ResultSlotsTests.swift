import Testing

@testable import Experiments

@Suite("Slots for results") struct ResultSlotsTests {
  @Test("are read in their order, in whatever order and by whomever they were filled")
  func order() throws {
    let slots = ResultSlots<Int>(count: 50)
    let shuffled = (0..<50).map { $0 * 7 % 50 }
    try ParallelRuns.perform(shuffled, workers: 3) { slots[$0] = $0 * $0 }
    #expect(slots.values == (0..<50).map { $0 * $0 })
  }

  @Test("tell what nobody filled from everything that was found")
  func empty() {
    let slots = ResultSlots<Int>(count: 3)
    slots[1] = 0
    #expect(slots.values == [nil, 0, nil])
    slots[1] = nil
    #expect(slots[1] == nil && slots.values.count == 3)
  }
}
