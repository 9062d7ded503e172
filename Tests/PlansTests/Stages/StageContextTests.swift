import Specifications
import Tensors
import Testing

@testable import Plans

@Suite("What a stage may see") struct StageContextTests {
  private var earlier: Products {
    var products = Products()
    products[outputs: .outOfFold] = Tensor(rows: 3, columns: 1, values: [1, 2, 3])
    products[outputs: .validation] = Tensor(rows: 1, columns: 1, values: [4])
    products[outputs: .test] = Tensor(rows: 2, columns: 1, values: [5, 6])
    return products
  }

  private func context(
    _ products: Products, disturbances: [StageInput: Disturbance] = [:]
  ) -> StageContext {
    let setting = Plan.Setting.small()
    return StageContext(
      study: setting.study, evaluation: setting.evaluation, seed: 0,
      inputs: [.teacher: products], disturbances: disturbances)
  }

  /// Repeats what an earlier run has put out, and adds the rows' numbers.
  private struct Echo: Predictor {
    func outputs(on rows: Rows) -> Tensor {
      let said = rows.outputs(of: .teacher)
      return Tensor(
        rows: rows.numbers.count, columns: 1,
        values: rows.numbers.enumerated().map { Float($1) + 10 * (said?[$0, 0] ?? 0) })
    }
  }

  @Test("is never what an earlier run said of test rows")
  func hidden() throws {
    let context = context(earlier)
    let seen = try context.products(.teacher)
    #expect(seen[outputs: .outOfFold] != nil && seen[outputs: .validation] != nil)
    #expect(seen[outputs: .test] == nil)
    #expect(context.rows(.test) == nil)
    #expect(context.rows(.train)?.numbers == [0, 1, 2])
  }

  @Test("is opened on test rows by the evaluation, which ends the stage, with what was said there")
  func evaluation() {
    var kept = Products()
    kept.words["kept"] = "yes"
    let products = context(earlier).evaluate(Echo(), keeping: kept)
    #expect(products[outputs: .validation]?.values == [43])
    #expect(products[outputs: .test]?.values == [54, 65])
    #expect(products.words["kept"] == "yes")
  }

  @Test("is what an earlier run left, disturbed where the stage is a control")
  func disturbed() throws {
    let nothing = Disturbance("nothing") { _, _, _ in Products() }
    let context = context(earlier, disturbances: [.teacher: nothing])
    #expect(try context.products(.teacher)[outputs: .outOfFold] == nil)
  }

  @Test("is nothing of a run that diverged: the stage ends with that as its reason")
  func diverged() {
    var products = Products()
    products.failure = "training diverged"
    let context = context(products)
    var failure: StageFailure?
    do { _ = try context.products(.teacher) } catch { failure = error }
    #expect(failure == .inputDiverged(.teacher))
    #expect(failure?.description.contains("its teacher's training diverged") == true)
  }

  @Test("holds the labels of train and validation rows alone")
  func labels() {
    let setting = Plan.Setting.small()
    guard case .labels(let labels, let classes) = setting.study.task.target else {
      Issue.record("the task has classes")
      return
    }
    #expect(labels == [0, 1, 0, 1, -1, -1])
    #expect(classes == 2)
    let values = Study(
      sources: [:],
      task: LearningTask(target: .values([1, 2, 3]), train: [0], validation: [1]),
      splitIdentity: "any")
    guard case .values(let kept) = values.task.target else {
      Issue.record("the task has values")
      return
    }
    #expect(kept[0] == 1 && kept[1] == 2 && kept[2].isNaN)
  }
}
