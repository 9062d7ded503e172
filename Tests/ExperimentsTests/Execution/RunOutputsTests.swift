import Datasets
import Glibc
import Plans
import Records
import Tensors
import Testing

@testable import Experiments

/// Read off the outputs that the runs of a job left in the store.
@Suite("The outputs of a run") struct RunOutputsTests {
  private struct Outputs {
    let filled: FilledPlan
    let world: MemoryWorld

    init(_ job: SmallJob) throws {
      world = try MemoryWorld.after(job)
      filled = try FilledPlan(job, world)
    }

    func products(_ arm: String, _ variant: String = "") throws -> Products {
      let digest = try filled.run(arm, variant).products
      return try Products(bytes: try #require(world.objects[digest]))
    }
  }

  private static let student = "weight_decay=0.0001, label_smoothing=0"
  private static let job = SmallJob.untuned.with {
    $0.seeds = 1
    $0.method = "{hinton: {lambda: [0, 1]}}"
  }
  private static let outputs = Result { try Outputs(job) }

  private func probabilities(_ tensor: Tensor) -> [Double] {
    (0..<tensor.rows).flatMap { row -> [Double] in
      let powers = (0..<tensor.columns).map { exp(Double(tensor[row, $0])) }
      return powers.map { $0 / powers.reduce(0, +) }
    }
  }

  private func largestDifference(_ left: [Double], _ right: [Double]) -> Double {
    #expect(left.count == right.count)
    return zip(left, right).map { abs($0 - $1) }.max() ?? .infinity
  }

  @Test("of late fusion are the mean of the teacher's and the student's probabilities")
  func lateFusion() throws {
    let outputs = try Self.outputs.get()
    for part in [RowSet.Name.validation, .test] {
      let teacher = try #require(try outputs.products("teacher")[outputs: part])
      let student = try #require(try outputs.products("student", Self.student)[outputs: part])
      let fused = try #require(try outputs.products("fused", "late fusion")[outputs: part])
      let mean = zip(probabilities(teacher), probabilities(student)).map { ($0 + $1) / 2 }
      #expect(largestDifference(probabilities(fused), mean) < 1e-6)
    }
  }

  @Test("of late fusion are the mean of both outputs where the target is real")
  func realFusion() throws {
    let outputs = try Outputs(Self.job.with { $0.target = "target: {file: values.npy}" })
    let teacher = try #require(try outputs.products("teacher")[outputs: .test])
    let student = try #require(try outputs.products("student", Self.student)[outputs: .test])
    let fused = try #require(try outputs.products("fused", "late fusion")[outputs: .test])
    let mean = zip(teacher.values, student.values).map { Double(($0 + $1) / 2) }
    #expect(largestDifference(fused.values.map(Double.init), mean) < 1e-6)
  }

  @Test("of a teacher are on train rows both of networks that saw them and of such that did not")
  func outOfFold() throws {
    let teacher = try Self.outputs.get().products("teacher")
    let held = try #require(teacher[outputs: .outOfFold])
    let seen = try #require(teacher[outputs: .inSample])
    #expect(held.rows == SmallJob.trainRows && seen.rows == SmallJob.trainRows)
    #expect(held != seen)
    // Whoever has seen a label says it with more confidence than who has not.
    func loss(_ tensor: Tensor) -> Double {
      let said = probabilities(tensor)
      return (0..<tensor.rows).reduce(0) { $0 - log(said[2 * $1 + SmallJob.labels[$1]]) }
    }
    #expect(loss(seen) < loss(held))
  }

  @Test("of students on train rows are kept nowhere: they have seen their labels")
  func students() throws {
    let outputs = try Self.outputs.get()
    for place in outputs.filled.places where place.planned.arm != "teacher" {
      let digest = try #require(place.run?.products)
      let products = try Products(bytes: try #require(outputs.world.objects[digest]))
      #expect(products[outputs: .inSample] == nil)
      #expect(
        (products[outputs: .outOfFold] != nil) == place.planned.variant.hasSuffix("out of fold"))
    }
  }

  @Test("of a student distilled at λ = 0 are those of the student alone, at λ = 1 they are not")
  func pureLabels() throws {
    let outputs = try Self.outputs.get()
    let alone = probabilities(
      try #require(try outputs.products("student", Self.student)[outputs: .test]))
    func distilled(_ lambda: Int) throws -> [Double] {
      let products = try outputs.products("distilled", "lambda=\(lambda), temperature=1")
      return probabilities(try #require(products[outputs: .test]))
    }
    #expect(largestDifference(try distilled(0), alone) < 1e-3)
    #expect(largestDifference(try distilled(1), alone) > 1e-2)
  }

  @Test("are none where the teacher that is read has diverged; whoever does not read it goes on")
  func diverged() throws {
    let world = try MemoryWorld.after(Self.job, whereDiverged: "teacher")
    for place in try FilledPlan(Self.job, world).places where place.planned.arm != "teacher" {
      let run = try #require(place.run)
      let isTaught = ["distilled", "across", "within", "class-mean"].contains(place.planned.arm)
      let isLost = isTaught || place.planned.variant == "late fusion"
      #expect(run.metrics.isEmpty == isLost, "\(place.words)")
      if isTaught {
        #expect(run.status == .diverged)
        #expect(
          run.reason == "its teacher's training diverged, so there is nothing to learn from it")
      }
    }
  }
}
