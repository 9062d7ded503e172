import Experiments
import Ledger
import PlainText
import Records
import Specifications

/// Finds out what `data: {from: …}` means in one ledger.
struct DataLookup {
  let ledger: Ledger

  func find(_ reference: DataReference) throws(LedgerError) -> Result<KnownDataset, IntakeRefusal> {
    let found = try ledger.datasets(called: reference.word)
    let word = "'\(visibleText(reference.word))'"
    guard let dataset = found.first else {
      return .failure(try unknown(reference.word, word))
    }
    guard found.count == 1 else { return .failure(Self.ambiguous(found, word)) }
    guard dataset.splits == 1 || reference.hasSplit else {
      return .failure(
        Self.refusal(
          """
          job.yaml: the jobs that read \(word) split it in \(dataset.splits) different ways
            found: \(Self.jobs(dataset))
            remedy: write 'split:' beside 'from:' under 'data'
          """))
    }
    guard Self.size(of: dataset) <= Self.largestArgument else {
      return .failure(
        Self.refusal(
          """
          job.yaml: the data called \(word) names \(dataset.members.count) files, too many to be handed on
            remedy: put the data into the bundle
          """))
    }
    return .success(dataset)
  }

  /// What the system passes on to a child as one argument, with room to spare.
  private static let largestArgument = 96 << 10

  private static func size(of dataset: KnownDataset) -> Int {
    // The section is quoted once more.
    2 * dataset.section.utf8.count
      + dataset.members.reduce(0) { $0 + 2 * $1.member.name.utf8.count + 160 }
  }

  private func unknown(_ name: String, _ word: String) throws(LedgerError) -> IntakeRefusal {
    let names = try ledger.namesOfDatasets()
    let remedy =
      nearestName(to: name, among: names).map { "did you mean '\(visibleText($0))'?" }
      ?? "'retort jobs' lists the names; or put the data into the bundle"
    return Self.refusal(
      """
      job.yaml: no data in this root is called \(word)
        expected: \(DataReference.kind)
        remedy: \(remedy)
      """)
  }

  private static func ambiguous(_ found: [KnownDataset], _ word: String) -> IntakeRefusal {
    let listed = found.prefix(mostListed).map {
      "\n    \($0.sha256.prefix(12)): \(jobs($0))"
    }
    let rest = found.count > mostListed ? "\n    and \(found.count - mostListed) more" : ""
    return refusal(
      """
      job.yaml: \(word) in 'data.from' is ambiguous: it means \(found.count) different datasets
        found: by the digests of the data\(listed.joined())\(rest)
        remedy: write one of the digests, such as 'from: \"\(found[0].sha256.prefix(12))\"'
      """)
  }

  private static let mostListed = 8

  private static func jobs(_ dataset: KnownDataset) -> String {
    let listed = dataset.jobs.prefix(mostListed).map(String.init).joined(separator: ", ")
    let rest = dataset.jobs.count - mostListed
    return (dataset.jobs.count == 1 ? "job " : "jobs ") + listed
      + (rest > 0 ? " and \(rest) more" : "")
  }

  private static func refusal(_ reason: String) -> IntakeRefusal {
    IntakeRefusal(kind: .bundle, reason: reason)
  }
}

extension KnownDataset {
  /// As a child is told it.
  func borrowed(from ledger: Ledger) -> BorrowedData {
    BorrowedData(
      section: section, members: members.map(\.member), objectsDirectory: ledger.objects.path)
  }
}

extension BorrowedData {
  /// What `data: {from: …}` of a job was taken to mean; `nil` where its bundle holds its data.
  init?(ofJob job: Int, in ledger: Ledger) throws(LedgerError) {
    let members = try ledger.borrowedMembers(job: job)
    guard !members.isEmpty, let section = try ledger.dataSection(job: job) else { return nil }
    self.init(
      section: section, members: members.map(\.member), objectsDirectory: ledger.objects.path)
  }
}

extension IntakeOrder {
  /// Tells the child what `data: {from: …}` means.
  mutating func borrow(_ dataset: KnownDataset, from ledger: Ledger) {
    borrowed = dataset.borrowed(from: ledger)
  }
}
