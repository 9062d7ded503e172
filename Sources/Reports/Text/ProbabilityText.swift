import PlainText

/// A p-value as people read it: "0.021", "< 0.001", "–" where no test was made.
func probabilityText(_ value: Double?) -> String {
  guard let value = value.finite else { return noNumber }
  return value < 0.001 ? "< 0.001" : FixedDecimal(value, decimals: 3).typeset
}
