// Counts of parameters come from numbers of a file, which may be of any size: a count that is too large for
// `Int` is the largest there is.

extension Int {
  package func saturating(times other: Int) -> Int {
    let (product, overflow) = multipliedReportingOverflow(by: other)
    return overflow ? .max : product
  }

  package func saturating(plus other: Int) -> Int {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? .max : sum
  }
}
