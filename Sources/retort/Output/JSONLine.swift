import Inbox

/// One fact a line on standard output.
enum JSONLine {
  static func say(_ value: some Encodable) throws {
    Console.say(try FactLine.text(value))
  }
}
