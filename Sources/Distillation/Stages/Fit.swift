import Networks
import Plans
import Randomness
import Specifications
import Tensors

/// A network trained on rows: teachers, students, distilled students and everything else that is fitted.
public struct Fit: Stage {
  /// Which fits it makes.
  public enum Folds: String, Sendable, Hashable {
    /// One, on all train rows.
    case none
    /// One on all train rows, and one a fold for outputs on rows that it has not seen.
    case also
    /// One a fold alone.
    case only
  }

  /// What stands in the place of labels.
  public enum Told: String, Sendable, Hashable { case labels, teacher }

  /// Train rows it is trained on.
  public enum LearnsFrom: String, Sendable, Hashable {
    /// Those with a label.
    case labelled
    /// Those without one too.
    case all
  }

  public var role: StageRole
  public var recipe: TrainingRecipe
  /// What it sees of a row, side by side.
  public var sources: [StageInput]
  public var labelSmoothing = 0.0
  public var learnsFrom = LearnsFrom.labelled
  public var loss: any DistillationLoss = SupervisedLoss()
  public var told = Told.labels
  /// The network whose embedding the loss looks at; says how wide it is, before any run.
  public var embedded: SeenNetwork?
  /// Which of a teacher's outputs on train rows are looked at.
  public var targets = TeacherTargets.crossFitted
  public var folds = Folds.none

  public init(role: StageRole, recipe: TrainingRecipe, sources: [StageInput], folds: Folds = .none)
  {
    self.role = role
    self.recipe = recipe
    self.sources = sources
    self.folds = folds
  }

  public var identity: CanonicalValue {
    var identity: [String: CanonicalValue] = [
      "recipe": recipe.identity, "weight_decay": .number(recipe.weightDecay),
      "label_smoothing": .number(labelSmoothing), "loss": loss.identity,
      "told": .text(told.rawValue), "folds": .text(folds.rawValue),
      // Their order is that of the columns.
      "sources": .list(sources.map { .text($0.description) }),
    ]
    // Named where it is so: the others keep their keys.
    if learnsFrom == .all { identity["learns from"] = .text(learnsFrom.rawValue) }
    if readsTeacher { identity["targets"] = .text(targets.rawValue) }
    return .object(identity)
  }

  public var inputs: [StageInput] {
    sources + (readsTeacher ? [.teacher] : []) + (readsEmbedding ? [.embedding] : [])
  }

  private var readsTeacher: Bool { told == .teacher || loss.reads.contains(.teacherOutputs) }
  private var readsEmbedding: Bool { loss.reads.contains(.teacherEmbedding) }

  /// The same student, taught.
  ///
  /// - Parameter training: on rows without a label too; `nil` where there are none.
  func taught(
    by loss: some DistillationLoss, targets: TeacherTargets, embedded: SeenNetwork? = nil,
    onPool training: TrainingSpecification? = nil
  ) -> Fit {
    var fit = self
    fit.role = "distilled"
    if let training { (fit.recipe.training, fit.learnsFrom) = (training, .all) }
    fit.loss = loss
    fit.targets = targets
    fit.embedded = loss.reads.contains(.teacherEmbedding) ? embedded : nil
    return fit
  }

  public func run(_ context: consuming StageContext) throws -> Products {
    guard let seed = context.seed else { preconditionFailure("a fit without a seed") }
    let task = context.study.task
    let learner = try learner(context.study, onEpoch: context.services.onEpoch)
    let crossFitting = CrossFitting(learner: learner)
    if folds == .only {
      var products = Products()
      let labels = try toldRows(context.study, teacher: teacher(context), embedding: nil).labels
      products[outputs: .outOfFold] = try crossFitting.outputs(fittedTo: labels, seed: seed)
      return products
    }
    let embedding = readsEmbedding ? try context.products(.embedding).poolEmbedding : nil
    let told = try toldRows(context.study, teacher: teacher(context), embedding: embedding)
    let fit = try learner.fit(loss.objective(told), rows: rows(task), seed: seed)
    var products = Products(fit)
    if folds == .also {
      products[outputs: .inSample] = fit.outputs(features: learner.features, rows: task.train)
      products[outputs: .outOfFold] = try crossFitting.outputs(fittedTo: told.labels, seed: seed)
    }
    return context.evaluate(
      FittedPredictor(fit: fit, features: learner.features), keeping: products)
  }

  private func rows(_ task: LearningTask) -> [Int] {
    learnsFrom == .all ? task.pool : task.train
  }

  private func teacher(_ context: borrowing StageContext) throws(StageFailure) -> Products? {
    readsTeacher ? try context.products(.teacher) : nil
  }

