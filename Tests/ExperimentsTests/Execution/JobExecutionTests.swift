import Datasets
import Records
import Tensors
import Testing

@testable import Experiments

@Suite("A job") struct JobExecutionTests {
  static let job: PlantedJob = {
    var job = PlantedJob(
      .relevantFeatures, draw: 3, testRows: 200, seeds: 2,
      method: "{hinton: {lambda: [0.5, 1], temperature: [1, 2]}}")
    job.yaml = job.yaml.replacing(
      "student: {modality: regular, network: linear}",
      with: """
        student: {modality: regular, network: {mlp: [8], dropout: 0.1}}
        training: {epochs: 4, batch: 32}
        """)
    return job
  }()

  private func world(workers: Int = 1) throws -> MemoryWorld {
    let world = MemoryWorld()
    try world.run(Self.job.yaml, members: Self.job.members, workers: workers)
    return world
  }

  @Test("gives the same runs, verdicts and evidence with one worker and with three")
  func workers() throws {
    let one = try world()
    let three = try world(workers: 3)
    #expect(one.seal == three.seal)
    #expect(one.objects == three.objects)
    #expect(one.verdicts == three.verdicts)
    func sorted(_ world: MemoryWorld) -> [RunRecord] {
      world.runs.sorted { ($0.key, $0.ordinals.first ?? 0) < ($1.key, $1.ordinals.first ?? 0) }
    }
    #expect(sorted(one) == sorted(three))
  }

  @Test("fills every place of its plan, and says verdicts before the first distilled run")
  func order() throws {
    let world = try world()
    let filled = Set(world.runs.flatMap(\.ordinals))
    let job = try checked()
    let unfilled = try #require(world.seal?.unfilled)
    #expect(filled.isDisjoint(with: unfilled))
    #expect(filled.union(unfilled) == Set(job.design.runs.map(\.ordinal)))
    // Only a search leaves places empty.
    #expect(unfilled.allSatisfy { job.design.runs[$0].stage.hasSuffix("search") })
    let verdict = try #require(
      world.frames.firstIndex { if case .verdict = $0 { true } else { false } })
    let arms = job.design.runs.map(\.arm)
    let distilled = try #require(
      world.frames.firstIndex {
        guard case .run(let record) = $0, let ordinal = record.ordinals.first else { return false }
        return ["distilled", "within", "across", "class-mean"].contains(arms[ordinal])
      })
    #expect(verdict < distilled)
  }

  @Test(
    "that was cut short computes only what is missing and ends with the same evidence",
    arguments: [1, 9, 17])
  func resume(kept: Int) throws {
    let whole = try world()
    let finished = whole.runs.prefix(kept).map {
      FinishedRun(key: $0.key, products: $0.products, status: $0.status, reason: $0.reason)
    }
    let resumed = MemoryWorld()
    for run in finished { resumed.put(whole.objects[run.products] ?? []) }
    try resumed.run(Self.job.yaml, members: Self.job.members, finished: Array(finished))
    #expect(resumed.seal == whole.seal)
    #expect(resumed.objects == whole.objects)
  }

  @Test("counts the runs it may come to before it lists them, searches at their longest")
  func size() throws {
    let job = try checked()
    let filled = Set(try world().runs.flatMap(\.ordinals)).count
    #expect(filled <= job.estimate.runs && job.estimate.runs <= job.design.runs.count)
  }

  @Test("exports a student that says of new rows what the job said of them")
  func export() throws {
    let world = try world()
    let file = try #require(world.seal?.files.first { $0.name.hasSuffix(".safetensors") })
    let model = try StudentModel(bytes: try #require(world.objects[file.sha256]))
    let job = try checked()
    let raw = try #require(job.design.experiments[0].dataset.modality("regular")?.features)
    let table = try #require(world.seal?.files.first { $0.name == "predictions.csv" })
    let lines = String(decoding: try #require(world.objects[table.sha256]), as: UTF8.self)
      .split(separator: "\n").dropFirst()
    let probabilities = try model.predictions(raw)
    for line in lines {
      let cells = line.split(separator: ",", omittingEmptySubsequences: false)
      let row = try #require(Int(cells[3]))
      let predicted = probabilities[row, 1] > probabilities[row, 0] ? "1" : "0"
      #expect(String(cells[8]) == predicted)
    }
    #expect(lines.count == 200)
    var spoiled = raw.tensor()
    spoiled.values[7 * 50 + 3] = .nan
    #expect(throws: StudentModelError.notFinite(row: 7)) { try model.predictions(spoiled) }
    #expect(throws: StudentModelError.columnsDiffer(found: 3, expected: 50)) {
      try model.predictions(
        try #require(job.design.experiments[0].dataset.modality("privileged")?.features))
    }
  }

  private func checked() throws -> CheckedJob {
    var members = Self.job.members
    members["job.yaml"] = Array(Self.job.yaml.utf8)
    return try CheckedJob(
      yaml: Array(Self.job.yaml.utf8), source: MemoryMembers(members), members: [],
      numerics: "test")
  }
}
