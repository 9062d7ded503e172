import PlainText

/// A calibrated temperature as people read it: "1.38"; "20 or more" where the search ended at its bound, so
/// that the bound is not taken for an estimate.
///
/// Temperatures are searched in 0.05 … 20, to a hundredth of either end.
func temperatureText(_ value: Double, decimals: Int) -> String {
  if value >= 19.8 { return "20 or more" }
  if value <= 0.0505 { return "0.05 or less" }
  return FixedDecimal(value, decimals: decimals).typeset
}
