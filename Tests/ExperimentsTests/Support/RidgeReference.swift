import Foundation

/// Ridge-penalised logistic regression whose penalty was chosen on validation rows by scikit-learn:
/// `Tests/References/sklearn_ridge.py` wrote `Tests/Fixtures/references/ridge.json`.
///
/// A decay w stands for the objective of a linear network: mean cross-entropy + (w/2)‖W‖², in nats.
struct RidgeReference: Decodable, Sendable {
  /// What was tried, ascending: four a decade from 1e-6 to 1e2.
  var decays: [Double]
  var splits: [Parts]
  var cases: [Case]

  /// Rows of a data set, counted from 0.
  struct Parts: Decodable, Sendable {
    /// Of the data set, seen from the root of the repository.
    var folder: String
    var train: [Int]
    var validation: [Int]
    var test: [Int]
  }

  /// One view of one split.
  struct Case: Decodable, Sendable {
    /// Its place among the splits.
    var split: Int
    /// Its file is `<view>.npy`.
    var view: String
    /// The decay with the best validation accuracy, then the lowest validation log-loss.
    var decay: Double
    /// Of the chosen decay.
    var testAccuracy: Double
    /// One a decay.
    var testAccuracies: [Double]

    enum CodingKeys: String, CodingKey {
      case split, view, decay
      case testAccuracy = "test_accuracy"
      case testAccuracies = "test_accuracies"
    }
  }

  /// Of the repository.
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../..").standardizedFileURL

  static func read() throws -> RidgeReference {
    let file = root.appending(path: "Tests/Fixtures/references/ridge.json")
    return try JSONDecoder().decode(RidgeReference.self, from: Data(contentsOf: file))
  }

  /// The test accuracy of a case at the decay tried that lies nearest, at most 6 % away.
  func testAccuracy(of item: Case, near decay: Double) -> Double? {
    func factor(_ tried: Double) -> Double { max(tried / decay, decay / tried) }
    let nearest = decays.indices.min { factor(decays[$0]) < factor(decays[$1]) }
    return nearest.flatMap { factor(decays[$0]) < 1.06 ? item.testAccuracies[$0] : nil }
  }

  /// A member of the data set of a case.
  func bytes(_ name: String, of item: Case) throws -> [UInt8] {
    let folder = Self.root.appending(path: splits[item.split].folder)
    return [UInt8](try Data(contentsOf: folder.appending(path: name)))
  }
}
