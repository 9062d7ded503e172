import Datasets
import Records
import Testing

@testable import Experiments

/// What a job must not conclude, from the job's own files to its sentence.
@Suite("What weakens evidence") struct EvidenceGuardTests {
  private func job(
    _ planted: PlantedJob.Case = .cleanLabels, method: String = "{hinton: {lambda: 0.5}}",
    seeds: Int = 3, editing edit: (inout PlantedJob) -> Void = { _ in }
  ) -> PlantedJob {
    var job = PlantedJob(planted, draw: 5, testRows: 400, seeds: seeds, method: method)
    edit(&job)
    return job
  }

  private func seal(_ job: PlantedJob) throws -> SealRecord {
    let world = MemoryWorld()
    try world.run(job.yaml, members: job.members, workers: 2)
    return try #require(world.seal)
  }

  private func check(_ job: PlantedJob) throws(JobRefusal) -> CheckedJob {
    var members = job.members
    members["job.yaml"] = Array(job.yaml.utf8)
    return try CheckedJob(
      yaml: Array(job.yaml.utf8), source: MemoryMembers(members), members: [], numerics: "test")
  }

  private func headline(_ seal: SealRecord) throws -> ComparisonRecord {
    try #require(seal.comparisons.first { $0.selected && $0.metric == "accuracy" })
  }

  private func sentence(_ seal: SealRecord) throws -> String {
    try #require(seal.summaries.first { $0.section == "conclusion" }?.text)
  }

  /// Rows 0 … 199 train, 200 … 299 validate, 300 … 699 test.
  private static func grouped(_ job: inout PlantedJob, by group: (Int) -> Int) {
    job.members["group.npy"] = NumPy.integers((0..<700).map(group))
    job.yaml = job.yaml.replacing(
      "test: test.npy}", with: "test: test.npy, group: {file: group.npy}}")
  }

  @Test("one group of test rows: no interval, no claim, and check says so by name")
  func oneTestGroup() throws {
    let job = job { Self.grouped(&$0) { $0 < 300 ? $0 / 10 : 99 } }
    let warnings = try check(job).warnings
    #expect(warnings.contains { $0.contains("all test rows are of one group ('99')") })
    #expect(try check(job).estimate.smallestGains == nil)
    let seal = try seal(job)
    for row in seal.comparisons {
      #expect(row.gainLower == nil && row.gainUpper == nil && row.pValue == nil)
      #expect(!row.claim && (row.outcome ?? "unclear") == "unclear")
    }
    #expect(try sentence(seal).contains("all test rows are one group"))
  }

  @Test("few groups of test rows: intervals of groups, and a warning that counts them")
  func fewTestGroups() throws {
    let rows = try headline(try seal(job()))
    let job = job { Self.grouped(&$0) { $0 < 300 ? $0 / 10 : 100 + $0 / 100 } }
    #expect(try check(job).warnings.contains { $0.contains("test rows come in only 4 groups") })
    let groups = try headline(try seal(job))
    let width = try #require(groups.gainUpper) - (try #require(groups.gainLower))
    #expect(width > (try #require(rows.gainUpper)) - (try #require(rows.gainLower)))
  }

