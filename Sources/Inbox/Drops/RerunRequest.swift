/// A drop that asks for a job to be computed again: `job-12.rerun`, or that behind a mark and a dash.
///
/// It is claimed, numbered and answered as every drop is, but only its name counts: what is computed
/// are the members the ledger keeps of that job.
public struct RerunRequest: Sendable, Hashable {
  private static let suffix = ".rerun"
  private static let prefix = "job-"

  public let job: Int

  public init(job: Int) { self.job = job }

  /// `nil` where the name asks for nothing.
  init?(_ file: FileName) {
    guard file.hasSuffix(Self.suffix) else { return nil }
    let rest = file.text.dropLast(Self.suffix.count)
    let digits = rest.reversed().prefix { $0.isASCII && $0.isNumber }.reversed()
    let before = rest.dropLast(digits.count)
    guard before.hasSuffix(Self.prefix), let job = Int(String(digits)) else { return nil }
    let mark = before.dropLast(Self.prefix.count)
    guard mark.isEmpty || mark.hasSuffix("-") else { return nil }
    self.job = job
  }

  /// What the drop is called.
  public var name: String { "\(Self.prefix)\(job)\(Self.suffix)" }
}
