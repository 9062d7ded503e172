import Distillation
import Plans
import Records
import Testing

@testable import Experiments

@Suite("The seal of a job") struct JobSealingTests {
  /// The scan, the x-ray and a map teach; the photo learns.
  private static func small(_ more: String = "") -> ReadableJob {
    var job = ReadableJob()
    job.modalities["xray"] = ReadableJob.noise(rows: 100, columns: 2, seed: 8)
    job.modalities["map"] = ReadableJob.noise(rows: 100, columns: 2, seed: 9)
    job.more = more
    return job
  }

  private static let three = "sweep: {teacher.modality: [scan, xray, map]}"

  /// The student and all references are right on 20 of 40 rows, a distilled arm on as many as told.
  private static func job(
    _ small: ReadableJob, right: @escaping (HandMadeRun) -> Int
  ) throws -> HandMadeJob {
    try HandMadeJob(
      small, editing: { _, products in products.parameters = .init(repeating: 1, count: 8) },
      answers: { run in
        var count = 20
        if run.arm == .distilled { count = right(run) }
        return { $0 < count ? 0.8 : 0.2 }
      })
  }

  /// - Parameter right: by teacher.
  private static func job(_ small: ReadableJob, _ right: [String: Int]) throws -> HandMadeJob {
    try job(small) { right[$0.place.teacher] ?? 20 }
  }

  private func headlines(_ seal: SealRecord) -> [ComparisonRecord] {
    seal.comparisons.filter { $0.selected && $0.metric == "accuracy" }
  }

  private func conclusion(_ seal: SealRecord) -> String? {
    seal.summaries.first { $0.section == "conclusion" }?.text
  }

  @Test("adjusts the p of each pair over all pairs, also those that gain nothing")
  func family() throws {
    let seal = try Self.job(Self.small(Self.three), ["scan": 26, "xray": 25, "map": 20]).seal()
    let pairs = headlines(seal)
    let p = pairs.compactMap(\.claimPValue)
    #expect(p.count == 3 && p[0] < p[1] && p[2] == 1)
    #expect(pairs.map(\.pAdjusted) == [min(3 * p[0], 1.5 * p[1]), 1.5 * p[1], 1])
  }

  @Test("counts a pair no student of which finished: others are not claimed more easily for it")
  func diverged() throws {
    let two = Self.small("sweep: {teacher.modality: [scan, xray]}")
    let job = try HandMadeJob(
      two,
      answers: { run in
        guard run.arm == .distilled else { return { $0 < 20 ? 0.8 : 0.2 } }
        return run.place.teacher == "xray" ? nil : { $0 < 26 ? 0.8 : 0.2 }
      })
    let seal = try job.seal()
    let pairs = headlines(seal)
    #expect(pairs.map(\.teacher) == ["scan", "xray"])
    let p = try #require(pairs[0].claimPValue)
    #expect(pairs.map(\.pAdjusted) == [min(1, 2 * p), 1])
    #expect(pairs[1].gain == nil && pairs[1].outcome == nil && !pairs[1].claim)
    #expect(pairs[1].studentMean == 0.5 && pairs[1].seeds == 0)
    #expect(conclusion(seal) == "In none of 2 pairs is the teacher shown to help.")
    let own = seal.summaries.first { $0.section == "conclusion" && $0.teacher == "xray" }
    #expect(own?.text?.hasPrefix("Cannot tell: no distilled student of photo finished") == true)
  }

