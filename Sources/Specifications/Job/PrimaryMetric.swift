/// The metric variants are selected by, on validation rows.
public enum PrimaryMetric: String, Sendable, Hashable, CaseIterable {
  case accuracy
  case balancedAccuracy = "balanced-accuracy"
  case macroF1 = "macro-f1"
  case auc
  case logLoss = "log-loss"
  case r2
  case rmse
}
