import Networks
import Plans
import Specifications
import Synchronization
import Tensors
import Testing

@testable import Distillation

@Suite("A fit") struct FitTests {
  @Test("leaves outputs on validation and test rows, and the network that put them out")
  func products() throws {
    let products = try SmallStudy.run(SmallStudy.fit())
    #expect(products[outputs: .validation]?.rows == 20)
    #expect(products[outputs: .test]?.rows == 20)
    #expect(products[outputs: .outOfFold] == nil)
    #expect(products.parameters.count == 3 * 2 + 2)
    let network = try SmallStudy.fit().network(SmallStudy.study)
    let source = try #require(SmallStudy.study.sources[.measured("dim")])
    #expect(
      network.outputs(
        products.parameters, features: source.features, rows: SmallStudy.test.rows)
        == products[outputs: .test])
  }

  @Test("of folds too leaves outputs on train rows in and out of fold; of folds alone the latter")
  func folds() throws {
    let both = try SmallStudy.run(SmallStudy.fit("teacher", folds: .also))
    #expect(both[outputs: .inSample]?.rows == 40)
    #expect(both[outputs: .outOfFold]?.rows == 40)
    #expect(both[outputs: .inSample] != both[outputs: .outOfFold])
    let only = try SmallStudy.run(SmallStudy.fit("folds", folds: .only))
    #expect(only[outputs: .test] == nil && only.parameters.isEmpty)
    // The same folds of a student and of a teacher would tell which rows were held out together.
    #expect(only[outputs: .outOfFold]?.rows == 40)
  }

  @Test("taught reads the teacher's outputs out of fold, or in sample where the job says so")
  func taught() throws {
    let teacher = try SmallStudy.run(SmallStudy.fit("teacher", on: "clear", folds: .also))
    func student(_ targets: TeacherTargets) -> Fit {
      SmallStudy.fit().taught(by: HintonLoss(lambda: 1, temperature: 2), targets: targets)
    }
    #expect(student(.crossFitted).inputs == [.measured("dim"), .teacher])
    let honest = try SmallStudy.run(student(.crossFitted), [.teacher: teacher])
    var swapped = teacher
    swapped[outputs: .inSample] = teacher[outputs: .outOfFold]
    #expect(
      try SmallStudy.run(student(.inSample), [.teacher: swapped])[outputs: .test]
        == honest[outputs: .test])
    #expect(
      try SmallStudy.run(student(.inSample), [.teacher: teacher])[outputs: .test]
        != honest[outputs: .test])
    #expect(student(.crossFitted).identity != student(.inSample).identity)
  }

  @Test("ends without numbers where its teacher has none")
  func diverged() throws {
    var teacher = Products()
    teacher.failure = "training diverged"
    let student = SmallStudy.fit().taught(
      by: HintonLoss(lambda: 1, temperature: 2), targets: .crossFitted)
    #expect(throws: StageFailure.inputDiverged(.teacher)) {
      _ = try SmallStudy.run(student, [.teacher: teacher])
    }
  }

  @Test("told the teacher's outputs learns them in the place of labels")
  func imitation() throws {
    let teacher = try SmallStudy.run(SmallStudy.fit("teacher", on: "clear", folds: .also))
    var fit = SmallStudy.fit("imitation", folds: .only)
    let own = try SmallStudy.run(fit)
    fit.told = .teacher
    #expect(fit.inputs.contains(.teacher))
    #expect(
      try SmallStudy.run(fit, [.teacher: teacher])[outputs: .outOfFold]
        != own[outputs: .outOfFold])
  }

  @Test("sees several sources side by side")
  func sources() throws {
    var fit = SmallStudy.fit()
    fit.seeBoth(of: Pair(teacher: "clear", student: "dim"))
    #expect(try fit.network(SmallStudy.study).inputs == 6)
    #expect(try SmallStudy.run(fit).parameters.count == 6 * 2 + 2)
  }

  @Test("has another identity with anything that its numbers depend on")
  func identity() {
    let own = SmallStudy.fit()
    var others = [own, own, own, own, own]
    others[0].recipe.weightDecay = 0.5
    others[1].labelSmoothing = 0.1
    others[2].loss = HintonLoss(lambda: 0.5, temperature: 1)
    others[3].sources = [.measured("clear")]
    others[4].folds = .also
    #expect(Set(others.map(\.identity) + [own.identity]).count == 6)
    // A key is for good: L-BFGS sees all rows at once until it has the optimum.
    var slower = own
    slower.recipe.training.batch = 16
    #expect(slower.identity == own.identity)
    slower.recipe.network = NetworkSpecification(hidden: [4])
    var network = own
    network.recipe.network = NetworkSpecification(hidden: [4])
    #expect(slower.identity != network.identity)
  }

  @Test("asks for more with more folds, and tells how many epochs each of its fits has behind it")
  func demand() throws {
    let one = SmallStudy.fit().demand(SmallStudy.study)
    let teacher = SmallStudy.fit("teacher", folds: .also).demand(SmallStudy.study)
    #expect(teacher.operations == 5 * one.operations)
    #expect(one.fits == 0..<1 && teacher.fits == 0..<6)
    #expect(teacher.epochs == 6 * one.epochsOfFit)
    #expect(teacher.epochsBefore(fit: 2) == 2 * one.epochsOfFit)
    #expect(one.bytes > 0)

    let seen = Mutex<Set<Int>>([])
    _ = try SmallStudy.run(
      SmallStudy.fit("folds", folds: .only),
      services: RunServices { fit, _ in seen.withLock { _ = $0.insert(fit) } })
    #expect(seen.withLock { $0 } == [1, 2, 3, 4, 5])
  }

  @Test("keeps its learning curve and chosen epoch as numbers and words that are read back")
  func curve() {
    var products = Products()
    #expect(products.curve.isEmpty && products.chosenEpoch == 0)
    let curve = [
      EpochRecord(epoch: 1, trainLoss: 2, validationLoss: 3),
      EpochRecord(epoch: 2, trainLoss: 1, validationLoss: 4),
    ]
    (products.curve, products.chosenEpoch) = (curve, 1)
    #expect(products.curve == curve && products.chosenEpoch == 1)
    products.curve = [EpochRecord(epoch: 1, trainLoss: 2, validationLoss: nil)]
    #expect(products.curve.map(\.validationLoss) == [nil])
  }
}

