import ArgumentParser
import Reports

/// Which numbers of a job `retort show` lists.
struct ShowFilters: ParsableArguments {
  @Option(help: ArgumentHelp("Only this teacher modality.", valueName: "name"))
  var teacher: String?
  @Option(help: ArgumentHelp("Only this student modality.", valueName: "name"))
  var student: String?
  @Option(help: ArgumentHelp("Only this method.", valueName: "name"))
  var method: String?
  @Option(help: ArgumentHelp("Only this metric.", valueName: "name"))
  var metric: String?
  @Option(
    name: .customLong("where"),
    help: ArgumentHelp(
      "Only this value of a swept key. May be given again.", valueName: "key=value"))
  var conditions: [SweepTableRequest.Condition] = []
  @Option(help: ArgumentHelp("Only helps, hurts, flat or unclear.", valueName: "outcome"))
  var outcome: Outcome?
  @Flag(help: "Only the variants chosen on validation.")
  var selected = false
  @Option(help: ArgumentHelp("The levels of this arm instead of gains.", valueName: "name"))
  var arm: String?

  enum Outcome: String, CaseIterable, ExpressibleByArgument {
    case helps, hurts, flat, unclear
  }

  func validate() throws {
    guard arm == nil || (!selected && outcome == nil) else {
      throw ValidationError("--arm lists levels, which have no outcome and are not selected")
    }
  }

  var isEmpty: Bool { gains.isEmpty && arm == nil }

  var gains: GainFilter {
    GainFilter(
      teacher: teacher, student: student, method: method, metric: metric,
      outcome: outcome?.rawValue, isSelected: selected, conditions: conditions)
  }
}
