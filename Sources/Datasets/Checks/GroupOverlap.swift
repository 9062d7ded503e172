/// Groups whose rows were given to two parts: what is known of a person in train is no news in test.
public struct GroupOverlap: Sendable, Hashable {
  /// `test` or `validation`.
  public var part: String
  public var groups: Int
  /// Those of them that train holds too.
  public var alsoInTrain: Int

  /// - Parameter groups: number of the group of each row.
  init(_ part: String, rows: [Int], train: [Int], groups: [Int]) {
    self.part = part
    let known = Set(train.map { groups[$0] })
    let found = Set(rows.map { groups[$0] })
    self.groups = found.count
    alsoInTrain = found.count { known.contains($0) }
  }
}
