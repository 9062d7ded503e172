/// What stands where there is no number.
let noNumber = "–"

extension Optional where Wrapped == Double {
  /// The number, if there is one that can be printed.
  var finite: Double? {
    guard let self, self.isFinite else { return nil }
    return self
  }
}