  @Test("one group of train rows is refused: nothing is left to learn a held-out row from")
  func oneTrainGroup() throws {
    let job = job { Self.grouped(&$0) { $0 < 200 ? 1 : $0 } }
    let refusal = #expect(throws: JobRefusal.self) { _ = try check(job) }
    #expect(refusal?.description.contains("train has 1 group") == true)
    #expect(
      refusal?.description.contains("remedy: split so that train holds several groups") == true)
  }

  @Test("a class of three train rows is cross-fitted in three folds, and check says so")
  func fewFolds() throws {
    let job = job { job in
      // The third class has three rows in train, one in validation and some in test.
      var labels = (0..<700).map { $0 % 2 }
      for row in [3, 60, 150, 250, 400, 500, 600] { labels[row] = 2 }
      job.members["labels.npy"] = NumPy.integers(labels)
    }
    #expect(try check(job).warnings.contains { $0.contains("3 folds instead of 5") })
    #expect(try seal(job).comparisons.contains { $0.gain != nil })
  }

  @Test("arms below a constant prediction: a row beside them, no claim, and the sentence says it")
  func belowConstant() throws {
    let job = job(.noise) { job in
      // Nine test rows in ten are of the class that train rows are of.
      var labels: [Int] = []
      for row in 0..<700 { labels.append(row % 10 == 0 ? 1 : 0) }
      job.members["labels.npy"] = NumPy.integers(labels)
    }
    let seal = try seal(job)
    let constant = try #require(
      seal.summaries.first {
        $0.section == "arm" && $0.label == "constant" && $0.item == "accuracy"
      }?.value)
    #expect(abs(constant - 0.9) < 1e-12)
    let headline = try headline(seal)
    #expect(try #require(headline.distilledMean) <= constant)
    #expect(!headline.claim)
    #expect(headline.reservations.contains { $0.contains("constant prediction") })
    #expect(try sentence(seal).contains("constant prediction (90.0 %)"))
    #expect(!(try sentence(seal)).contains("helps"))
  }

  @Test("fits that end at the limit: counted by arm, with the key to change, and no claim")
  func cutShort() throws {
    let job = job(seeds: 2) { job in
      job.yaml = job.yaml.replacing("network: linear", with: "network: {mlp: [16]}")
      job.yaml += "\ntraining: {epochs: 3}"
    }
    let seal = try seal(job)
    let warning = try #require(
      seal.summaries.first {
        $0.section == "warning" && $0.text?.contains("training.epochs") == true
      }?.text)
    #expect(warning.contains("of 'student'") && warning.contains("of 'distilled'"))
    #expect(try headline(seal).reservations.contains { $0.contains("still improving") })
    #expect(!(try headline(seal)).claim)
  }

  @Test("default training ends by patience, not by the limit")
  func patience() throws {
    let job = job(seeds: 2) { job in
      job.yaml = job.yaml.replacing("network: linear", with: "network: {mlp: [16]}")
    }
    let seal = try seal(job)
    #expect(!seal.summaries.contains { $0.text?.contains("training.epochs") == true })
    #expect(try headline(seal).reservations.isEmpty)
  }

  @Test("validation rows unlike the test rows: a warning and a word in the sentence")
  func disagreement() throws {
    let job = job { job in
      // Test rows have their labels turned round: what was learned there holds in validation alone.
      let planted = PlantedJob(
        .cleanLabels, draw: 5, testRows: 400, seeds: 3, method: "hinton")
      let bytes = planted.members["labels.npy"] ?? []
      var labels = (0..<700).map { Int(bytes[bytes.count - 8 * (700 - $0)]) }
      for row in 300..<700 where row % 2 == 0 { labels[row] = 1 - labels[row] }
      job.members["labels.npy"] = NumPy.integers(labels)
    }
    let seal = try seal(job)
    #expect(try sentence(seal).contains("validation rows are not like test rows"))
    #expect(
      seal.summaries.contains {
        $0.section == "warning" && $0.text?.contains("on validation and") == true
      })
    // The same job with its labels as they were says nothing of the kind.
    #expect(!(try sentence(try self.seal(self.job()))).contains("not like test rows"))
  }

  @Test(
    "a teacher that is a copy of the student gets no verdict, and its gain is called self-distillation"
  )
  func copy() throws {
    let job = job { $0.members["teacher.npy"] = $0.members["student.npy"] }
    let world = MemoryWorld()
    try world.run(job.yaml, members: job.members)
    let verdict = try #require(world.verdicts.first)
    #expect(verdict.verdict == "cannot tell")
    #expect(verdict.reason.contains("student's own modality"))
    #expect(verdict.delta != nil)
    // Three of the student's columns are not the same measurements: which of them matter is knowledge.
    let other = MemoryWorld()
    let relevant = self.job(.relevantFeatures)
    try other.run(relevant.yaml, members: relevant.members)
    #expect(other.verdicts.first?.reason.contains("student's own modality") == false)
  }

  @Test("every setting tunes a student of its own, which begins at the job's own weight decay")
  func ownDecay() throws {
    let job = job { $0.yaml += "\nsweep: {training.weight_decay: [0.0001, 0.3]}" }
    let seal = try seal(job)
    let tuned = seal.summaries.filter { $0.section == "tuning" && $0.label == "student" }
    #expect(tuned.count == 2)
    #expect(tuned.allSatisfy { ($0.count ?? 0) >= 5 })
    let world = MemoryWorld()
    try world.run(job.yaml, members: job.members)
    let design = try check(job).design.runs
    let tried = Set(world.runs.flatMap(\.ordinals).map { design[$0].variant })
    #expect(tried.contains("training.weight_decay=0.3, weight_decay=0.3, label_smoothing=0"))
  }

  @Test("without tuning the student keeps the job's weight decay, and the report says so")
  func untuned() throws {
    let job = job { job in
      job.yaml = job.yaml.replacing(
        "student: {modality: regular, network: linear}",
        with: "student: {modality: regular, network: linear, tuning: none}")
    }
    #expect(try check(job).warnings.contains { $0.contains("student.tuning: none") })
    let tuned = try seal(job).summaries.filter { $0.section == "tuning" }
    #expect(tuned.allSatisfy { $0.value == 1e-4 && $0.count == 1 && $0.text == "not searched" })
  }

  @Test("exports the tuned student beside the distilled one, and recommends one of them")
  func exports() throws {
    let job = job(method: "{hinton: {lambda: [0.5, 1]}}")
    let world = MemoryWorld()
    try world.run(job.yaml, members: job.members)
    let seal = try #require(world.seal)
    #expect(
      seal.files.map(\.name) == [
        "models/privileged-to-regular.safetensors", "models/student-regular.safetensors",
        "predictions.csv",
      ])
    for file in seal.files where file.name.hasPrefix("models/") {
      let model = try StudentModel(bytes: try #require(world.objects[file.sha256]))
      #expect((model.origin["teacher"] == nil) == file.name.contains("student-"))
    }
    let recommended = try #require(seal.summaries.first { $0.section == "model" }?.label)
    #expect(["student", "distilled"].contains(recommended))
  }
}
