/// The version of everything that computes a number.
public enum EngineVersion {
  /// Raised by hand when numbers or keys of runs change; `EngineVersionTests` notices a change that was not raised.
  public static let current = 4
}
