import Records

/// One warning of a job and where it applies. The same sentence for several pairs or settings is one warning:
/// a sweep of a hundred settings over one table warns of a column of it once.
struct SharedWarning: Sendable, Hashable {
  let text: String
  /// Pairs and settings in the order they were sealed; empty where the warning is of the whole job.
  private(set) var places: [Place]

  struct Place: Sendable, Hashable {
    /// Both empty for a warning of a whole setting.
    var teacher: String
    var student: String
    var setting: String

    init(_ record: SummaryRecord) {
      // A warning of one side says its name itself.
      let isOfPair = !record.teacher.isEmpty && !record.student.isEmpty
      teacher = isOfPair ? record.teacher : ""
      student = isOfPair ? record.student : ""
      setting = record.setting
    }

    var isWholeJob: Bool { teacher.isEmpty && setting.isEmpty }
  }

  /// Of equal sentences the first gives the order.
  static func grouped(_ records: [SummaryRecord]) -> [SharedWarning] {
    var order: [String] = []
    var warnings: [String: SharedWarning] = [:]
    for record in records {
      guard let text = record.text else { continue }
      if warnings[text] == nil {
        order.append(text)
        warnings[text] = SharedWarning(text: text, places: [])
      }
      let place = Place(record)
      if !place.isWholeJob, warnings[text]?.places.contains(place) == false {
        warnings[text]?.places.append(place)
      }
    }
    return order.compactMap { warnings[$0] }
  }
}

extension SharedWarning {
  /// Places named one by one; of more their number is told.
  private static let limit = 4

  /// "pixels → morphology", "3 settings: …", "all 6 settings": safe in Markdown; `nil` where the place goes
  /// without saying.
  ///
  /// - Parameters:
  ///   - pairs: pairs of teacher and student in the job.
  ///   - settings: settings in the job.
  func location(pairs: Int, settings: Int) -> String? {
    let parts = [
      part(
        places.filter { !$0.teacher.isEmpty }.map {
          PairName(teacher: $0.teacher, student: $0.student, setting: "").markdown
        }, of: pairs, "pair"),
      part(
        places.filter { !$0.setting.isEmpty }.map { MarkdownText.name($0.setting) },
        of: settings, "setting"),
    ].compactMap { $0 }
    return parts.isEmpty ? nil : parts.joined(separator: ", at ")
  }

  private func part(_ names: [String], of all: Int, _ noun: String) -> String? {
    let names = names.withoutRepeats
    guard !names.isEmpty, all > 1 else { return nil }
    if names.count == all { return "all \(all) \(noun)s" }
    if names.count > Self.limit { return "\(names.count) of \(all) \(noun)s" }
    return names.joined(separator: "; ")
  }
}
