import Plans
import Specifications
import Tensors
import Testing

@testable import Distillation

@Suite("An embedding of train rows") struct EmbedTests {
  private func taught() -> Fit {
    var fit = SmallStudy.fit()
    fit.recipe.network = NetworkSpecification(hidden: [4])
    return fit.taught(
      by: WeightedLosses([
        WeightedLosses.Term(1, SupervisedLoss()), WeightedLosses.Term(3, HintLoss()),
      ]), targets: .crossFitted)
  }

  @Test("is what a fitted network's last layer reads, and of a linear one its features")
  func rows() throws {
    var fit = SmallStudy.fit("teacher", on: "clear")
    let linear = try SmallStudy.run(fit)
    let own = try SmallStudy.run(Embed(fit), [.teacher: linear])
    let features = try #require(SmallStudy.study.sources[.measured("clear")]).features
    #expect(own.trainEmbedding == features.tensor(rows: SmallStudy.task.train))
    fit.recipe.network = NetworkSpecification(hidden: [5])
    let wide = try SmallStudy.run(Embed(fit), [.teacher: try SmallStudy.run(fit)])
    #expect(wide.trainEmbedding?.columns == 5 && wide.trainEmbedding?.rows == 40)
    #expect(wide[outputs: .test] == nil)
  }

  @Test("asks for the memory of all train rows, and so does a student that looks at it")
  func demand() {
    var teacher = SmallStudy.fit("teacher", on: "clear")
    teacher.recipe.network = NetworkSpecification(hidden: [4_096])
    // Forty rows of 4 096 numbers, as they are decoded, changed and gathered from.
    let rows = 3 * 40 * 4_096 * 4
    #expect(Embed(teacher).demand(SmallStudy.study).bytes >= rows)
    var narrow = taught()
    narrow.embedded = SmallStudy.fit("teacher", on: "clear").seen
    var wide = narrow
    wide.embedded = teacher.seen
    #expect(
      wide.demand(SmallStudy.study).bytes - narrow.demand(SmallStudy.study).bytes >= rows * 9 / 10)
    #expect(wide.demandIdentity != narrow.demandIdentity && wide.identity == narrow.identity)
  }

  @Test("teaches a student whose loss reads it, and only that: neither outputs nor parts are kept")
  func hint() throws {
    let teacher = SmallStudy.fit("teacher", on: "clear")
    let embedding = try SmallStudy.run(
      Embed(teacher), [.teacher: try SmallStudy.run(teacher)])
    let student = taught()
    #expect(student.inputs == [.measured("dim"), .embedding])
    let products = try SmallStudy.run(student, [.embedding: embedding])
    var plain = student
    plain.loss = SupervisedLoss()
    let alone = try SmallStudy.run(plain)
    #expect(products.parameters.count == alone.parameters.count)
    #expect(products[outputs: .test] != alone[outputs: .test])
  }

  @Test("is disturbed with the outputs it belongs to, row by row")
  func disturbed() throws {
    var products = Products()
    products.trainEmbedding = Tensor(rows: 40, columns: 1, values: (0..<40).map { Float($0) })
    products[outputs: .outOfFold] = products.trainEmbedding
    func applied(_ disturbance: Disturbance) -> Products {
      disturbance.applied(to: products, study: SmallStudy.study, seed: 0)
    }
    let across = applied(.shuffledRows(.across))
    #expect(across.trainEmbedding == across[outputs: .outOfFold])
    #expect(across.trainEmbedding != products.trainEmbedding)
    // Even rows are of one class: 0, 2, … 38.
    let means = applied(.classMeans(temperature: 1))
    #expect(means.trainEmbedding?[0, 0] == 19 && means.trainEmbedding?[1, 0] == 20)
  }
}
