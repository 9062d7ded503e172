/// A list of whole numbers, one for each of the things that a network has several of.
public struct NumberList: Sendable, Hashable {
  /// What there is one number for, in the plural: "layers".
  public var things: String
  /// What the numbers are, as a network named without them is told: "its widths".
  public var meaning: String
  /// Things at most.
  public var most: Int
  /// What a number may be at most; at least it is 1.
  public var largest: Int
  /// What one could write.
  public var example: [Int]

  public init(things: String, meaning: String, most: Int, largest: Int, example: [Int]) {
    self.things = things
    self.meaning = meaning
    self.most = most
    self.largest = largest
    self.example = example
  }

  var inWords: String { "a list of 1 to \(most) whole numbers from 1 to \(largest)" }
}
