/// What becomes of train rows whose label is absent, or hidden by a label budget.
public enum UnlabelledPolicy: String, Sendable, Hashable, CaseIterable {
  /// They are train rows that no label loss sees.
  case keep
  /// They are not used.
  case drop
}
