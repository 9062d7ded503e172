import ArgumentParser

struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Runs a bundle or a directory now and shows the report.",
    discussion: """
      A directory is packed first. The bundle takes the same way as one dropped into the inbox; if \
      its content is known, the earlier report is shown. Where a watch or drain works in the root, the \
      bundle is dropped for it, and followed until it is answered.

      EXAMPLES:
        retort run Examples/mfeat
        retort run mfeat.tar.zst --root lab
      """)

  @Argument(help: "A bundle (tar, zip) or a directory with a job.yaml.")
  var path: String
  @OptionGroup var rootOptions: RootOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let place = try BundlePlace(path)
    try ImmediateRun(root: try rootOptions.open(), command: "run", isJSON: output.json)
      .show(place.source, name: place.name)
  }
}
