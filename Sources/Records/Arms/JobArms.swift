/// What is asked of the arms of a job, which stand in the order tables name them in.
extension [Arm] {
  /// The arm of a word; `nil` where the job has none.
  public subscript(word word: String) -> Arm? { first { $0.word == word } }

  /// Place in the order of the job's arms; behind the last one for words it does not have.
  public func place(of word: String) -> Int { firstIndex { $0.word == word } ?? count }

  public var teacher: Arm? { first { $0.kind == .teacher } }

  public var distilled: Arm? { first { $0.kind == .distilled } }

  /// The student alone, over which a gain is measured: the first reference a claim needs beaten.
  public var baseline: Arm? { first(where: \.isReference) }

  /// What the distilled student is held against besides the student alone: controls, and references
  /// that learn from no teacher.
  public var yardsticks: [Arm] { filter { $0.isReference && $0 != baseline } }

  /// References nobody has to beat: `fused`, which sees both modalities.
  public var landmarks: [Arm] { filter { $0.kind == .reference && !$0.isReference } }

  /// With the least of a teacher first; among equals in the order of the job.
  public var fromLeastRemaining: [Arm] {
    enumerated().sorted {
      ($0.element.wording.remains, $0.offset) < ($1.element.wording.remains, $1.offset)
    }.map(\.element)
  }

  /// With the most of a teacher first; among equals in the order of the job.
  public var fromMostRemaining: [Arm] {
    enumerated().sorted {
      (-$0.element.wording.remains, $0.offset) < (-$1.element.wording.remains, $1.offset)
    }.map(\.element)
  }
}
