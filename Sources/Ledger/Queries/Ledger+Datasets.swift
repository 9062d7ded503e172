internal import GRDB
internal import Records

/// Data the ledger knows, for bundles that name it instead of carrying it.
extension Ledger {
  /// Every dataset that goes by a word: as the name of jobs, or as the first digits of its digest.
  ///
  /// - Parameter word: a job's name, or at least ``leastDigits`` digits of a digest.
  /// - Returns: the latest first; several where the word is not enough.
  public func datasets(called word: String) throws(LedgerError) -> [KnownDataset] {
    try read { database in
      let byName = try Row.fetchAll(
        database,
        sql: """
          SELECT id, dataset_sha256 FROM jobs
          WHERE name = ? AND dataset_sha256 IS NOT NULL ORDER BY id DESC
          """, arguments: [word])
      let byDigest =
        Self.isDigits(word)
        ? try Row.fetchAll(
          database,
          sql: """
            SELECT id, dataset_sha256 FROM jobs
            WHERE dataset_sha256 >= ? AND dataset_sha256 < ? ORDER BY id DESC
            """, arguments: [word, word + "g"]) : []
      var order: [String] = []
      var jobs: [String: [Int]] = [:]
      for row in byName.isEmpty ? byDigest : byName {
        let digest: String = row["dataset_sha256"]
        if jobs[digest] == nil { order.append(digest) }
        jobs[digest, default: []].append(row["id"])
      }
      return try order.map { digest in
        try KnownDataset.fetch(database, sha256: digest, jobs: jobs[digest] ?? [])
      }
    }
  }

  /// Digits of a digest that are enough to name a dataset.
  public static let leastDigits = 8

  private static func isDigits(_ word: String) -> Bool {
    (leastDigits...64).contains(word.utf8.count)
      && word.utf8.allSatisfy {
        ("0"..."9").contains(Unicode.Scalar($0)) || ("a"..."f").contains(Unicode.Scalar($0))
      }
  }

  /// Names of jobs that have data, each once.
  public func namesOfDatasets() throws(LedgerError) -> [String] {
    try read { database in
      try String.fetchAll(
        database,
        sql: """
          SELECT DISTINCT name FROM jobs WHERE dataset_sha256 IS NOT NULL ORDER BY name
          """)
    }
  }

  /// What a job reads of earlier bundles; empty where its own bundle holds its data.
  public func borrowedMembers(job: Int) throws(LedgerError) -> [BorrowedMember] {
    try read { try BorrowedMember.fetch($0, job: job) }
  }

  /// The data of a job as canonical JSON without what is NULL; `nil` where it has none.
  public func dataSection(job: Int) throws(LedgerError) -> String? {
    try read { try KnownDataset.section($0, job: job) }
  }
}

/// A dataset of the ledger, as the latest of the given jobs read it.
public struct KnownDataset: Sendable, Hashable {
  public var sha256: String
  /// Jobs that read it under the word it was asked by, the latest first.
  public var jobs: [Int]
  /// `data:` with the split of the latest of them, as canonical JSON without what is NULL.
  public var section: String
  /// How many different splits these jobs have.
  public var splits: Int
  /// Its files and those of that split.
  public var members: [BorrowedMember]

  public init(
    sha256: String, jobs: [Int], section: String, splits: Int, members: [BorrowedMember]
  ) {
    self.sha256 = sha256
    self.jobs = jobs
    self.section = section
    self.splits = splits
    self.members = members
  }
}

extension KnownDataset {
  fileprivate static func fetch(
    _ database: Database, sha256: String, jobs: [Int]
  ) throws -> KnownDataset {
    let latest = jobs.first ?? 0
    let splits = try jobs.reduce(into: Set<String>()) { splits, job in
      splits.insert(
        try String.fetchOne(
          database,
          sql: """
            SELECT json_extract(specification_json, '$.data.split') FROM jobs WHERE id = ?
            """, arguments: [job]) ?? "")
    }
    let row = try Row.fetchOne(
      database, sql: "SELECT bundle_sha256, specification_json FROM jobs WHERE id = ?",
      arguments: [latest])
    let bundle: String = row?["bundle_sha256"] ?? ""
    let files = try DatasetDigest.files(
      database, ofSpecification: row?["specification_json"] ?? "")
    let own = try database.members(ofBundle: bundle).filter { files.contains($0.name) }
    return KnownDataset(
      sha256: sha256, jobs: jobs, section: try section(database, job: latest) ?? "{}",
      splits: splits.count,
      members: own.map { BorrowedMember(member: $0, bundleSHA256: bundle) }
        + (try BorrowedMember.fetch(database, job: latest)))
  }

  /// A merge patch leaves out what is NULL.
  fileprivate static func section(_ database: Database, job: Int) throws -> String? {
    try String.fetchOne(
      database,
      sql: """
        SELECT json_patch('{}', json_extract(specification_json, '$.data')) FROM jobs
        WHERE id = ? AND json_valid(specification_json)
        """, arguments: [job])
  }
}

extension BorrowedMember {
  static func fetch(_ database: Database, job: Int) throws -> [BorrowedMember] {
    try Row.fetchAll(
      database, sql: "SELECT * FROM borrowed_members WHERE job = ? ORDER BY ordinal",
      arguments: [job]
    ).map { row in
      BorrowedMember(
        member: MemberRecord(name: row["name"], sha256: row["sha256"], bytes: row["bytes"]),
        bundleSHA256: row["bundle_sha256"])
    }
  }
}
