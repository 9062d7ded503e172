/// A test set of a job with what had been looked at of it when the job was sealed.
public struct TestSetRow: Sendable, Hashable, Codable {
  public var rows: Int
  /// Sealed jobs that had scored on the same rows; `nil` until the job is sealed.
  public var looks: Int?
  /// How many different contents these had, the job's own left out.
  public var otherContents: Int?

  public init(rows: Int, looks: Int? = nil, otherContents: Int? = nil) {
    self.rows = rows
    self.looks = looks
    self.otherContents = otherContents
  }
}
