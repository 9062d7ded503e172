import Datasets
import Distillation
import Plans
import Specifications
import Testing

@testable import Experiments

/// How the data are made; what is claimed of them: ``NullSuiteTests``.
@Suite("A job whose teacher can help nobody") struct NullJobTests {
  private func cell(
    _ teacher: NullJob.Teacher, _ task: NullJob.Task = .classes(2), grouped: Bool = false
  ) -> NullJob.Cell {
    NullJob.Cell(
      teacher: teacher, network: "linear", validationRows: 300, weightDecay: "1e-4", variants: 1,
      task: task, isGrouped: grouped)
  }

  private func rows(
    _ teacher: NullJob.Teacher, _ task: NullJob.Task = .classes(2), grouped: Bool = false
  ) throws -> PlantedRows {
    let job = NullJob(cell(teacher, task, grouped: grouped), draw: 6, seeds: 3)
    return try PlantedRows(yaml: job.yaml, members: job.members)
  }

  /// Five standard errors of a correlation of 1 050 rows that are independent.
  private let chance = 5 / 1_050.0.squareRoot()

  /// Of the teacher's columns with the target, the largest.
  private func told(_ rows: PlantedRows) -> Double {
    (0..<rows.teacher[0].count).map {
      abs(PlantedRows.correlation(rows.teacher.column($0), rows.target))
    }.max() ?? 0
  }

  // MARK: - Teachers

  @Test("has a teacher of noise that tells nothing of the label")
  func noise() throws {
    #expect(try told(rows(.noise)) < chance)
  }

  @Test("has a teacher that sees the same number in every row")
  func constant() throws {
    #expect(try Set(rows(.constant).teacher.flatMap { $0 }).count == 1)
  }

  @Test("has a teacher that sees what the student sees")
  func copied() throws {
    let rows = try rows(.copied)
    #expect(rows.teacher == rows.student)
    #expect(rows.experiment.dataset.card.areTheSame("privileged", "regular"))
  }

  @Test(
    "has a teacher that permuted over all rows tells nothing, and inside the classes the label",
    arguments: [NullJob.Task.classes(2), .regression])
  func permuted(task: NullJob.Task) throws {
    let (all, inside) = (try rows(.permuted, task), try rows(.labelPermuted, task))
    #expect(told(all) < chance && told(inside) > 0.3)
    // Both were one teacher before its rows were permuted, which no row of another part joined.
    for part in all.parts {
      let seen = [all, inside].map { rows in
        part.map { rows.teacher[$0] }.sorted { $0.lexicographicallyPrecedes($1) }
      }
      #expect(seen[0] == seen[1])
    }
  }

  @Test("tells of a real target its decile, and inside a decile nothing")
  func deciles() throws {
    let rows = try rows(.labelPermuted, .regression)
    let order = rows.target.indices.sorted { rows.target[$0] < rows.target[$1] }
    var deciles = [Int](repeating: 0, count: order.count)
    for (rank, row) in order.enumerated() { deciles[row] = rank * 10 / order.count }
    let seen = rows.teacher.map(PlantedRows.mean)
    #expect(PlantedRows.correlation(seen, rows.target) > 0.8)
    #expect(abs(PlantedRows.correlation(seen, rows.target, inside: deciles)) < chance)
  }

  // MARK: - Rows

  @Test("holds every class in every part, equally often", arguments: [2, 20])
  func classes(count: Int) throws {
    let rows = try rows(.noise, .classes(count))
    #expect(rows.parts.map(\.count) == [150, 300, 600])
    for part in rows.parts {
      let counts = Dictionary(grouping: part) { rows.target[$0] }.mapValues(\.count)
      #expect(counts.count == count)
      #expect((counts.values.max() ?? 0) - (counts.values.min() ?? 0) <= 1)
    }
  }

  @Test("has a student with something to learn", arguments: [NullJob.Task.classes(2), .regression])
  func learnable(task: NullJob.Task) throws {
    let rows = try rows(.noise, task)
    // The mean of all columns, each with the sign by which it follows the target on train rows.
    let train = rows.parts[0]
    let signs = (0..<40).map { column in
      PlantedRows.correlation(
        train.map { rows.student[$0][column] }, train.map { rows.target[$0] })
    }
    let test = rows.parts[2]
    let scores = test.map { row in zip(signs, rows.student[row]).reduce(0) { $0 + $1.0 * $1.1 } }
    #expect(PlantedRows.correlation(scores, test.map { rows.target[$0] }) > 0.4)
  }

  @Test("shares variance ½ inside groups of five, none of which lies in two parts")
  func groups() throws {
    let rows = try rows(.noise, .regression, grouped: true)
    let groups = try #require(rows.experiment.dataset.groups)
    #expect(Dictionary(grouping: groups) { $0 }.values.allSatisfy { $0.count == 5 })
    let parts = rows.parts.map { Set($0.map { groups[$0] }) }
    #expect(parts[0].isDisjoint(with: parts[1]) && parts[1].isDisjoint(with: parts[2]))
    // Neighbours of a group, and of two.
    func covariance(_ from: Int, _ to: Int) -> Double {
      PlantedRows.mean(
        stride(from: 0, to: 1_045, by: 5).flatMap { start in
          zip(rows.student[start + from], rows.student[start + to]).map { $0 * $1 }
        })
    }
    #expect(abs(covariance(0, 4) - 0.5) < 0.08)
    #expect(abs(covariance(4, 5)) < 0.08)
    #expect(abs(covariance(2, 2) - 1.5) < 0.12)
  }

  // MARK: - Cells

  @Test(
    "is the job its cell says, in every corner of the suite",
    arguments: Array(stride(from: 0, to: 480, by: 53)))
  func jobs(index: Int) throws {
    let cell = NullSuite.cells[index]
    let job = NullJob(cell, draw: index, seeds: 3)
    let experiment = try PlantedRows(yaml: job.yaml, members: job.members).experiment
    #expect(experiment.sweep.variants.count == cell.variants && experiment.seeds == 3)
    #expect(experiment.dataset.split.validation.count == cell.validationRows)
    #expect((experiment.dataset.groups != nil) == cell.isGrouped)
    #expect(experiment.specification.training.weightDecay == Double(cell.weightDecay))
    #expect(experiment.task.isClassification == (cell.task != .regression))
  }

  @Test("is told apart from every other by its teacher and its words")
  func words() {
    let names = NullSuite.cells.map { "\($0.teacher.rawValue): \($0)" }
    #expect(Set(names).count == names.count)
  }
}