  @Test("says over all pairs in how many the teacher helps, and in which it hurts")
  func sentence() throws {
    let seal = try Self.job(Self.small(Self.three), ["scan": 40, "xray": 20, "map": 4]).seal()
    #expect(
      conclusion(seal)
        == "The teacher helps in 1 of 3 pairs (scan → photo); it hurts in map → photo.")
    #expect(headlines(seal).map(\.claim) == [true, false, false])
    let none = try Self.job(Self.small(Self.three), ["scan": 20, "xray": 20, "map": 21]).seal()
    #expect(conclusion(none) == "In none of 3 pairs is the teacher shown to help.")
  }

  @Test("names the setting of a pair where settings are swept")
  func settings() throws {
    let small = Self.small("sweep: {training.weight_decay: [0.01, 0.1]}")
    let seal = try Self.job(small) { $0.setting.hasSuffix("0.1") ? 40 : 20 }.seal()
    #expect(
      conclusion(seal) == "The teacher helps in 1 of 2 pairs and settings "
        + "(scan → photo at training.weight_decay=0.1).")
  }

  @Test("says of a single pair what its own sentence says, with the numbers")
  func single() throws {
    let seal = try Self.job(ReadableJob(), ["scan": 40]).seal()
    let sentence = try #require(conclusion(seal))
    #expect(sentence.hasPrefix("Distil: scan makes photo better by +50.0 points of accuracy"))
    let own = seal.summaries.filter { $0.section == "conclusion" && $0.teacher == "scan" }
    #expect(own.map(\.text) == [sentence])
  }

  @Test("lists every reference of a pair, and each reservation")
  func references() throws {
    let seal = try Self.job(ReadableJob(), ["scan": 22]).seal()
    let transfers = seal.summaries.filter { $0.section == "transfer" }
    #expect(
      transfers.map(\.label) == [
        "student", "class-mean", "smoothed", "within", "across", "self",
      ])
    #expect(transfers.allSatisfy { abs(($0.value ?? 0) - 0.05) < 1e-12 })
    #expect(
      seal.summaries.filter { $0.section == "reservation" }.map(\.text) == [
        "the distilled student is not clearly above a constant prediction"
      ])
  }

  @Test("counts comparisons and summaries from 0 on, and keeps each file once")
  func order() throws {
    let seal = try Self.job(Self.small(Self.three), ["scan": 40, "xray": 20, "map": 20]).seal()
    #expect(seal.comparisons.map(\.ordinal) == Array(seal.comparisons.indices))
    #expect(seal.summaries.map(\.ordinal) == Array(seal.summaries.indices))
    // The student alone is the same whoever teaches it.
    #expect(
      seal.files.map(\.name) == [
        "models/map-to-photo.safetensors", "models/scan-to-photo.safetensors",
        "models/student-photo.safetensors", "models/xray-to-photo.safetensors", "predictions.csv",
      ])
  }

  @Test("counts the verdicts where nothing was distilled, and names the pairs worth it")
  func verdicts() throws {
    let verdicts = [("scan", "distil"), ("xray", "cannot tell"), ("map", "do not distil")]
    let seal = try Self.job(Self.small("distil: false\n" + Self.three), [:]).seal(
      verdicts: verdicts.enumerated().map { index, verdict in
        VerdictRecord(
          ordinal: index, teacher: verdict.0, student: "photo", variant: "", estimator: "exact",
          rows: 60, verdict: verdict.1, reason: "…")
      })
    #expect(seal.comparisons.isEmpty)
    #expect(
      conclusion(seal) == "Nothing was distilled. The verdict says 'distil' for 1 of 3 pairs "
        + "(scan → photo) and cannot tell for 1.")
  }

  // MARK: - Draws of a split

  @Test("tests the draws of a split together, and gives an arm the mean of its levels")
  func splits() throws {
    var small = Self.small("splits: 2")
    small.split = "{train: 0.2, validation: 0.4, test: 0.4, seed: 3}"
    let seal = try Self.job(small) { $0.setting.hasSuffix("=3") ? 32 : 36 }.seal()
    let pairs = headlines(seal)
    #expect(pairs.map(\.setting) == ["", "data.split.seed=3", "data.split.seed=4"])
    #expect(abs((pairs[0].gain ?? 0) - 0.35) < 1e-12)
    #expect(pairs.dropFirst().allSatisfy { $0.pAdjusted == nil && !$0.claim })
    let level = try #require(
      seal.summaries.first {
        $0.section == "arm" && $0.label == "distilled" && $0.item == "accuracy" && $0.setting == ""
      })
    #expect(abs((level.value ?? 0) - 0.85) < 1e-12)
    let design = seal.summaries.filter { $0.section == "design" && $0.item == "split" }
    #expect(design.map(\.count) == [2, 2])
  }

  @Test("says of all draws of a split what it says of one: that teacher and student see the same")
  func splitFacts() throws {
    var small = Self.small("splits: 3")
    small.split = "{train: 0.2, validation: 0.4, test: 0.4, seed: 3}"
    small.modalities["scan"] = small.modalities["photo"]
    let seal = try Self.job(small) { run in
      run.setting.hasSuffix("=3") ? 36 : run.setting.hasSuffix("=4") ? 37 : 38
    }.seal()
    let sentence = try #require(conclusion(seal))
    #expect(sentence.hasPrefix("Self-distillation helps: scan and photo are the same measurements"))
  }
}
