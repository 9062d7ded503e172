/// How the models of a report are named: when a job is sealed and where a report tells what they hold.
///
/// Two pairs never share a name. A modality whose name is made of letters, digits, dashes and underscores keeps it;
/// anything else becomes a dash, and eight digits of the whole name follow. They follow too where a name has a `to`
/// of its own between dashes, which could be read as that between teacher and student, or ends in such digits itself.
public enum ModelFileName {
  public static let suffix = ".safetensors"

  /// `pixels-to-morphology`: the student that `teacher` has taught.
  public static func distilled(teacher: String, student: String) -> String {
    "\(modality(teacher))-to-\(modality(student))"
  }

  /// `student-morphology`: the tuned student, whoever teaches it.
  public static func student(_ student: String) -> String { "student-\(modality(student))" }

  private static func modality(_ name: String) -> String {
    let kept = String(name.unicodeScalars.map { isPlain($0) ? Character($0) : "-" })
    let isItself = kept.unicodeScalars.elementsEqual(name.unicodeScalars)
    return isItself && !"-\(name)-".contains("-to-") && !hasDigits(name)
      ? name : "\(kept)-\(digits(of: name))"
  }

  /// Whether a name ends as one that has got its digits.
  private static func hasDigits(_ name: String) -> Bool {
    let end = name.utf8.suffix(9)
    return end.count == 9 && end.first == UInt8(ascii: "-")
      && end.dropFirst().allSatisfy {
        ("0"..."9").contains(Unicode.Scalar($0)) || ("a"..."f").contains(Unicode.Scalar($0))
      }
  }

  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9", "-", "_": true
    default: false
    }
  }

  /// FNV-1a of the name's UTF-8, 32 bits in hexadecimal.
  private static func digits(of name: String) -> String {
    let hash = name.utf8.reduce(0x811c_9dc5 as UInt32) { ($0 ^ UInt32($1)) &* 0x0100_0193 }
    let text = String(hash, radix: 16)
    return String(repeating: "0", count: 8 - text.utf8.count) + text
  }
}
