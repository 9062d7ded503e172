import Networks

extension SafeTensors {
  /// A vector of Float64; empty where there is none of that name.
  func doubles(_ name: String) -> [Double] {
    guard case .float64(let values) = arrays[name]?.values else { return [] }
    return values
  }

  mutating func add(_ name: String, _ values: [Double]) {
    arrays[name] = NamedArray(shape: [values.count], values: .float64(values))
  }
}
