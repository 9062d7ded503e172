import Gradients
import Plans
import Specifications
import Tensors
import Testing

@testable import Distillation

/// Values by NumPy in double precision, of the formulas as the papers print them.
@Suite("Losses on embeddings") struct EmbeddingLossTests {
  static let x = [
    [1.7641, 0.4002, 0.9787],
    [2.2409, 1.8676, -0.9773],
    [0.9501, -0.1514, -0.1032],
    [0.4106, 0.144, 1.4543],
    [0.761, 0.1217, 0.4439],
    [0.3337, 1.4941, -0.2052],
    [0.3131, -0.8541, -2.553],
    [0.6536, 0.8644, -0.7422],
  ]
  static let y = [
    [1.991, 0.2547, -1.0486, -1.42],
    [2.2455, 1.8488, -1.7063, 1.9508],
    [1.1034, -0.0044, -0.5097, -0.4381],
    [0.4261, 0.1819, -1.2528, 0.7775],
    [0.6723, -0.0764, -1.6139, -0.2127],
    [0.2989, 1.5097, -0.8955, 0.3869],
    [0.4361, -0.7339, -0.5108, -1.1806],
    [0.6149, 0.8342, -0.0282, 0.4283],
  ]

  @Test("a hint is half the squared distance to the teacher's embedding, mean over rows")
  func hint() {
    let (h, e) = Reference.projections
    let probe = EmbeddingProbe(HintLoss(), at: h, teacher: e, parts: Reference.identity)
    #expect(abs(probe.loss - 1.125) < 1e-5)
    // ∂/∂h = (h − e) / rows.
    let expected = zip(h.joined(), e.joined()).map { ($0 - $1) / 2 }
    for (derivative, expected) in zip(probe.gradient, expected) {
      #expect(abs(derivative - expected) < 1e-6)
    }
  }

  @Test("relational distances and angles are those of the published code, diagonals included")
  func relational() {
    let (h, e) = Reference.relations
    let distance = EmbeddingProbe(RelationalDistanceLoss(), at: h, teacher: e).loss
    let angle = EmbeddingProbe(RelationalAngleLoss(), at: h, teacher: e).loss
    #expect(abs(distance - 0.09433701545) < 1e-5)
    #expect(abs(angle - 0.09180006353) < 1e-5)
    let both = WeightedLosses([
      WeightedLosses.Term(25, RelationalDistanceLoss()),
      WeightedLosses.Term(50, RelationalAngleLoss()),
    ])
    #expect(abs(EmbeddingProbe(both, at: h, teacher: e).loss - 6.948428563) < 1e-4)
  }

  @Test("relations are blind to scale and, but for similarities, to place")
  func invariance() {
    let moved = Reference.student.map { $0.map { 3 * $0 + 2 } }
    let scaled = Reference.student.map { $0.map { 3 * $0 } }
    func loss(_ loss: some DistillationLoss, _ h: [[Double]]) -> Double {
      EmbeddingProbe(loss, at: h, teacher: Reference.teacher).loss
    }
    for changed in [moved, scaled] {
      #expect(
        abs(
          loss(RelationalDistanceLoss(), changed)
            - loss(RelationalDistanceLoss(), Reference.student))
          < 1e-5)
      #expect(
        abs(loss(RelationalAngleLoss(), changed) - loss(RelationalAngleLoss(), Reference.student))
          < 1e-5)
      #expect(abs(loss(CKALoss(), changed) - loss(CKALoss(), Reference.student)) < 1e-5)
    }
    #expect(
      abs(
        loss(SimilarityPreservingLoss(), scaled)
          - loss(SimilarityPreservingLoss(), Reference.student)) < 1e-5)
  }

  @Test(
    "similarities are normalised rows of h hᵀ, their squared distance divided by the batch's square"
  )
  func similarity() {
    let (h, e) = Reference.projections
    // G_h of rows (1.5, 0.5) and (0.5, 1); G_e of (5, −2) and (−2, 2).
    func unit(_ a: Double, _ b: Double) -> [Double] {
      let norm = (a * a + b * b).squareRoot()
      return [a / norm, b / norm]
    }
    let g = unit(1.5, 0.5) + unit(0.5, 1)
    let t = unit(5, -2) + unit(-2, 2)
    let expected = zip(g, t).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) } / 4
    let found = EmbeddingProbe(SimilarityPreservingLoss(), at: h, teacher: e).loss
    #expect(abs(found - expected) < 1e-6)
  }

  @Test(
    "the contrast is the mean of both ways, each a cross-entropy of cosines over the temperature")
  func contrast() {
    let (h, e) = Reference.projections
    let found = EmbeddingProbe(
      InfoNCELoss(contrast: 0.1), at: h, teacher: e, parts: Reference.identity
    ).loss
    func cosine(_ a: [Double], _ b: [Double]) -> Double {
      dot(a, b) / (dot(a, a) * dot(b, b)).squareRoot()
    }
    func oneWay(_ a: [[Double]], _ b: [[Double]]) -> Double {
      Written.mean(
        a.indices.map { i in
          let s = b.map { cosine(a[i], $0) / 0.1 }
          return Written.crossEntropy((0..<b.count).map { $0 == i ? 1 : 0 }, Written.softmax(s))
        })
    }
    // One way by NumPy.
    #expect(abs(oneWay(h, e) - 2.241750074) < 1e-8)
    #expect(abs(found - (oneWay(h, e) + oneWay(e, h)) / 2) < 1e-5)
  }

  @Test(
    "has a value and a gradient where rows have no relations: one row, equal rows, a constant teacher",
    arguments: [
      RelationalDistanceLoss() as any DistillationLoss, RelationalAngleLoss(),
      SimilarityPreservingLoss(), InfoNCELoss(contrast: 0.1), CKALoss(), CosineLoss(), HintLoss(),
    ])
  func degenerate(_ loss: any DistillationLoss) {
    func isFinite(_ loss: some DistillationLoss, _ h: [[Double]], _ e: [[Double]]) -> Bool {
      let probe = EmbeddingProbe(loss, at: h, teacher: e)
      return probe.loss.isFinite && probe.gradient.allSatisfy(\.isFinite)
    }
    let (h, e) = Reference.relations
    let equal = h.map { _ in [1.0, 2] }
    let constant = e.map { _ in [1.0, 0, 3] }
    let dead = h.map { _ in [0.0, 0] }
    let single = isFinite(loss, [h[1]], [e[1]])
    #expect(single)
    for (h, e) in [(equal, e), (h, constant), (equal, constant), (dead, e), (dead, constant)] {
      let found = isFinite(loss, h, e)
      #expect(found, "\(h[0]) \(e[0])")
    }
  }

  @Test("alignment is linear CKA, 1 with itself")
  func alignment() {
    #expect(
      abs(1 - EmbeddingProbe(CKALoss(), at: Self.x, teacher: Self.y).loss - 0.4627307098) < 1e-5)
    #expect(abs(EmbeddingProbe(CKALoss(), at: Self.x, teacher: Self.x).loss) < 1e-5)
  }

  @Test("the cosine term is 1 − cos, without a projection where widths agree")
  func cosine() {
    let (h, e) = Reference.projections
    #expect(abs(EmbeddingProbe(CosineLoss(), at: h, teacher: e).loss - 0.5435645354) < 1e-5)
  }

  @Test(
    "every one has the gradient of its value",
    arguments: [
      ("hint", HintLoss() as any DistillationLoss, 1e-3),
      ("distance", RelationalDistanceLoss(), 2e-3),
      ("angle", RelationalAngleLoss(), 2e-3), ("similarity", SimilarityPreservingLoss(), 1e-3),
      ("contrast", InfoNCELoss(contrast: 0.5), 2e-3), ("cka", CKALoss(), 1e-3),
      ("cosine", CosineLoss(), 1e-3),
    ] as [(String, any DistillationLoss, Double)])
  func gradients(_ name: String, _ loss: any DistillationLoss, _ tolerance: Double) {
    func error(_ loss: some DistillationLoss) -> Double {
      EmbeddingProbe(
        loss, at: Reference.student, teacher: Reference.teacher,
        parts: (0..<12).map { Float($0 % 5) / 3 - 0.5 }
      ).worstGradientError()
    }
    #expect(error(loss) < tolerance, "\(name)")
  }
}

