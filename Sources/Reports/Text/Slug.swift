/// Names of folders and files made from names that came from outside.
public enum Slug {
  /// Lower-case ASCII letters and digits, everything else one hyphen, at most `limit` characters:
  /// "mfeat: Pixels → ../x" becomes "mfeat-pixels-x".
  public static func text(_ name: String, limit: Int = 60) -> String {
    var result = ""
    for scalar in name.lowercased().unicodeScalars {
      let isKept = ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar)
      if isKept {
        result.unicodeScalars.append(scalar)
      } else if !result.isEmpty, result.last != "-" {
        result.append("-")
      }
    }
    result = String(result.prefix(limit))
    while result.last == "-" { result.removeLast() }
    return result.isEmpty ? "unnamed" : result
  }

  /// The folder of a job's report below `reports/`: "0012-mfeat-pixels-to-morphology".
  public static func reportFolder(job: Int, name: String) -> String {
    let number = String(job)
    return String(repeating: "0", count: max(0, 4 - number.count)) + number + "-" + text(name)
  }
}
