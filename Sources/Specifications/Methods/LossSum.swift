/// `method: {losses: [{hinton: {weight: 1}}, {fitnets: {weight: 0.5}}]}`: a weighted sum of named losses.
///
/// To everything that reads a specification it is a method called `losses` whose options are those of its losses,
/// each behind the name of its loss: `hinton.weight`, `hinton.temperature`, `fitnets.weight`. They are swept, kept
/// and shown as any method's. The labels are always among them, as `supervised.weight`.
extension MethodSpecification {
  /// What sums are called in the place of a method's name.
  public static let sum = "losses"

  public var isSum: Bool { name == Self.sum }

  /// Names of the losses of a sum.
  public var summands: Set<String> { Set(options.keys.compactMap { LossOption($0)?.loss }) }

  /// Options of one loss of a sum, by their own names.
  public func options(ofLoss loss: String) -> [String: ScalarValue] {
    options.reduce(into: [:]) { found, entry in
      guard let option = LossOption(entry.key), option.loss == loss else { return }
      found[option.name] = entry.value
    }
  }
}

/// An option of a loss in a sum: `fitnets.weight`.
struct LossOption: Hashable, CustomStringConvertible {
  var loss: String
  var name: String

  init(_ loss: String, _ name: String) {
    self.loss = loss
    self.name = name
  }

  init?(_ text: String) {
    guard let dot = text.firstIndex(of: ".") else { return nil }
    loss = String(text[..<dot])
    name = String(text[text.index(after: dot)...])
  }

  var description: String { "\(loss).\(name)" }
}

extension MethodRegistry {
  /// The descriptor of a sum of these losses. The order in which a file names them does not matter.
  public func sum(of names: Set<String>) -> MethodDescriptor {
    let terms = losses.enumerated().filter { $0.offset == 0 || names.contains($0.element.name) }
    return MethodDescriptor(
      name: MethodSpecification.sum, summary: "A weighted sum of losses.",
      options: terms.flatMap { _, loss in
        loss.options.map { option in
          var option = option
          option.name = LossOption(loss.name, option.name).description
          return option
        }
      })
  }
}
