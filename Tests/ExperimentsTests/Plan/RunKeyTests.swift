import Records
import Testing

@testable import Experiments

/// A key names what a run's numbers depend on: that must change it, and nothing else may.
@Suite("A run's key") struct RunKeyTests {
  private static let job = SmallJob.untuned.with { $0.seeds = 1 }
  private static let filled = Result { try FilledPlan(running: job) }

  /// The arm's name; both fusions by what they are.
  private static func arm(_ place: FilledPlan.Place) -> String {
    place.planned.arm == "fused" ? place.planned.variant : place.planned.arm
  }

  struct Edit: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var job: SmallJob
    /// Arms whose keys it leaves alone.
    var keeps: Set<String>

    init(_ words: String, keeps: Set<String> = [], _ editing: (inout SmallJob) -> Void) {
      testDescription = words
      self.keeps = keeps
      job = RunKeyTests.job.with(editing)
    }
  }

  @Test(
    "does not change with what its numbers do not depend on",
    arguments: [
      Edit("name", keeps: everyArm) { $0.name = "another" },
      Edit("priority", keeps: everyArm) { $0.rest = "priority: 7" },
      Edit("rerun", keeps: everyArm) { $0.rest = "rerun: true" },
      Edit("metric", keeps: everyArm) { $0.rest = "metric: log-loss" },
      Edit("estimators", keeps: everyArm) { $0.rest = "information: {estimators: [gaussian]}" },
      Edit("spelled-out defaults", keeps: everyArm) {
        $0.method = "{hinton: {temperature: 1.0, lambda: 0.5}}"
      },
      Edit("a further student", keeps: everyArm) {
        $0.rest = "sweep: {student.modality: [touch, sound]}"
      },
      Edit("a further teacher", keeps: everyArm) {
        $0.rest = "sweep: {teacher.modality: [touch, sight]}"
      },
      // L-BFGS goes to the optimum: it looks at no epoch and at no batch.
      Edit("epochs and batch", keeps: everyArm) { $0.training = "{epochs: 5, batch: 8}" },
      // Of more seeds each draws fewer permutations.
      Edit("a further seed", keeps: everyArm.subtracting(["across", "within"])) { $0.seeds = 2 },
      // Controls repeat the variant that is chosen, whichever that is.
      Edit("a further variant", keeps: labelled.union(["distilled"])) {
        $0.method = "{hinton: {lambda: [0.25, 0.5]}}"
      },
    ])
  func kept(_ edit: Edit) throws {
    let found = Set(try FilledPlan(running: edit.job).places.compactMap { $0.run?.key })
    for place in try Self.filled.get().places where edit.keeps.contains(Self.arm(place)) {
      #expect(found.contains(try #require(place.run?.key)), "\(place.words)")
    }
  }

  @Test(
    "changes for the arms whose numbers change and for those that read them, and for no other",
    arguments: [
      Edit("student's network", keeps: ["teacher"]) {
        $0.student = "{modality: sound, network: {mlp: [3]}, tuning: none}"
      },
      Edit("teacher's network", keeps: ["student", "smoothed", "concatenation", "self"]) {
        $0.teacher = "{modality: sight, network: {mlp: [3]}}"
      },
      // Its own outputs are read out of fold, whatever is read of the teacher.
      Edit("teacher's targets", keeps: labelled.union(["self"])) {
        $0.teacher = "{modality: sight, network: linear, targets: in-sample}"
      },
      Edit("λ", keeps: labelled) { $0.method = "{hinton: {lambda: 0.25}}" },
      Edit("standardisation") { $0.split += "\n  standardise: false" },
      Edit("rows of train") { $0.members["train.npy"] = NumPy.integers(Array(0..<59)) },
    ])
  func changed(_ edit: Edit) throws {
    let old = Set(try Self.filled.get().places.compactMap { $0.run?.key })
    for place in try FilledPlan(running: edit.job).places {
      let key = try #require(place.run?.key)
      #expect(old.contains(key) == edit.keeps.contains(Self.arm(place)), "\(place.words)")
    }
  }

  /// Arms that learn from labels alone.
  private static let labelled: Set = [
    "teacher", "student", "smoothed", "concatenation", "late fusion",
  ]

  private static let everyArm = labelled.union([
    "distilled", "across", "within", "class-mean", "self",
  ])

  @Test("changes with what its own training looks at, and with nothing that other networks look at")
  func training() throws {
    let perceptron = Self.job.with {
      $0.student = "{modality: sound, network: {mlp: [3]}, tuning: none}"
    }
    let old = Set(try FilledPlan(running: perceptron).places.compactMap { $0.run?.key })
    let edited = perceptron.with { $0.training = "{epochs: 4, batch: 8}" }
    for place in try FilledPlan(running: edited).places {
      let key = try #require(place.run?.key)
      #expect(old.contains(key) == (place.planned.arm == "teacher"), "\(place.words)")
    }
  }

  @Test("is another one for every seed, permutation and control")
  func distinct() throws {
    let filled = try FilledPlan(running: SmallJob.untuned)
    let keys = filled.places.compactMap { $0.run?.key }
    // At the job's own decay the one variant is selected: nothing else comes back to a place.
    #expect(keys.count == filled.places.count)
    #expect(Set(keys).count == keys.count)
  }

  @Test("does not change with the worker count, nor does what is stored under it")
  func workers() throws {
    func products(_ workers: Int) throws -> [String: String] {
      try MemoryWorld.after(Self.job, workers: workers).runs
        .reduce(into: [:]) { $0[$1.key] = $1.products }
    }
    let one = try products(1)
    #expect(try products(2) == one)
    #expect(try products(7) == one)
  }
}
