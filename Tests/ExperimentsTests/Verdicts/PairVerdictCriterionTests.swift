import Datasets
import Randomness
import Records
import Testing

@testable import Experiments

/// y = ⟨a,x⟩ + u + 0.3 e; the student sees x, the better teacher x and u.
@Suite("The exact criterion of a job") struct PairVerdictCriterionTests {
  private static let rows = 520

  private static func job(classes: Bool = false) -> PlantedJob {
    var job = PlantedJob(
      .cleanLabels, draw: 5, testRows: rows - 300, seeds: 2, method: "{hinton: {lambda: [0.5, 1]}}")
    guard !classes else { return job }
    var stream = RandomStream(seed: 11, role: .design, purpose: .noise)
    var teacher: [[Double]] = []
    var student: [[Double]] = []
    var target: [Double] = []
    for _ in 0..<rows {
      let x = (0..<10).map { _ in stream.normal() }
      let hidden = stream.normal()
      teacher.append(x + [hidden])
      student.append(x)
      target.append(x.prefix(4).reduce(0, +) / 2 + hidden + 0.3 * stream.normal())
    }
    job.members["teacher.npy"] = NumPy.matrix(teacher)
    job.members["student.npy"] = NumPy.matrix(student)
    job.members["y.npy"] = NumPy.reals(target)
    job.yaml = job.yaml.replacing("labels: {file: labels.npy}", with: "target: {file: y.npy}")
    return job
  }

  private func criterion(_ job: PlantedJob) throws -> [String: InformationRecord] {
    let world = MemoryWorld()
    try world.run(job.yaml, members: job.members, workers: 2)
    let verdict = try #require(world.verdicts.first)
    #expect(verdict.information.map(\.ordinal) == Array(verdict.information.indices))
    return verdict.information.filter { $0.estimator == "criterion" }
      .reduce(into: [:]) { $0[$1.quantity] = $1 }
  }

  @Test("says that a teacher who sees more helps, and finds the planted residuals")
  func helps() throws {
    let found = try criterion(Self.job())
    let shared = try #require(found["c"]?.valueNats)
    let residual = try #require(found["sigma_y^2"]?.valueNats)
    let best = try #require(found["lambda*"]?.valueNats)
    #expect(shared < residual)
    // Var y = 2.09: σy² = 1.09/2.09 and c = 1/2.09 of it.
    #expect(abs(residual - 1.09 / 2.09) < 0.12)
    #expect(abs(shared - 1 / 2.09) < 0.12)
    #expect(best > 0 && best <= 1)
    #expect(found.values.allSatisfy { $0.rows == 200 && $0.dimension == 10 })
  }

  @Test("is asked of real targets only")
  func classes() throws {
    #expect(try criterion(Self.job(classes: true)).isEmpty)
  }

  @Test("has its runs counted before they are listed", arguments: [false, true])
  func size(classes: Bool) throws {
    var job = Self.job(classes: classes)
    job.members["job.yaml"] = Array(job.yaml.utf8)
    let checked = try CheckedJob(
      yaml: Array(job.yaml.utf8), source: MemoryMembers(job.members), members: [],
      numerics: "test")
    let runs = checked.design.runs
    #expect(
      checked.estimate.runs <= runs.count
        && checked.estimate.runs >= runs.count { !$0.stage.hasSuffix("search") })
    let imitations = runs.filter { $0.variant == "imitates the teacher, out of fold" }
    #expect(imitations.count == (classes ? 0 : 2))
    #expect(imitations.allSatisfy { $0.arm == "student" })
  }
}
