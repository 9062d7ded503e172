import Ledger
import Records

/// What the files below `models/` hold, told from their names: `pixels-to-morphology.safetensors` is a
/// distilled student, `student-morphology.safetensors` the tuned one, which is the same whoever teaches it.
/// In a job of several settings each has a folder, `setting-2/`, numbered in the order of the plan.
struct ExportedModels: Sendable {
  /// One model and the pairs it is recommended for.
  struct Model: Sendable, Hashable {
    /// `nil` for the tuned student.
    var teacher: String?
    var student: String
    /// Empty where none is swept.
    var setting: String
    /// Teachers of the pairs in which it is the better one on validation.
    var recommendedOver: [String]
  }

  private struct Content: Hashable {
    var teacher: String?
    var student: String
  }

  /// As the folders count them; one empty name where none is swept.
  private let settings: [String]
  private let contents: [String: Content]
  private let choices: [String: [SummaryRecord]]

  private let arms: [Arm]

  init(_ evidence: JobEvidence) {
    self.arms = evidence.report.arms
    let arms = evidence.summaries("arm").filter { !$0.teacher.isEmpty }
    let trained = arms.map(\.setting).withoutRepeats
    // The mean over draws has no model of its own.
    settings =
      evidence.draws.isEmpty ? trained : trained.filter { evidence.draws[$0] != nil }
    var contents: [String: Content] = [:]
    for arm in arms {
      contents[ModelFileName.student(arm.student)] = Content(student: arm.student)
    }
    for arm in arms {
      contents[ModelFileName.distilled(teacher: arm.teacher, student: arm.student)] =
        Content(teacher: arm.teacher, student: arm.student)
    }
    self.contents = contents
    choices = Dictionary(
      grouping: evidence.summaries("model").filter { $0.item == "recommended" }, by: \.setting)
  }

  /// - Parameter file: a path of the report, `models/setting-2/pixels-to-morphology.safetensors`.
  /// - Returns: `nil` where no pair of the job has such a file.
  func model(_ file: String) -> Model? {
    var parts = file.split(separator: "/").map(String.init)
    guard parts.first == "models", let last = parts.popLast(), last.hasSuffix(ModelFileName.suffix),
      let content = contents[String(last.dropLast(ModelFileName.suffix.count))],
      let setting = setting(folder: parts.count > 1 ? parts[1] : nil)
    else { return nil }
    let arm = (content.teacher == nil ? arms.baseline : arms.distilled)?.word
    let recommended = (choices[setting] ?? []).filter {
      $0.label == arm && $0.student == content.student
        && (content.teacher == nil || content.teacher == $0.teacher)
    }
    return Model(
      teacher: content.teacher, student: content.student, setting: setting,
      recommendedOver: recommended.map(\.teacher))
  }

  private func setting(folder: String?) -> String? {
    guard let folder else { return settings.first ?? "" }
    guard folder.hasPrefix("setting-"), let number = Int(folder.dropFirst("setting-".count)),
      settings.indices.contains(number - 1)
    else { return nil }
    return settings[number - 1]
  }
}
