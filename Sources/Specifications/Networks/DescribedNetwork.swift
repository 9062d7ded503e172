/// A kind of network as far as a file can be judged by: its words, and what is wrong whatever the data.
///
/// `Specifications` knows no network: `Distillation` hands it the kinds there are as a ``NetworkRegistry``,
/// and adds what data and training ask of a kind.
public protocol DescribedNetwork: Sendable {
  /// Name, options and their meaning, as `job.yaml` spells them.
  static var descriptor: NetworkDescriptor { get }

  /// - Parameter options: of the descriptor, defaults filled in.
  init(_ options: NetworkOptions)
  var options: NetworkOptions { get }

  /// Whether its outputs are linear in its row and its parameters: L-BFGS then finds the optimum, and
  /// trains it where a job names no optimizer.
  var isLinear: Bool { get }

  /// Parameters it has at least, whatever the data; `Int.max` where the number is larger still. Asked of
  /// numbers that no list may hold, too.
  var leastParameters: Int { get }

  /// What to do about a network that is too large whatever the data.
  var sizeRemedy: String { get }

  /// Options that are right each by itself and wrong together.
  var conflicts: [NetworkConflict] { get }

  /// Why it cannot be trained on batches of so many rows; the caller knows who says so.
  func refusal(ofBatch rows: Int) -> NetworkRefusal?
}

extension DescribedNetwork {
  /// Of options as one would write them: `PerceptronNetwork(["mlp": [64]])`.
  public init(_ written: [String: NetworkValue]) {
    self.init(Self.descriptor.values(written))
  }

  public var isLinear: Bool { false }
  public var sizeRemedy: String { "use narrower layers" }
  public var conflicts: [NetworkConflict] { [] }
  public func refusal(ofBatch rows: Int) -> NetworkRefusal? { nil }
}
