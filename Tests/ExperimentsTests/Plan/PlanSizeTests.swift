import Testing

@testable import Experiments

@Suite("The size of a plan") struct PlanSizeTests {
  /// What a job has of each kind, by hand from docs/evidence.md.
  struct Count: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var job: SmallJob
    var teachers = 1
    var students = 1
    var pairs = 1
    var variants = 1
    /// Of one student: 9 at most with L-BFGS, 6 with AdamW, 1 without a search.
    var configurations = 9
    /// Decades of L-BFGS from 1e-5 to 10, of AdamW from 1e-4 to 10; all but the student's own.
    var neighbours = 6
    /// `across` and `within` ten times in all, `class-mean` and `self` once a seed.
    var controls = 2 * 5 + 2
    var seeds = 2

    /// Folds and the smoothed control of every student; both fusions of every pair.
    var runs: Int {
      let students = students * (configurations + 2)
      return seeds * (teachers + students + pairs * (2 + variants + neighbours + controls))
    }
  }

  static let counts = [
    Count(testDescription: "one pair, one variant", job: SmallJob()),
    Count(
      testDescription: "λ = 1 beside another λ has controls of its own",
      job: SmallJob(method: "{hinton: {lambda: [0.5, 1]}}"), variants: 2, controls: 2 * 12),
    Count(
      testDescription: "λ = 1 alone has them once",
      job: SmallJob(method: "{hinton: {lambda: 1, temperature: [1, 2]}}"), variants: 2),
    Count(
      testDescription: "λ without λ = 1 has them once",
      job: SmallJob(method: "{hinton: {lambda: [0.25, 0.5]}}"), variants: 2),
    Count(
      testDescription: "AdamW has a shorter range and no half decades",
      job: SmallJob(student: "{modality: sound, network: {mlp: [3]}}"), configurations: 6,
      neighbours: 5),
    Count(
      testDescription: "fine tuning has three smoothings",
      job: SmallJob(student: "{modality: sound, network: linear, tuning: fine}"),
      configurations: 11),
    Count(
      testDescription: "no tuning has one configuration of every arm", job: SmallJob.untuned,
      configurations: 1, neighbours: 0),
    Count(
      testDescription: "without validation rows nothing is searched",
      job: SmallJob(split: "{train: train.npy, validation: none, test: test.npy}"),
      configurations: 1, neighbours: 0),
    Count(
      testDescription: "two teachers of one student share it",
      job: SmallJob(rest: "sweep: {teacher.modality: [sight, touch]}"), teachers: 2, pairs: 2),
    Count(
      testDescription: "two students of one teacher share it",
      job: SmallJob(rest: "sweep: {student.modality: [sound, touch]}"), students: 2, pairs: 2),
    Count(
      testDescription: "five seeds draw two permutations each",
      job: SmallJob(seeds: 5), controls: 2 * 2 + 2, seeds: 5),
  ]

  @Test("is what the arms of its pairs come to", arguments: counts)
  func runs(_ count: Count) throws {
    let size = try #require(try count.job.checked().design.experiments.first).size
    #expect(size.runs == count.runs)
    #expect([size.pairs, size.variants, size.seeds] == [count.pairs, count.variants, count.seeds])
  }

  @Test(
    "counts what a method adds: embeddings of every teacher and student",
    arguments: ["hinton", "fitnets", "{fitnets: {weight: [0, 1]}}", "distilbert"])
  func methods(method: String) throws {
    let job = SmallJob.untuned.with {
      $0.method = method
      $0.student = "{modality: sound, network: {mlp: [4]}, tuning: none}"
      $0.rest = "sweep: {teacher.modality: [sight, touch]}"
    }
    // Without a search every place is filled.
    let design = try job.checked().design
    #expect(design.first.size.runs == design.runs.count)
  }

  @Test("is teachers, students and their folds alone where nothing is distilled")
  func verdicts() throws {
    let job = SmallJob(rest: "distil: false")
    #expect(try job.checked().estimate.runs == 2 * (1 + 9 + 1))
  }

  @Test("has an imitation of the teacher more for every pair and seed where the target is real")
  func imitations() throws {
    let classes = SmallJob(rest: "distil: false\nsweep: {teacher.modality: [sight, touch]}")
    let real = classes.with { $0.target = "target: {file: values.npy}" }
    #expect(try real.checked().estimate.runs - classes.checked().estimate.runs == 2 * 2)
  }

  @Test("adds up over the settings of a sweep, and over the draws of a split")
  func settings() throws {
    let one = try SmallJob().checked().estimate.runs
    let swept = SmallJob(rest: "sweep: {training.weight_decay: [1e-4, 1e-3, 1e-2]}")
    // From 1e-3 and 1e-2 the search begins at three decays, not at four, and has as far to go.
    let sizes = try swept.checked().design.experiments.map(\.size.runs)
    #expect(try swept.checked().estimate.runs == sizes.reduce(0, +))
    #expect(sizes == [one, one - 2, one - 2])
    let drawn = SmallJob(
      split: "{train: 0.5, validation: 0.25, test: 0.25}", rest: "splits: 3")
    #expect(try drawn.checked().estimate.runs == 3 * one)
  }

  @Test("may be ten thousand runs; one seed more of the same is refused")
  func limit() throws {
    // Two teachers, one student and its folds in each of five settings: twenty runs a seed.
    func job(_ seeds: Int) -> SmallJob {
      SmallJob.untuned.with {
        $0.rest = """
          distil: false
          sweep: {teacher.modality: [sight, touch], training.batch: [2, 4, 8, 16, 32]}
          """
        $0.seeds = seeds
      }
    }
    #expect(try job(500).checked().estimate.runs == 10_000)
    let refusal = #expect(throws: JobRefusal.self) { try job(501).checked() }
    #expect(refusal?.kind == .specification)
    #expect(refusal?.description.contains("5 settings × 2 pairs × 1 variants × 501 seeds") == true)
  }

  @Test("is never below what the job comes to compute", arguments: counts.prefix(8))
  func bound(_ count: Count) throws {
    let filled = try FilledPlan(running: count.job.with { $0.seeds = 1 }).places
    let size = try count.job.with { $0.seeds = 1 }.checked().estimate.runs
    #expect(filled.count { $0.run != nil } <= size)
  }
}
