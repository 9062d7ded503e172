import Ledger
import Records

@testable import Reports

/// Sides of a comparison, made from the sample report.
enum SampleSides {
  static func side(
    job number: Int, digest: Character = "2", settings: [(String, String)] = [("seeds", "10")],
    build: String = "release 1", seal: Character? = "e", gains: [ComparisonRecord]? = nil
  ) -> JobComparison.Side {
    var job = SampleReport.job(state: .completed, number: number)
    job.seal = seal.map(SampleReport.digest)
    var provenance = SampleReport.provenance()
    provenance.members = [
      MemberRecord(name: "job.yaml", sha256: SampleReport.digest("1"), bytes: number),
      MemberRecord(name: "README.md", sha256: SampleReport.digest(digest), bytes: 1),
      MemberRecord(name: "pixels.npy", sha256: SampleReport.digest(digest), bytes: 9),
      MemberRecord(name: "faces/1.png", sha256: SampleReport.digest("3"), bytes: 9),
    ]
    provenance.settings =
      [("data.modalities.pixels.file", "pixels.npy"), ("data.modalities.faces.file", "faces")]
      .map { SettingRecord(name: $0.0, value: $0.1) }
      + settings.map { SettingRecord(name: $0.0, value: $0.1) }
    provenance.environments[0].build = build
    let pair = SampleReport.helping
    return JobComparison.Side(
      job: job, provenance: provenance, gains: gains ?? pair.comparisons,
      verdicts: [pair.verdictRow(job: number)])
  }

  static let equalMetrics = MetricAgreement(first: 40, second: 40, shared: 40, equal: 40)
}
