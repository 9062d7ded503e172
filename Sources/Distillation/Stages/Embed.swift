import Networks
import Plans
import Specifications
import Tensors

/// What a fitted network's last layer makes its outputs of, on train rows with a label or without: what losses on embeddings read.
///
/// Of the fit on all train rows: the axes of two folds' networks have nothing in common.
public struct Embed: Stage {
  /// Of the run that is read as `teacher`.
  public var seen: SeenNetwork

  public init(_ fit: Fit) { seen = fit.seen }

  public var role: StageRole { "embedding" }
  public var identity: CanonicalValue { seen.identity }
  public var inputs: [StageInput] { seen.sources + [.teacher] }

  /// A pass over the pool, its result as it is made, as it is encoded and as it is stored.
  public func demand(_ study: Study) -> Demand {
    guard let network = try? seen.engine(study) else { return Demand() }
    let rows = study.task.pool.count
    return Demand(
      operations: 2 * Double(network.parameterCount) * Double(rows),
      bytes: MemoryLayout<Float>.stride * (3 * network.parameterCount + 3 * rows * network.width))
  }

  public func run(_ context: consuming StageContext) throws -> Products {
    let fitted = try context.products(.teacher)
    let study = context.study
    var products = Products()
    products.poolEmbedding = try seen.engine(study).representations(
      fitted.parameters, features: seen.features(study), rows: study.task.pool)
    return products
  }
}

extension Products {
  /// Of the rows of the pool, `[rows, width]`: those with a label first.
  public var poolEmbedding: Tensor? {
    get { tensors["embedding.train"] }
    set { tensors["embedding.train"] = newValue }
  }
}

extension StageInput {
  /// What a teacher's last layer makes its outputs of.
  public static let embedding: Self = "teacher embedding"
}
