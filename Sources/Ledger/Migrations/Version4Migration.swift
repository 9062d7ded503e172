internal import GRDB

/// From version 3 to 4: what a claim is made of.
enum Version4Migration {
  static func apply(_ database: Database) throws {
    try database.execute(
      sql: """
        ALTER TABLE comparisons ADD COLUMN claim_p_value REAL;
        ALTER TABLE comparisons ADD COLUMN student_variant TEXT;
        ALTER TABLE comparisons ADD COLUMN distilled_variant TEXT;
        """)
  }
}
