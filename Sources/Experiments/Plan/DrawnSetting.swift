import Specifications

/// A setting of the sweep with one draw of its split; the only one unless `splits` asks for more.
struct DrawnSetting: Sendable, Hashable {
  /// With the seed of the draw among its values where there are several.
  var setting: SweptSetting
  /// The setting in words, whatever the draw; `nil` where there is only one draw.
  var repeats: String?

  /// One a draw, with the seeds split.seed, split.seed + 1, …
  static func all(of setting: SweptSetting) -> [DrawnSetting] {
    let splits = setting.specification.splits
    guard splits > 1, case .drawn(let draw) = setting.specification.data.split else {
      return [DrawnSetting(setting: setting, repeats: nil)]
    }
    let others = setting.values.filter { $0.key != Self.key }
    let base = SweptSetting(values: others, specification: setting.specification)
    return (0..<splits).map { index in
      var own = draw
      own.seed += index
      var drawn = base
      drawn.values.append(
        SweptSetting.Value(key: Self.key, text: "\(own.seed)", value: .integer(own.seed)))
      drawn.specification.data.split = .drawn(own)
      return DrawnSetting(setting: drawn, repeats: base.label)
    }
  }

  /// What tells the draws of a setting apart.
  static let key = "data.split.seed"
}
