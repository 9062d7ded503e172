import ArgumentParser
import Inbox

struct RootOptions: ParsableArguments {
  @Option(name: .long, help: ArgumentHelp("The root to work in.", valueName: "dir"))
  var root = "."

  func open() throws(RootError) -> Root { try Root(path: root) }
}

struct OutputOptions: ParsableArguments {
  @Flag(name: .long, help: "Print one JSON object a line.")
  var json = false
}
