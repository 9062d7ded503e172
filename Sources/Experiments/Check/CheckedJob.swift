import Datasets
import Digests
import Distillation
import Plans
import Records
import Specifications
import Statistics

/// A bundle's specification and data, checked by the one path that intake, `retort check` and the
/// worker share. Trains nothing.
public struct CheckedJob: Sendable {
  public let specification: JobSpecification
  public let design: JobDesign
  /// Problems that do not stop the job, ready to be shown.
  public let warnings: [String]
  /// What makes two drops the same job: canonical specification, member digests, engine and numerics.
  public let contentDigest: String
  public let estimate: JobEstimate

  /// - Parameters:
  ///   - members: of the bundle itself.
  ///   - borrowed: what `data: {from: …}` means here, with a place to read it.
  /// - Throws: `JobRefusal` with every problem found.
  public init(
    yaml: [UInt8], source own: any MemberSource, members: [MemberRecord], numerics: String,
    borrowed: (data: BorrowedData, source: any MemberSource)? = nil
  ) throws(JobRefusal) {
    let parsed: ParsedSpecification
    do {
      let known = try borrowed.map { data, _ throws(SpecificationError) in
        try DataSpecification(canonical: data.section)
      }
      parsed = try ParsedSpecification(
        bytes: yaml, methods: Methods.registry, networks: NetworkKinds.registry, known: known)
    } catch {
      throw JobRefusal(problems: ["\(error)"], kind: .specification)
    }
    specification = parsed.specification
    var source = own
    var members = members
    if let borrowed {
      (source, members) = try borrowed.data.joined(
        to: own, members, of: specification.data, from: borrowed.source)
    }
    let settings = parsed.settings.flatMap(DrawnSetting.all)
    let sweeps = settings.map { Sweep($0.setting.specification) }
    _ = try Self.sizes(settings, sweeps)
    let data = try Self.prepare(settings, sweeps, source: source)
    // Rows without a label bring arms of their own.
    let known = settings.map { setting in
      let specification = setting.setting.specification
      return Sweep(
        specification,
        hasUnlabelledRows: data[specification.data]?.task.unlabelled.isEmpty == false)
    }
    let sizes = try Self.sizes(settings, known)
    var experiments: [Experiment] = []
    var plan = PlanBuilder(seeds: specification.seeds)
    for ((setting, sweep), size) in zip(zip(settings, known), sizes) {
      guard let data = data[setting.setting.specification.data] else { continue }
      experiments.append(Experiment(setting, sweep, size: size, data: data, into: &plan))
    }
    design = JobDesign(
      specification: specification, experiments: experiments, plan: plan.plan)
    let places = KeyPlaces(yaml: yaml)
    let unfit = experiments.flatMap { $0.networkProblems(places) + $0.methodProblems(places) }
      .withoutRepeats
    let tokens = TokenCheck(experiments)
    let unfolded = experiments.compactMap(\.foldProblem).withoutRepeats
    guard unfit.isEmpty, tokens.problems.isEmpty, unfolded.isEmpty else {
      throw JobRefusal(
        problems: unfit + tokens.problems + unfolded, kind: unfit.isEmpty ? .data : .specification)
    }
    warnings =
      (parsed.warnings.map { "\($0)" }
      + experiments.flatMap { $0.dataset.warnings.map { "\($0)" } } + tokens.warnings
      + experiments.flatMap(\.designWarnings))
      .withoutRepeats
    estimate = JobEstimate(design, data: Array(data.values))
    contentDigest = Self.contentDigest(specification, members: members, numerics: numerics)
  }

  /// What the plans of all settings count.
  ///
  /// - Throws: where that is too much.
  private static func sizes(
    _ settings: [DrawnSetting], _ sweeps: [Sweep]
  ) throws(JobRefusal) -> [PlanSize] {
    let sizes = zip(settings, sweeps).map { PlanSize($0.setting.specification, sweep: $1) }
    guard sizes.reduce(0, { $0 + $1.runs }) <= PlanSize.largestPlan else {
      throw JobRefusal(problems: [PlanSize.refusal(of: sizes)], kind: .specification)
    }
    return sizes
  }

  /// Reads the data of all settings, each dataset once.
  private static func prepare(
    _ settings: [DrawnSetting], _ sweeps: [Sweep], source: any MemberSource
  ) throws(JobRefusal) -> [DataSpecification: PreparedData] {
    var readings: [DataSpecification: Set<ModalityReading>] = [:]
    for (setting, sweep) in zip(settings, sweeps) {
      let specification = setting.setting.specification
      readings[specification.data, default: []].formUnion(
        ModalityReading.all(specification, sweep))
    }
    var data: [DataSpecification: PreparedData] = [:]
    var problems: [String] = []
    for setting in settings where data[setting.setting.specification.data] == nil {
      let specification = setting.setting.specification.data
      do {
        let dataset = try Dataset(specification, source: source)
        data[specification] = PreparedData(
          dataset, readings[specification] ?? [], standardises: specification.standardise)
      } catch {
        problems += error.problems.map(\.description)
      }
    }
    guard problems.isEmpty else {
      throw JobRefusal(problems: problems.withoutRepeats, kind: .data)
    }
    return data
  }

  private static func contentDigest(
    _ specification: JobSpecification, members: [MemberRecord], numerics: String
  ) -> String {
    let lines =
      [
        "engine \(EngineVersion.current)", "numerics \(numerics)",
        "specification \(canonicalJSON(of: specification))",
      ]
      + members.filter { $0.name != "job.yaml" && $0.name != "manifest.json" }
      .sorted { $0.name < $1.name }
      .map { "member \($0.sha256)" }
    return Digest(of: lines.joined(separator: "\n")).hex
  }
}

extension CheckedJob {
  /// The rows it will score its runs on, one set for each way they are split.
  public var testSets: [TestSetRecord] {
    design.experiments.map(\.dataset.split.test).withoutRepeats.map { rows in
      let text = rows.map(String.init).joined(separator: ",")
      return TestSetRecord(sha256: Digest(of: text).hex, rows: rows.count)
    }
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
  /// What the plans of all settings count and how to make them smaller.
  static func refusal(of sizes: [PlanSize]) -> String {
    let pairs = sizes.map(\.pairs).max() ?? 0
    let variants = sizes.map(\.variants).max() ?? 0
    let seeds = sizes.map(\.seeds).max() ?? 0
    let settings = sizes.count > 1 ? "\(sizes.count) settings × " : ""
    return """
      the plan has \(sizes.reduce(0) { $0 + $1.runs }) runs, more than the \(largestPlan) allowed
        found: \(settings)\(pairs) pairs × \(variants) variants × \(seeds) seeds, with their students \
      and controls
        remedy: sweep fewer values, name fewer modalities, or lower 'seeds'
      """
  }
}
