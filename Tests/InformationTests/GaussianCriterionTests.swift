import Information
import Testing

@Suite("Gaussian criterion") struct GaussianCriterionTests {
  @Test("meets the closed theory of all six cases")
  func golden() throws {
    let sheet = try Golden.load("cch_gaussian")["cases_A_to_F"]
    #expect(sheet["cases"].list.count == 6)
    for vector in sheet["cases"].list {
      let criterion = GaussianCriterion(
        labelResidual: vector["sigma_y2"].number, teacherResidual: vector["sigma_t2"].number,
        sharedResidual: vector["c"].number, misdirection: vector["B"].number,
        rows: Int(sheet["n"].number), features: Int(sheet["d"].number))
      #expect(criterion.smallWeightHelps == vector["small_lambda_helps"].flag)
      #expect(abs(criterion.bestShareUnclipped - vector["a_star_unclipped"].number) < 1e-9)
      #expect(abs(criterion.bestShare - vector["a_star"].number) < 1e-9)
      if case .number(let weight) = vector["lambda_star"] {
        #expect(abs(criterion.bestWeight - weight) < 1e-9)
      } else {
        #expect(criterion.bestWeight == .infinity)
      }
      let weights = sheet["lambdas"].list.map(\.number)
      let risks = vector["excess_risk_theory"].list.map(\.number)
      #expect(risks.count == 5)
      for (weight, risk) in zip(weights, risks) {
        #expect(abs(criterion.excessRisk(weight: weight) - risk) < 1e-9)
      }
    }
  }

  @Test("reads its four numbers off out-of-fold outputs")
  func fromOutputs() {
    let criterion = GaussianCriterion(
      target: [1, 2, 3, 4, 5], teacher: [1, 1, 3, 5, 5], student: [1, 2, 3, 3, 6],
      studentOfTeacher: [1, 2, 3, 4, 5], features: 1)
    #expect(abs(criterion.labelResidual - 0.4) < 1e-15)
    #expect(abs(criterion.teacherResidual - 0.4) < 1e-15)
    #expect(abs(criterion.sharedResidual - 0.2) < 1e-15)
    #expect(abs(criterion.misdirection - 0.4) < 1e-15)
    #expect(criterion.smallWeightHelps)
  }
}
