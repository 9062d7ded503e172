import Ledger
import Records

/// What a file below `models/` holds, told from its name: `pixels-to-morphology.safetensors` is a distilled
/// student, `student-morphology.safetensors` the tuned one, which is the same whoever teaches it. In a job
/// of several settings each has a folder, `setting-2/`, numbered in the order of the plan.
struct ExportedModel: Sendable, Hashable {
  /// `nil` for the tuned student.
  var teacher: String?
  var student: String
  /// Empty where none is swept.
  var setting: String
  /// Teachers of the pairs for which this model is recommended.
  var recommendedOver: [String]

  /// - Returns: `nil` where no pair of the job has such a file.
  init?(file: String, evidence: JobEvidence) {
    var parts = file.split(separator: "/").map(String.init)
    guard parts.first == "models", let last = parts.popLast(), last.hasSuffix(Self.suffix) else {
      return nil
    }
    let name = String(last.dropLast(Self.suffix.count))
    let settings = evidence.exportedSettings
    guard let setting = Self.setting(folder: parts.count > 1 ? parts[1] : nil, of: settings) else {
      return nil
    }
    self.setting = setting
    let choices = evidence.summaries("model").filter {
      $0.item == "recommended" && $0.setting == setting
    }
    let pairs = evidence.trainedPairs
    if let pair = pairs.first(where: { Self.fileName("\($0.teacher)-to-\($0.student)") == name }) {
      (teacher, student) = (pair.teacher, pair.student)
      recommendedOver =
        choices.filter {
          $0.label == "distilled" && $0.teacher == pair.teacher && $0.student == pair.student
        }.map(\.teacher)
    } else if let pair = pairs.first(where: {
      "student-\(Self.fileName($0.student))" == name
    }) {
      (teacher, student) = (nil, pair.student)
      recommendedOver = choices.filter { $0.label == "student" && $0.student == pair.student }
        .map(\.teacher)
    } else {
      return nil
    }
  }

  private static let suffix = ".safetensors"

  private static func setting(folder: String?, of settings: [String]) -> String? {
    guard let folder else { return settings.first ?? "" }
    guard folder.hasPrefix("setting-"), let number = Int(folder.dropFirst("setting-".count)),
      settings.indices.contains(number - 1)
    else { return nil }
    return settings[number - 1]
  }

  /// As models are named when a job is sealed: what is no letter, digit, dash or underscore is a dash.
  private static func fileName(_ name: String) -> String {
    String(
      name.unicodeScalars.map { scalar in
        scalar.isASCII
          && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || scalar == "-"
            || scalar == "_") ? Character(scalar) : "-"
      })
  }
}
