import Ledger
import Records

/// What is different between two jobs, in the order in which differences explain each other: the
/// data, then the specification, then what computed them, then the numbers.
///
///     let comparison = JobComparison(then, now, metrics: agreement)
///     comparison.headline    // "first difference: the data (1 of 7 files)"
public struct JobComparison: Sendable, Hashable, Encodable {
  /// One of the two jobs, as the ledger has it.
  public struct Side: Sendable {
    public var job: JobRow
    public var provenance: Provenance
    public var gains: [ComparisonRecord]
    public var verdicts: [VerdictRow]
    /// Settings that are draws of a repeated split; their means are what is compared.
    public var draws: Set<String>

    public init(
      job: JobRow, provenance: Provenance, gains: [ComparisonRecord], verdicts: [VerdictRow],
      draws: Set<String> = []
    ) {
      self.job = job
      self.provenance = provenance
      self.gains = gains
      self.verdicts = verdicts
      self.draws = draws
    }
  }

  /// Something both could have, and do not have alike.
  public struct Difference: Sendable, Hashable, Encodable {
    public var name: String
    /// `nil` where the job has nothing of this name.
    public var first: String?
    public var second: String?
  }

  public enum Part: String, Sendable, Hashable, Encodable {
    case data, specification, environment, numbers
  }

  public var jobs: [Int]
  /// Absent where nothing differs.
  public var firstDifference: Part?
  /// Files of data by the digest of their bytes.
  public var data: [Difference]
  /// Files of data in either job.
  public var files: Int
  /// Values of the specification; a missing one is not set, or has its default.
  public var specification: [Difference]
  /// Builds and machines that computed the runs.
  public var environment: [Difference]
  /// Both are sealed and all their result rows are the same bytes.
  public var isEqualToTheByte: Bool
  /// Whether both have results at all.
  public var isSealed: Bool
  public var metrics: MetricAgreement
  /// Chosen variants side by side, on the metric that chose them.
  public var gains: [GainComparison]

  public init(_ first: Side, _ second: Side, metrics: MetricAgreement) {
    jobs = [first.job.job, second.job.job]
    let members = [first, second].map { side in
      Self.data(of: side.provenance).map { (name: $0.name, text: $0.sha256) }
    }
    data = Self.differences(members[0], members[1])
    files = Set(members.joined().map(\.name)).count
    let settings = [first, second].map { side in
      side.provenance.settings.map { (name: $0.name, text: $0.value) }
    }
    specification = Self.differences(settings[0], settings[1])
    let environments = [first, second].map { Self.facts($0.provenance.environments) }
    environment =
      environments.contains(where: \.isEmpty)
      ? [] : Self.differences(environments[0], environments[1])
    isSealed = first.job.seal != nil && second.job.seal != nil
    isEqualToTheByte = isSealed && first.job.seal == second.job.seal
    self.metrics = metrics
    gains = GainComparison.chosen(first, second)
    let parts: [(Part, Bool)] = [
      (.data, !data.isEmpty), (.specification, !specification.isEmpty),
      (.environment, !environment.isEmpty), (.numbers, isSealed && !isEqualToTheByte),
    ]
    firstDifference = parts.first(where: \.1)?.0
  }

  /// Members that the specification names as data: a file, or a folder of files. What else lies in a
  /// bundle (a README) changes nothing.
  private static func data(of provenance: Provenance) -> [MemberRecord] {
    let named = provenance.settings.filter { $0.name.hasPrefix("data.") }.map(\.value)
    return provenance.members.filter { member in
      named.contains { member.name == $0 || member.name.hasPrefix($0 + "/") }
    }
  }

  /// What computed the runs, a fact a line; a job resumed elsewhere has several of a kind.
  private static func facts(_ environments: [EnvironmentRecord]) -> [(name: String, text: String)] {
    let kinds: [(String, (EnvironmentRecord) -> String)] = [
      ("Retort", \.retortVersion), ("build", \.build), ("engine", { "\($0.engineVersion)" }),
      ("BLAS", \.blasVersion), ("BLAS core", \.blasCore), ("kernels", \.kernelLevel),
      ("threads a run", { "\($0.threads)" }), ("processor", \.processor),
    ]
    guard !environments.isEmpty else { return [] }
    return kinds.map { name, text in
      (name: name, text: environments.map(text).withoutRepeats.joined(separator: ", "))
    }
  }

  /// By name: those of the first in its order, then those only the second has.
  private static func differences(
    _ first: [(name: String, text: String)], _ second: [(name: String, text: String)]
  ) -> [Difference] {
    func byName(_ facts: [(name: String, text: String)]) -> [String: String] {
      Dictionary(facts.map { ($0.name, $0.text) }, uniquingKeysWith: { first, _ in first })
    }
    let (left, right) = (byName(first), byName(second))
    return (first + second).map(\.name).withoutRepeats.compactMap { name in
      left[name] == right[name]
        ? nil : Difference(name: name, first: left[name], second: right[name])
    }
  }
}

extension JobComparison {
  /// What differs first, in a sentence.
  public var headline: String {
    switch firstDifference {
    case .data: "first difference: the data (\(data.count) of \(files) files)"
    case .specification:
      "first difference: the specification (\(Counted.text(specification.count, "value"))); "
        + "the data are equal"
    case .environment:
      "first difference: what computed them (\(environment.map(\.name).joined(separator: ", "))); "
        + "data and specification are equal"
    case .numbers:
      "first difference: the numbers; data, specification and environment are equal"
    case nil where isSealed: "nothing differs: the results are equal to the byte"
    case nil: "nothing differs so far: data and specification are equal"
    }
  }
}