@Suite("Late fusion") struct LateFusionTests {
  @Test("puts out the mean of both probabilities, on validation and, once, on test rows")
  func mean() throws {
    let teacher = try SmallStudy.run(SmallStudy.fit("teacher", on: "clear"))
    let student = try SmallStudy.run(SmallStudy.fit())
    let fused = try SmallStudy.run(
      LateFusion(), [.teacher: teacher, .student: student])
    for rows in [RowSet.Name.validation, .test] {
      let outputs = try [teacher, student, fused].map { try #require($0[outputs: rows]) }
      let p = outputs.map { Softmax.probabilities(of: $0) }
      for index in p[2].indices {
        #expect(abs(p[2][index] - (p[0][index] + p[1][index]) / 2) < 1e-6)
      }
    }
  }

  @Test("of real targets is the mean of both values")
  func values() throws {
    func said(_ value: Float) -> Products {
      var products = Products()
      products[outputs: .test] = Tensor(rows: 1, columns: 1, values: [value])
      return products
    }
    let study = Study(
      sources: [:], task: LearningTask(target: .values([1, 2]), train: [0], validation: []),
      splitIdentity: "any")
    let fused = try LateFusion().run(
      StageContext(
        study: study, evaluation: [RowSet(.test, rows: [1])], seed: 0,
        inputs: [.teacher: said(1), .student: said(4)]))
    #expect(fused[outputs: .test]?.values == [2.5])
  }

  @Test("has nothing to say where one of both diverged")
  func diverged() throws {
    var failed = Products()
    failed.failure = "training diverged"
    let student = try SmallStudy.run(SmallStudy.fit())
    #expect(throws: StageFailure.inputDiverged(.teacher)) {
      _ = try SmallStudy.run(LateFusion(), [.teacher: failed, .student: student])
    }
  }
}
