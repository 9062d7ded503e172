/// One cell of the swept keys that make an experiment of its own: all but modalities and the options
/// of the method.
///
/// The students, verdicts and gains of two settings are never set against each other; runs that a
/// setting does not change are shared.
public struct SweptSetting: Sendable, Hashable {
  /// A swept key with the value it takes here, both as a report names them.
  public struct Value: Sendable, Hashable {
    /// Dotted key of the specification: `training.epochs`.
    public var key: String
    /// Text that tells the value from the others of its axis: `30`, `mlp 64`.
    public var text: String
    /// The value itself; a text where it takes several words to say.
    public var value: ScalarValue

    public init(key: String, text: String, value: ScalarValue? = nil) {
      self.key = key
      self.text = text
      self.value = value ?? .text(text)
    }
  }

  /// In the order of expansion; empty where no such key is swept.
  public var values: [Value]
  /// The specification with these values in place; its own sweep holds modalities and options of the
  /// method only.
  public var specification: JobSpecification

  public init(values: [Value], specification: JobSpecification) {
    self.values = values
    self.specification = specification
  }

  /// The setting in words, `student.network=mlp 64, training.epochs=30`; empty where nothing is swept.
  public var label: String { Self.label(of: values) }

  static func label(of values: [Value]) -> String {
    values.map { "\($0.key)=\($0.text)" }.joined(separator: ", ")
  }
}
