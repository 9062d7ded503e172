import ArgumentParser
import Distillation
import Specifications

struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema", abstract: "Prints the JSON Schema of job.yaml.",
    discussion: """
      For editors, which then complete keys and mark mistakes while one writes, and for programs \
      that write jobs. 'retort check' knows more: it also sees what is wrong only in combination.

      EXAMPLES:
        retort schema > job.schema.json
      """)

  func run() {
    // The schema ends its last line itself.
    Console.say(
      String(JobSchema(methods: Methods.registry, networks: NetworkKinds.registry).json.dropLast()))
  }
}
