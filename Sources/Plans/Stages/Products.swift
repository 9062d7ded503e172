import Tensors

/// What a run leaves: outputs by row set, and named values that later stages read back. One object of the store.
public struct Products: Sendable {
  public var tensors: [String: Tensor] = [:]
  public var numbers: [String: [Double]] = [:]
  public var words: [String: String] = [:]

  public init() {}

  /// Logits, or standardised values, `[rows, outputs]`; `nil` where the run said nothing of these rows.
  public subscript(outputs set: RowSet.Name) -> Tensor? {
    get { tensors[Self.key(set)] }
    set { tensors[Self.key(set)] = newValue }
  }

  /// How much what was said of these rows counts, `[rows, 1]`, 0 where nothing was; `nil` where all counts alike.
  public subscript(weights set: RowSet.Name) -> Tensor? {
    get { tensors["weights.\(set)"] }
    set { tensors["weights.\(set)"] = newValue }
  }

  /// Why the run has no outputs: where its training diverged.
  public var failure: String? {
    get { words["failure"] }
    set { words["failure"] = newValue }
  }

  /// `outputs.out_of_fold`: the tensor's name in the stored file.
  private static func key(_ set: RowSet.Name) -> String {
    "outputs." + String(set.description.map { $0 == "-" ? "_" : $0 })
  }

  /// The same as a stage may see it: without what was said of these rows.
  package func hiding(_ sets: [RowSet]) -> Products {
    sets.reduce(into: self) { $0[outputs: $1.name] = nil }
  }
}