  /// - Parameter embedding: of all rows of the pool.
  private func toldRows(
    _ study: Study, teacher: Products?, embedding: Tensor?
  ) throws(StageFailure) -> ToldRows {
    let task = study.task
    let rows = rows(task)
    let outputs = try teacher.map { teacher throws(StageFailure) in
      try teacher.taught(targets, unlabelled: rows.count > task.train.count)
    }
    let labels =
      self.told == .teacher ? outputs : task.labels(of: rows, smoothing: labelSmoothing)
    guard let labels else { throw .inputDiverged(.teacher) }
    var told = ToldRows(labels: labels, isClassification: task.isClassification)
    told.signals[.teacherOutputs] = outputs
    told.signals[.teacherEmbedding] = embedding?.firstRows(rows.count)
    if rows.count > task.train.count {
      told.labelWeights = ToldRows.weights(
        counting: rows.indices.map { $0 < task.train.count ? 1 : 0 })
      told.teacherWeights = teacher?[weights: .unlabelled].flatMap { weights in
        ToldRows.weights(counting: [Float](repeating: 1, count: task.train.count) + weights.values)
      }
    }
    return told
  }

  private func learner(
    _ study: Study, onEpoch: (@Sendable (_ fit: Int, _ epoch: Int) -> Void)?
  ) throws(NetworkRefusal) -> Learner {
    try Learner(
      recipe: recipe, task: study.task, features: seen.features(study), parts: seen.parts(study),
      onEpoch: onEpoch)
  }

  /// Its network over what it sees.
  public var seen: SeenNetwork { SeenNetwork(network: recipe.network, sources: sources) }

  /// The engine's network over these rows.
  ///
  /// - Throws: where the rows cannot be what the network takes.
  public func network(_ study: Study) throws(NetworkRefusal) -> Network {
    try seen.engine(study)
  }
}

/// A finished fit, looking at rows.
private struct FittedPredictor: Predictor {
  let fit: FittedNetwork
  let features: any FeatureSource

  func outputs(on rows: Rows) -> Tensor { fit.outputs(features: features, rows: rows.numbers) }
}

// MARK: - What it asks for

extension Fit {
  /// A fold's complement has four fifths of the rows.
  private static let crossFits = Double(CrossFitting.folds - 1)

  /// Of its fits, 0 the one on all train rows, 1… the folds.
  var fits: Range<Int> {
    switch folds {
    case .none: 0..<1
    case .also: 0..<(CrossFitting.folds + 1)
    case .only: 1..<(CrossFitting.folds + 1)
    }
  }

  public func demand(_ study: Study) -> Demand {
    // A network that cannot be made is refused before anything is estimated.
    guard let network = try? network(study) else { return Demand() }
    let rows = rows(study.task).count
    let fits =
      switch folds {
      case .none: 1.0
      case .also: 1 + Self.crossFits
      case .only: Self.crossFits
      }
    let epochs = Double(recipe.training.usualEpochs(trainRows: rows))
    // Forward and backward: six operations a parameter, each time a row needs it.
    // Of an embedding a row needs as many rows as it has tokens: next to nothing.
    let weights = network.parameterCount - recipe.network.kind.embeddingParameters
    let uses = Double(max(weights, 0)) * Double(recipe.network.uses(seen.parts(study)))
    return Demand(
      operations: 6 * uses * Double(rows) * epochs * fits, fits: self.fits,
      epochsOfFit: recipe.mostEpochs, bytes: bytes(network, study))
  }

  public var demandIdentity: CanonicalValue {
    [
      "recipe": recipe.identity, "epochs": .integer(recipe.mostEpochs),
      // What an estimate takes for the usual number of epochs.
      "usual": [
        "epochs": .integer(recipe.training.mostEpochs), "batch": .integer(recipe.training.batch),
        "stops": .flag(recipe.training.stop != .none),
      ],
      "sources": .list(sources.map { .text($0.description) }), "loss": loss.form,
      "folds": .text(folds.rawValue), "embedding": embedded?.identity ?? "none",
      "learns from": .text(learnsFrom.rawValue),
    ]
  }

  /// Parameters, gradient, moments, activations and their gradients as the engine plans them for these
  /// batches; the parameters as they go in, come out and are stored (their bytes and a copy of them);
  /// labels, a teacher's logits and its embedding, which is decoded, disturbed and gathered from.
  private func bytes(_ network: Network, _ study: Study) -> Int {
    let rows = rows(study.task).count
    // Of an objective's inputs only the widths matter here.
    let inputs = Tensor.zeros(rows: 0, columns: network.outputs)
    let width = embedded.flatMap { try? $0.engine(study).width } ?? network.width
    let embedding = Tensor.zeros(rows: 0, columns: width)
    let objective = loss.objective(
      ToldRows(
        labels: inputs, signals: [.teacherOutputs: inputs, .teacherEmbedding: embedding],
        isClassification: true))
    return Trainer(network: network, settings: recipe.settings(seed: 0)).memoryBytes(
      rows: rows, objective: objective)
      + MemoryLayout<Float>.stride
      * (4 * network.parameterCount + 2 * rows * network.outputs
        + (readsEmbedding ? 3 * rows * width : 0))
  }

  /// Whether one of its fits was still improving when it ended at its limit; see ``TrainingRecipe/limitKey``.
  public func isCutShort(_ products: Products, validated: Bool) -> Bool {
    recipe.isCutShort(
      epochs: products.curve.count, chosen: products.chosenEpoch, validated: validated)
  }
}
