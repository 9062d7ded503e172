import Digests
import Specifications
import Testing

@testable import Datasets

@Suite("What makes a dataset the same") struct DatasetIdentityTests {
  private let members = ["a.npy": Digest(of: "a"), "y.npy": Digest(of: "y")]
  private let column = ColumnReference(file: "y.npy")

  private func specification(
    _ split: SplitSpecification = .drawn(DrawnSplit(train: 0.5, validation: 0.25, test: 0.25))
  ) -> DataSpecification {
    DataSpecification(
      modalities: [
        ModalitySpecification(name: "a", file: "a.npy"),
        ModalitySpecification(name: "b", file: "b.csv", columns: ["x", "y"]),
      ], target: .labels(column, classes: nil), split: split)
  }

  private func digest(_ specification: DataSpecification) -> Digest {
    DatasetIdentity.digest(specification, members: members)
  }

  /// What the digest of ``specification(_:)`` is of.
  private func lines(split: String) -> Digest {
    Digest(
      of: """
        retort dataset 1
        member "a.npy" \(Digest(of: "a").hex)
        member "y.npy" \(Digest(of: "y").hex)
        modality "a" "a.npy" - columns all ids -
        modality "b" "b.csv" - columns "x","y" ids -
        labels "y.npy"/-/- classes -
        ids -
        standardise true
        split \(split)
        """)
  }

  @Test("is written as lines, which older data were digested as")
  func asLines() {
    #expect(
      digest(specification())
        == lines(split: "drawn 0.5 0.25 0.25 stratify true group - seed 1 held"))
  }

  @Test("leaves a group out where there is none, beside index files and columns")
  func group() {
    func files(_ group: ColumnReference?) -> Digest {
      digest(
        specification(
          .files(
            train: ColumnReference(file: "t.npy"), validation: nil,
            test: ColumnReference(file: "e.npy"), validationPolicy: .held, group: group)))
    }
    #expect(files(nil) == lines(split: "files \"t.npy\"/-/- - \"e.npy\"/-/- held"))
    #expect(
      files(ColumnReference(file: "g.csv", column: "who"))
        == lines(split: "files \"t.npy\"/-/- - \"e.npy\"/-/- held group \"g.csv\"/\"who\"/-"))
    let bare = specification(.column(column, validationPolicy: .none))
    #expect(digest(bare) == lines(split: "column \"y.npy\"/-/- none"))
    let grouped = specification(.column(column, validationPolicy: .none, group: column))
    #expect(digest(grouped) == lines(split: "column \"y.npy\"/-/- none group \"y.npy\"/-/-"))
  }

  @Test("says what becomes of unlabelled rows where it differs from what older data did")
  func unlabelled() {
    let drawn = "drawn 0.5 0.25 0.25 stratify true group - seed 1 held"
    func digest(_ policy: UnlabelledPolicy, budget: Int?, isPartlyLabelled: Bool = false) -> Digest
    {
      var other = specification()
      other.unlabelled = policy
      other.labelBudget = budget
      return DatasetIdentity.digest(other, members: members, isPartlyLabelled: isPartlyLabelled)
    }
    #expect(digest(.drop, budget: nil) == lines(split: drawn))
    #expect(digest(.keep, budget: nil, isPartlyLabelled: true) == lines(split: drawn))
    #expect(
      digest(.drop, budget: nil, isPartlyLabelled: true)
        == lines(split: "\(drawn)\nunlabelled drop"))
    #expect(digest(.drop, budget: 5) == lines(split: "\(drawn)\nlabels of train 5"))
    #expect(
      digest(.keep, budget: 5) == lines(split: "\(drawn)\nlabels of train 5\nunlabelled keep"))
  }

  @Test("does not depend on the order in which modalities are written")
  func order() {
    var other = specification()
    other.modalities.reverse()
    #expect(digest(other) == digest(specification()))
    // The order of columns is that of the features.
    other.modalities[0].columns = ["y", "x"]
    #expect(digest(other) != digest(specification()))
  }

  @Test("changes with everything the specification says, each to another")
  func changes() {
    let changes: [(inout DataSpecification) -> Void] = [
      { _ in }, { $0.standardise = false }, { $0.labelBudget = 5 }, { $0.labelBudget = 6 },
      { $0.ids = ColumnReference(file: "y.npy") }, { $0.modalities[0].name = "c" },
      { $0.modalities[0].file = "c.npy" }, { $0.modalities[0].array = "first" },
      { $0.modalities[1].columns = nil }, { $0.modalities[1].columns = ["x,y"] },
      { $0.modalities[0].ids = ColumnReference(file: "i.npy") },
      { $0.target = .values(ColumnReference(file: "y.npy")) },
      { $0.target = .labels(ColumnReference(file: "y.npy"), classes: "c.json") },
      { $0.target = .labels(ColumnReference(file: "y.npy", column: "q"), classes: nil) },
      { $0.target = .labels(ColumnReference(file: "y.npy", array: "q"), classes: nil) },
      { $0.split = .drawn(DrawnSplit(train: 0.5, validation: 0.25, test: 0.25, seed: 2)) },
      { $0.split = .drawn(DrawnSplit(train: 0.5, validation: 0.2, test: 0.3)) },
      {
        $0.split = .drawn(
          DrawnSplit(train: 0.5, validation: 0.25, test: 0.25, stratify: false))
      },
      {
        $0.split = .drawn(
          DrawnSplit(
            train: 0.5, validation: 0.25, test: 0.25, group: ColumnReference(file: "g.npy")))
      },
    ]
    let digests = changes.map { change in
      var other = specification()
      change(&other)
      return digest(other)
    }
    #expect(Set(digests).count == changes.count)
  }

  @Test("changes with a member's content and with its name")
  func contents() {
    let own = digest(specification())
    for other in [
      ["a.npy": Digest(of: "b"), "y.npy": Digest(of: "y")],
      ["c.npy": Digest(of: "a"), "y.npy": Digest(of: "y")], ["y.npy": Digest(of: "y")],
    ] {
      #expect(DatasetIdentity.digest(specification(), members: other) != own)
    }
  }

  @Test("of a split is that of its rows and their parts")
  func split() {
    let split = Split(train: [0, 1], validation: [2], test: [3])
    #expect(split.digest == Digest(of: "train 0,1\nvalidation 2\ntest 3"))
    #expect(split.digest != Split(train: [0, 1], validation: [], test: [2, 3]).digest)
    #expect(split.digest != Split(train: [0, 12], validation: [], test: [3]).digest)
    let taken = Split(
      train: [0, 1], validation: [2], test: [3], validationTakenFromTrain: true)
    #expect(taken.digest == split.digest)
  }
}
