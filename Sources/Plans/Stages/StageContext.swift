import Tensors

/// What a stage may see while it runs. ``evaluate(_:keeping:)`` consumes it: nothing is trained, tuned or chosen
/// after test rows were opened.
public struct StageContext: ~Copyable, Sendable {
  public let study: Study
  /// `nil` where it runs once for all seeds.
  public let seed: Int?
  public let services: RunServices
  private let inputs: [StageInput: Products]
  private let disturbances: [StageInput: Disturbance]
  private let test: TestAccess

  /// - Parameters:
  ///   - evaluation: row sets that are scored once, by this run alone.
  ///   - inputs: products of the runs that the stage reads, with what they say of those sets.
  public init(
    study: Study, evaluation: [RowSet], seed: Int?, inputs: [StageInput: Products],
    disturbances: [StageInput: Disturbance] = [:], services: RunServices = RunServices()
  ) {
    self.study = study
    self.seed = seed
    self.services = services
    self.disturbances = disturbances
    self.inputs = inputs.mapValues { $0.hiding(evaluation) }
    test = TestAccess(evaluation.map { Rows($0, inputs: inputs) })
  }

  /// What an earlier run left, disturbed where this run is a control; never what it said of test rows.
  ///
  /// - Throws: ``StageFailure`` where that run has no numbers.
  public func products(_ input: StageInput) throws(StageFailure) -> Products {
    guard let products = inputs[input] else {
      preconditionFailure("a stage reads '\(input)', which is none of its inputs")
    }
    guard products.failure == nil else { throw .inputDiverged(input) }
    return disturbances[input]?.applied(to: products, study: study, seed: seed) ?? products
  }

  /// Rows that may be learned or chosen from; `nil` where there are none of that name.
  public func rows(_ name: RowSet.Name) -> Rows? {
    study.rows(name).map { Rows(RowSet(name, rows: $0), inputs: inputs) }
  }

  /// What a finished predictor says of validation, of rows without a label and of every test set, beside what is kept
  /// of it. Ends the stage.
  public consuming func evaluate(
    _ predictor: some Predictor, keeping products: Products = Products()
  ) -> Products {
    var products = products
    let others = [RowSet.Name.validation, .unlabelled].compactMap { rows($0) }
    for rows in others + test.opened() {
      products[outputs: rows.name] = predictor.outputs(on: rows)
    }
    return products
  }
}

/// Something that has been fitted and now puts out numbers for rows.
public protocol Predictor {
  /// - Returns: `[rows, outputs]`, in the order of the rows.
  func outputs(on rows: Rows) -> Tensor
}

/// Rows with what earlier runs put out there: all that a predictor is shown.
public struct Rows: Sendable {
  public let name: RowSet.Name
  /// Row numbers of the dataset.
  public let numbers: [Int]
  private let inputs: [StageInput: Products]

  init(_ set: RowSet, inputs: [StageInput: Products]) {
    name = set.name
    numbers = set.rows
    self.inputs = inputs
  }

  /// What an earlier run put out for these rows; `nil` where it put out nothing.
  public func outputs(of input: StageInput) -> Tensor? { inputs[input]?[outputs: name] }
}

/// Opens the test rows of one run. The context makes one a run, and the evaluation consumes it.
struct TestAccess: ~Copyable, Sendable {
  private let rows: [Rows]

  init(_ rows: [Rows]) { self.rows = rows }

  consuming func opened() -> [Rows] { rows }
}

/// What a run may ask of its surroundings. Nothing of it changes what is computed.
public struct RunServices: Sendable {
  /// Told, after each epoch of each fit, the fit's number and how many epochs it has behind it.
  public var onEpoch: (@Sendable (_ fit: Int, _ epoch: Int) -> Void)?

  public init(onEpoch: (@Sendable (_ fit: Int, _ epoch: Int) -> Void)? = nil) {
    self.onEpoch = onEpoch
  }
}
