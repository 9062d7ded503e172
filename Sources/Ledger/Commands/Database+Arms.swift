internal import GRDB
import Records

/// Arms as rows of a job.
extension Database {
  func insert(_ arms: [Arm], job: Int) throws {
    for (ordinal, arm) in arms.enumerated() {
      try insert(
        into: "arms",
        [
          "job": job, "ordinal": ordinal, "arm": arm.word, "kind": arm.kind.rawValue,
          "learns_from": arm.learnsFrom, "expectation": arm.expectation.rawValue,
          "is_reference": arm.isReference, "meaning": arm.meaning,
          "sees": arm.wording.sees.rawValue, "aside": arm.wording.aside,
          "label": arm.wording.label, "advice": arm.wording.advice, "tuning": arm.wording.tuning,
          "remains": arm.wording.remains,
        ])
    }
  }

  /// The arms of a job, in its order.
  func arms(ofJob job: Int) throws -> [Arm] {
    try Row.fetchAll(
      self, sql: "SELECT * FROM arms WHERE job = ? ORDER BY ordinal", arguments: [job]
    ).map { row in
      Arm(
        row["arm"], try row.word("kind"), learnsFrom: row["learns_from"], meaning: row["meaning"],
        expectation: try row.word("expectation"), isReference: row["is_reference"],
        wording: ArmWording(
          sees: try row.word("sees"), aside: row["aside"], label: row["label"],
          advice: row["advice"], tuning: row["tuning"], remains: row["remains"]))
    }
  }
}
