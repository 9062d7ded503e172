import Distillation
import Randomness
import Tensors
import Testing

@Suite("A teacher's controls") struct TeacherControlTests {
  static let task = LearningTask(
    target: .labels((0..<90).map { $0 % 3 }, classes: 3), train: Array(0..<60),
    validation: Array(60..<90))

  static var logits: Tensor {
    var stream = RandomStream(key: 4)
    return Tensor(
      rows: 60, columns: 3, values: (0..<180).map { _ in Float(stream.normal()) })
  }

  private func rows(_ tensor: Tensor, where chosen: (Int) -> Bool) -> [[Float]] {
    (0..<tensor.rows).filter(chosen).map { row in (0..<3).map { tensor[row, $0] } }
  }

  private func sorted(_ rows: [[Float]]) -> [[Float]] {
    rows.sorted { $0.lexicographicallyPrecedes($1) }
  }

  @Test(
    "draws several permutations a seed where seeds are few, ten in all, and none of what is not drawn"
  )
  func permutations() {
    #expect(
      [1, 2, 3, 4, 5, 9, 10, 40].map(TeacherControl.across.permutations) == [
        10, 5, 4, 3, 2, 2, 1, 1,
      ])
    #expect(TeacherControl.classMean.permutations(seeds: 3) == 1)
    let drawn = (0..<4).map {
      TeacherControl.within.applied(
        to: Self.logits, task: Self.task, temperature: 1, seed: 0, permutation: $0)
    }
    #expect(Set(drawn).count == 4)
    for tensor in drawn {
      for label in 0..<3 {
        #expect(
          sorted(rows(tensor) { $0 % 3 == label }) == sorted(rows(Self.logits) { $0 % 3 == label }))
      }
    }
  }

  @Test("'self' teaches with the outputs it is given, whatever the seed")
  func own() {
    for seed in 0..<2 {
      let outputs = TeacherControl.own.applied(
        to: Self.logits, task: Self.task, temperature: 4, seed: seed)
      #expect(outputs == Self.logits)
    }
    #expect(TeacherControl.own.permutations(seeds: 3) == 1)
  }

  @Test("'across' keeps the rows and breaks their order")
  func across() {
    let shuffled = TeacherControl.across.applied(
      to: Self.logits, task: Self.task, temperature: 1, seed: 0)
    #expect(shuffled != Self.logits)
    #expect(sorted(rows(shuffled) { _ in true }) == sorted(rows(Self.logits) { _ in true }))
  }

  @Test("'within' keeps every class's rows in their class", arguments: 0..<3)
  func within(label: Int) {
    let shuffled = TeacherControl.within.applied(
      to: Self.logits, task: Self.task, temperature: 1, seed: 0)
    #expect(shuffled != Self.logits)
    #expect(
      sorted(rows(shuffled) { $0 % 3 == label })
        == sorted(rows(Self.logits) { $0 % 3 == label }))
  }

  @Test("'class-mean' gives every row the mean soft label of its class, at the temperature asked")
  func classMean() {
    let temperature = 4.0
    let means = TeacherControl.classMean.applied(
      to: Self.logits, task: Self.task, temperature: temperature, seed: 0)
    let soft = Softmax.probabilities(of: Self.logits, temperature: temperature)
    let result = Softmax.probabilities(of: means, temperature: temperature)
    for label in 0..<3 {
      let members = (0..<60).filter { $0 % 3 == label }
      for column in 0..<3 {
        let mean = members.map { soft[$0 * 3 + column] }.reduce(0, +) / Double(members.count)
        for row in members { #expect(abs(result[row * 3 + column] - mean) < 1e-6) }
      }
    }
  }

  @Test("draws another permutation for another seed, and the same for the same")
  func seeds() {
    func shuffled(_ seed: Int) -> Tensor {
      TeacherControl.across.applied(to: Self.logits, task: Self.task, temperature: 1, seed: seed)
    }
    #expect(shuffled(1) == shuffled(1))
    #expect(shuffled(1) != shuffled(2))
  }

  @Test("uses deciles of a real target as its classes")
  func deciles() {
    let values = (0..<60).map { Double($0) }
    let task = LearningTask(target: .values(values), train: Array(0..<60), validation: [])
    let outputs = Tensor(rows: 60, columns: 1, values: values.map { Float($0) })
    let within = TeacherControl.within.applied(to: outputs, task: task, temperature: 1, seed: 0)
    for row in 0..<60 { #expect(Int(within[row, 0]) / 6 == row / 6) }
    let means = TeacherControl.classMean.applied(to: outputs, task: task, temperature: 1, seed: 0)
    for row in 0..<60 { #expect(means[row, 0] == Float(row / 6 * 6) + 2.5) }
  }
}
