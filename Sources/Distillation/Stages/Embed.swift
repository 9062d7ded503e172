import Networks
import Plans
import Specifications
import Tensors

/// What a fitted network's last layer makes its outputs of, on train rows: what losses on embeddings read.
///
/// Of the fit on all train rows: the axes of two folds' networks have nothing in common.
public struct Embed: Stage {
  /// The fit behind the run that is read as `teacher`.
  public var fit: Fit

  public init(_ fit: Fit) { self.fit = fit }

  public var role: StageRole { "embedding" }

  public var identity: CanonicalValue {
    [
      "network": .text(fit.recipe.network.description),
      "sources": .list(fit.sources.map { .text($0.description) }),
    ]
  }

  public var inputs: [StageInput] { fit.sources + [.teacher] }

  public func run(_ context: consuming StageContext) throws -> Products {
    let fitted = try context.products(.teacher)
    let study = context.study
    var products = Products()
    products.trainEmbedding = try fit.network(study).representations(
      fitted.parameters, features: fit.features(study), rows: study.task.train)
    return products
  }
}

extension Products {
  /// `[train rows, width]`.
  public var trainEmbedding: Tensor? {
    get { tensors["embedding.train"] }
    set { tensors["embedding.train"] = newValue }
  }
}

extension StageInput {
  /// What a teacher's last layer makes its outputs of.
  public static let embedding: Self = "teacher embedding"
}
