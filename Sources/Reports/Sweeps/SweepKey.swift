import Records

/// What a table's rows or columns stand for.
public enum SweepKey: Sendable, Hashable, CustomStringConvertible {
  case teacher, student, method, variant, setting, arm
  /// An option of the method or another swept key: `lambda`, `training.epochs`.
  case swept(String)

  static let fixed: [SweepKey] = [.teacher, .student, .method, .setting, .variant, .arm]

  public var description: String {
    switch self {
    case .teacher: "teacher"
    case .student: "student"
    case .method: "method"
    case .variant: "variant"
    case .setting: "setting"
    case .arm: "arm"
    case .swept(let key): key
    }
  }

  /// - Parameters:
  ///   - text: as a person writes it: `student`, `lambda`, `method.lambda`, `training.epochs`, `epochs`.
  ///   - swept: keys of the sweep.
  init?(_ text: String, swept: [String]) {
    // Where methods are compared, the swept key tells two settings of one method apart.
    if let key = Self.fixed.first(where: { $0.description == text }), !swept.contains(text) {
      self = key
      return
    }
    func known(_ name: String) -> SweepKey? { swept.contains(name) ? .swept(name) : nil }
    let withoutMethod = text.hasPrefix("method.") ? String(text.dropFirst(7)) : text
    let ending = swept.filter { $0.hasSuffix(".\(text)") }
    guard
      let key = known(text) ?? known(withoutMethod) ?? (ending.count == 1 ? known(ending[0]) : nil)
    else { return nil }
    self = key
  }

  /// How a heading shows a value: names of modalities speak for themselves, numbers do not.
  func heading(_ value: String) -> String {
    if case .swept = self { return "\(self)=\(value)" }
    return value.isEmpty ? "as written" : value
  }
}
