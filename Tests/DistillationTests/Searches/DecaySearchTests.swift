import Randomness
import Specifications
import Testing

@testable import Distillation

@Suite("The search for a weight decay") struct DecaySearchTests {
  private static let adamw = OptimizerSpecification.adamw(
    rate: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-8)

  private func range(
    own: Double = 1e-4, optimizer: OptimizerSpecification? = nil, tuning: StudentTuning = .bracket
  ) -> DecayRange {
    DecayRange(
      TrainingRecipe(
        network: optimizer == nil ? .linear : NetworkSpecification(hidden: [8]),
        training: TrainingSpecification(optimizer: optimizer, weightDecay: own), role: .student),
      tuning: tuning)
  }

  /// Everything tried where `best` is what validation prefers among what was tried.
  private func tried(
    _ search: DecaySearch, preferring optimum: Double
  ) -> (decays: [Double], search: DecaySearch) {
    var search = search
    func distance(_ decay: Double) -> Double { abs(decay - optimum) / max(decay, optimum) }
    while true {
      let best = search.tried.min { distance($0) < distance($1) }
      if search.next(best: best).isEmpty { return (search.tried, search) }
    }
  }

  @Test("begins with the job's own decay and the usual decades of its optimizer")
  func start() {
    #expect(range().start == [1e-4, 1e-3, 1e-2, 1e-1])
    #expect(range(own: 0.3).start == [1e-3, 1e-2, 1e-1, 0.3])
    #expect(range(optimizer: Self.adamw).start == [1e-4, 1e-1, 1])
  }

  @Test("ends inside, with both half decades beside the best, where the best lies inside the start")
  func inside() {
    let found = tried(.student(range()), preferring: 1e-2)
    #expect(found.decays == [1e-4, 1e-3, 3e-3, 1e-2, 3e-2, 1e-1])
    #expect(found.search.place(of: 1e-2) == "inside")
  }

  @Test("goes on by decades while the best is at an end, up to the end of the range")
  func extended() {
    #expect(tried(.student(range()), preferring: 0.9).decays.contains(1))
    let up = tried(.student(range()), preferring: 1e6)
    #expect(up.decays == [1e-4, 1e-3, 1e-2, 1e-1, 1, 3, 10])
    #expect(up.search.place(of: 10) == "at the upper end")
    let down = tried(.student(range()), preferring: 1e-9)
    #expect(down.decays.first == 1e-5)
    #expect(down.search.place(of: 1e-5) == "at the lower end")
  }

  @Test(
    "leaves no gap beside the best, so that the distilled arm finds nothing there the student missed"
  )
  func gaps() {
    let range = range(optimizer: Self.adamw)
    #expect(range.start == [1e-4, 1e-1, 1])
    #expect(tried(.student(range), preferring: 2e-2).decays == [1e-4, 1e-3, 1e-2, 1e-1, 1])
    #expect(tried(.student(range), preferring: 1e-4).decays == [1e-4, 1e-3, 1e-1, 1])
    for own in [0, 1e-5, 1e-4, 3e-3, 10, 400] {
      for optimum in [1e-9, 1e-4, 1e-3, 2e-2, 0.5, 30] {
        let range = self.range(own: own, optimizer: Self.adamw)
        let found = tried(.student(range), preferring: optimum).search
        let best = found.tried.min {
          abs($0 - optimum) / max($0, optimum) < abs($1 - optimum) / max($1, optimum)
        }
        guard let best, best > 0 else { continue }
        for up in [false, true] {
          guard let next = range.decade(beside: best, up: up) else { continue }
          #expect(found.tried.contains { up ? $0 > best && $0 <= next : $0 < best && $0 >= next })
        }
      }
    }
  }

  @Test("of AdamW reaches its optimum without half decades")
  func decoupled() {
    let found = tried(.student(range(optimizer: Self.adamw)), preferring: 5)
    #expect(found.decays == [1e-4, 1e-1, 1, 10])
    #expect(
      tried(.student(range(optimizer: Self.adamw, tuning: .fine)), preferring: 1).decays.contains(3)
    )
  }

  @Test("of a distilled arm begins at the student's decay and looks at both neighbours")
  func distilled() {
    #expect(tried(.distilled(range(), from: 3e-3), preferring: 3e-3).decays == [3e-4, 3e-3, 3e-2])
    #expect(
      tried(.distilled(range(), from: 1e-2), preferring: 9).decays == [1e-3, 1e-2, 1e-1, 1, 10])
    #expect(tried(.distilled(range(), from: 0), preferring: 0).decays == [0, 1e-5])
  }

  @Test("is no search where the job wants none, or where no fit finished")
  func none() {
    let single = tried(.student(range(own: 0.3, tuning: .none)), preferring: 10)
    #expect(single.decays == [0.3])
    #expect(single.search.place(of: 0.3) == "not searched")
    var search = DecaySearch.student(range())
    #expect(search.next(best: nil).isEmpty)
  }

  @Test("writes decays as a person would, to the bit")
  func decimals() {
    #expect(DecayRange.scaled(1e-4, by: 0.3) == 3e-5)
    #expect(DecayRange.scaled(3e-5, by: 10) == 3e-4)
    #expect(DecayRange.scaled(0.7, by: 0.1) == 0.07)
  }

  @Test(
    "asks for nothing that was not planned, and for no more than was counted",
    arguments: [0, 1e-6, 1e-4, 2e-3, 0.3, 10, 400], StudentTuning.allCases)
  func planned(own: Double, tuning: StudentTuning) {
    for optimizer in [nil, Self.adamw, .sgd(rate: 0.1, momentum: 0)] {
      let range = range(own: own, optimizer: optimizer, tuning: tuning)
      let reachable = Set(range.reachable)
      for optimum in [0, 1e-9, 1e-5, 1e-3, 2e-2, 1, 30, 1e9] {
        let student = tried(.student(range), preferring: optimum).decays
        #expect(reachable.isSuperset(of: student))
        #expect(student.count + range.smoothings.count <= range.mostConfigurations)
        let planned = Set(range.decades(from: range.reachable))
        for decay in student {
          let further = tried(.distilled(range, from: decay), preferring: optimum).decays
          #expect(planned.isSuperset(of: further))
          #expect(further.count - 1 <= range.mostNeighbours)
        }
      }
    }
  }
}
