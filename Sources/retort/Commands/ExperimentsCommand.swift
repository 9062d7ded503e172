import ArgumentParser
import Specifications

struct ExperimentsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "experiments",
    abstract: "Lists the presets of job.yaml and the question each answers.",
    discussion: """
      A preset is one line of a job.yaml, 'experiment: NAME'. It fills in the sweep that answers its \
      question; what the file says itself wins. 'retort check' shows what becomes of it.

      EXAMPLES:
        retort experiments
        retort experiments --json
      """)

  @OptionGroup var output: OutputOptions

  func run() throws {
    if output.json {
      for preset in Preset.allCases { try JSONLine.say(PresetFact(preset)) }
    } else {
      Console.say(Preset.allCases.map(text).joined(separator: "\n\n"))
    }
  }

  private func text(_ preset: Preset) -> String {
    let snippet = preset.snippet.split(separator: "\n").map { "    \($0)" }
    return (["\(preset.name): \(preset.question)", "  \(preset.effect)", ""] + snippet)
      .joined(separator: "\n")
  }
}

/// What `experiments --json` says of a preset.
struct PresetFact: Encodable {
  var name: String
  var question: String
  var effect: String
  var snippet: String

  init(_ preset: Preset) {
    name = preset.name
    question = preset.question
    effect = preset.effect
    snippet = preset.snippet
  }
}
