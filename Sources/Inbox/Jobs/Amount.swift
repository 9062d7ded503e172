/// Sizes and times as people say them.
public enum Amount {
  /// "512 bytes", "1.5 MiB".
  public static func bytes(_ count: Int) -> String {
    let units = ["KiB", "MiB", "GiB", "TiB"]
    guard count >= 1024 else { return "\(count) bytes" }
    var value = Double(count) / 1024
    var unit = 0
    while value >= 1024, unit < units.count - 1 {
      value /= 1024
      unit += 1
    }
    return "\(tenths(value)) \(units[unit])"
  }

  /// "40 s", "12 min", "3.5 h".
  public static func seconds(_ seconds: Double) -> String {
    switch seconds {
    case ..<10: "\(tenths(max(0, seconds))) s"
    case ..<120: "\(Int(seconds)) s"
    case ..<7_200: "\(Int(seconds / 60)) min"
    default: "\(tenths(seconds / 3_600)) h"
    }
  }

  /// One digit behind the point, none where it is zero.
  private static func tenths(_ value: Double) -> String {
    let scaled = (value * 10).rounded()
    return scaled.truncatingRemainder(dividingBy: 10) == 0
      ? "\(Int(scaled / 10))" : "\(scaled / 10)"
  }
}