@Suite("A weighted sum of losses") struct WeightedLossesTests {
  @Test("is the sum of its terms, each times its weight")
  func sum() {
    let (h, e) = Reference.relations
    func loss(_ loss: some DistillationLoss) -> Double {
      EmbeddingProbe(loss, at: h, teacher: e).loss
    }
    let sum = WeightedLosses([
      WeightedLosses.Term(2, RelationalDistanceLoss()), WeightedLosses.Term(0.5, CKALoss()),
    ])
    #expect(abs(loss(sum) - 2 * loss(RelationalDistanceLoss()) - 0.5 * loss(CKALoss())) < 1e-5)
  }

  @Test("reads and learns nothing for a term of weight 0")
  func silent() {
    let sum = WeightedLosses([
      WeightedLosses.Term(1, SupervisedLoss()), WeightedLosses.Term(0, HintLoss()),
    ])
    #expect(sum.reads.isEmpty)
    var layout = ParameterLayout()
    _ = sum.parts(Widths(embedding: 2, outputs: 2, signals: [:]), in: &layout)
    #expect(layout.count == 0)
    #expect(sum.identity == WeightedLosses([WeightedLosses.Term(1, SupervisedLoss())]).identity)
    // A network that never moves, and knows no teacher.
    let nothing = WeightedLosses([
      WeightedLosses.Term(0, HintonLoss(lambda: 1, temperature: 1)),
      WeightedLosses.Term(0, HintLoss()),
    ])
    #expect(nothing.reads.isEmpty && nothing.terms.map(\.weight) == [0])
  }

  @Test("learns the parts of all of its terms, one behind the other")
  func parts() {
    let sum = WeightedLosses([
      WeightedLosses.Term(1, HintLoss()), WeightedLosses.Term(1, InfoNCELoss(contrast: 0.1)),
    ])
    var layout = ParameterLayout()
    _ = sum.parts(
      Widths(embedding: 2, outputs: 2, signals: [.teacherEmbedding: 3]), in: &layout)
    #expect(
      layout.slices.map(\.name) == [
        "hint regressor weight", "hint regressor bias", "contrast projection weight",
        "contrast projection bias",
      ])
    #expect(sum.reads == [.teacherEmbedding])
  }

  @Test("of DistilBERT is 5 soft + 2 hard + 1 cosine by default, T² included")
  func distilBERT() throws {
    let descriptor = DistilBERTDistillation.descriptor
    let defaults = Dictionary(
      uniqueKeysWithValues: descriptor.options.map { ($0.name, $0.defaultValue) })
    let loss = DistilBERTDistillation(options: MethodOptions(defaults)).loss
    #expect(loss.terms.map(\.weight) == [5, 2, 1])
    #expect(loss.reads == [.teacherOutputs, .teacherEmbedding])
    #expect(loss.temperature == 1)
  }
}
