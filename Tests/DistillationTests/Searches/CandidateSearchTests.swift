import Plans
import Randomness
import Specifications
import Testing

@testable import Distillation

/// Scores that a search is told as it asks.
private struct Told {
  var scores: [Int: Double] = [:]

  /// - Returns: what the search chose, and everything it asked for.
  static func walk(
    _ search: some CandidateSearch, origin: Computation? = nil, score: (Int) -> Double?
  ) -> (chosen: Int, asked: [[Int]]) {
    var known: [Int: ValidationScore?] = [:]
    var asked: [[Int]] = []
    while asked.count < 50 {
      let step = search.next(scores: { known[$0].map { [$0] } }, origin: origin)
      switch step {
      case .chosen(let number): return (number, asked)
      case .compute(let numbers):
        asked.append(numbers.sorted())
        for number in numbers {
          known[number] = .some(score(number).map { ValidationScore(score: $0, loss: 0) })
        }
      }
    }
    return (-1, asked)
  }
}

@Suite("A student's search among candidates") struct StudentSearchTests {
  static let search = StudentSearch(
    DecayRange(
      TrainingRecipe(
        network: NetworkSpecification(hidden: [8]),
        training: TrainingSpecification(weightDecay: 1e-3), role: .student), tuning: .bracket))

  @Test("begins with the range's start, brackets the best, then smooths there")
  func walk() {
    let configurations = Self.search.configurations
    let (chosen, asked) = Told.walk(Self.search) { number in
      let configuration = configurations[number]
      // Best at a decay of 10, and better still with smoothing.
      return -abs(configuration.weightDecay - 10) + configuration.labelSmoothing
    }
    #expect(
      configurations[chosen] == StudentConfiguration(weightDecay: 10, labelSmoothing: 0.1))
    let first = asked[0].map { configurations[$0].weightDecay }
    #expect(first == Self.search.range.start)
    #expect(asked.last?.map { configurations[$0].labelSmoothing } == [0.1])
  }

  @Test("stays with what it began with where that is best, one decade tried on both sides")
  func bracketed() {
    let configurations = Self.search.configurations
    let (chosen, asked) = Told.walk(Self.search) { number in
      let configuration = configurations[number]
      return -abs(configuration.weightDecay - 0.1) - configuration.labelSmoothing
    }
    #expect(configurations[chosen] == StudentConfiguration(weightDecay: 0.1))
    let tried = Set(asked.joined().map { configurations[$0].weightDecay })
    #expect(tried.isSuperset(of: [0.01, 0.1, 1]))
  }

  @Test("takes the job's own decay where no fit has a score")
  func silent() {
    let (chosen, asked) = Told.walk(Self.search) { _ in nil }
    #expect(Self.search.configurations[chosen] == StudentConfiguration(weightDecay: 1e-3))
    #expect(asked.count == 1)
  }

  @Test("has one candidate where nothing is searched")
  func single() {
    let single = StudentSearch(
      DecayRange(
        TrainingRecipe(
          network: .linear, training: TrainingSpecification(weightDecay: 7), role: .student),
        tuning: .none))
    #expect(single.configurations == [StudentConfiguration(weightDecay: 7)])
    #expect(single.isStart(single.configurations[0]))
  }
}

@Suite("A distilled student's search among candidates") struct DistilledSearchTests {
  private static func origin(_ decay: Double) -> Computation {
    var fit = SmallStudy.fit()
    fit.recipe.weightDecay = decay
    return Computation(fit)
  }

  @Test("begins at the student's decay, which is the cell as it stands, and goes by decades")
  func walk() {
    let search = DistilledSearch(StudentSearchTests.search.range)
    let own = 1.0
    let (chosen, asked) = Told.walk(search, origin: Self.origin(own)) { number in
      let decay = number == 0 ? own : search.decays[number - 1]
      return -abs(decay - 0.01)
    }
    #expect(search.decays[chosen - 1] == 0.01)
    #expect(asked[0] == [0])
    // The student's own decay among the decades is never asked for: the cell has it.
    let at = search.decays.firstIndex(of: own).map { $0 + 1 }
    #expect(at != nil && !asked.joined().contains(at ?? 0))
  }

  @Test("stays with the cell where no fit has a score, or where nothing is searched")
  func silent() {
    let search = DistilledSearch(StudentSearchTests.search.range)
    #expect(Told.walk(search, origin: Self.origin(1)) { _ in nil }.chosen == 0)
    let none = DistilledSearch(
      DecayRange(
        TrainingRecipe(network: .linear, training: TrainingSpecification(), role: .student),
        tuning: .none))
    #expect(none.decays.isEmpty)
    #expect(Told.walk(none, origin: Self.origin(3)) { _ in 0 }.chosen == 0)
  }
}
