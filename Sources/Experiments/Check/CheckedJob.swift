import Datasets
import Digests
import Distillation
import Records
import Specifications
import Statistics

/// A bundle's specification and data, checked by the one path that intake, `retort check` and the
/// worker share. Trains nothing.
public struct CheckedJob: Sendable {
  public let specification: JobSpecification
  public let inputs: JobInputs
  /// Problems that do not stop the job, ready to be shown.
  public let warnings: [String]
  /// What makes two drops the same job: canonical specification, member digests, engine and numerics.
  public let contentDigest: String
  public let estimate: JobEstimate

  /// - Throws: `JobRefusal` with every problem found.
  public init(
    yaml: [UInt8], source: any MemberSource, members: [MemberRecord], numerics: String
  ) throws(JobRefusal) {
    let parsed: ParsedSpecification
    do {
      parsed = try ParsedSpecification(bytes: yaml, methods: Methods.registry)
    } catch {
      throw JobRefusal(problems: ["\(error)"], kind: .specification)
    }
    specification = parsed.specification
    let size = PlanSize(
      specification, sweep: Sweep(specification, registry: Methods.registry))
    guard size.runs <= PlanSize.largestPlan else {
      throw JobRefusal(problems: [size.refusal], kind: .specification)
    }
    let dataset: Dataset
    do {
      dataset = try Dataset(specification.data, source: source)
    } catch {
      throw JobRefusal(problems: error.problems.map(\.description), kind: .data)
    }
    inputs = JobInputs(
      specification: specification, dataset: dataset, registry: Methods.registry)
    let tooLarge = inputs.networksTooLarge
    guard tooLarge.isEmpty else { throw JobRefusal(problems: tooLarge, kind: .specification) }
    warnings = parsed.warnings.map { "\($0)" } + dataset.warnings.map { "\($0)" }
    estimate = JobEstimate(inputs)
    contentDigest = Self.contentDigest(specification, members: members, numerics: numerics)
  }

  private static func contentDigest(
    _ specification: JobSpecification, members: [MemberRecord], numerics: String
  ) -> String {
    let lines =
      [
        "engine \(RunIdentity.engineVersion)", "numerics \(numerics)",
        "specification \(canonicalJSON(of: specification))",
      ]
      + members.filter { $0.name != "job.yaml" && $0.name != "manifest.json" }
      .sorted { $0.name < $1.name }
      .map { "member \($0.sha256)" }
    return Digest(of: lines.joined(separator: "\n")).hex
  }
}

/// Why a bundle is not run: every problem, in the words a person is shown.
public struct JobRefusal: Error, Sendable, Hashable, CustomStringConvertible {
  public enum Kind: String, Sendable, Hashable { case specification, data }

  public var problems: [String]
  public var kind: Kind

  public var description: String { problems.joined(separator: "\n\n") }
}

extension PlanSize {
  /// What the plan counts and how to make it smaller.
  var refusal: String {
    """
    the plan has \(runs) runs, more than the \(Self.largestPlan) allowed
      found: \(pairs) pairs × \(variants) variants × \(seeds) seeds, with their students and controls
      remedy: sweep fewer values, name fewer modalities, or lower 'seeds'
    """
  }
}
