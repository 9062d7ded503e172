/// What a key or a method's option takes.
public enum ValueKind: Sendable, Hashable {
  case number(NumberBounds)
  case integer(ClosedRange<Int>)
  case choice([String])
  case flag
  /// A line of text of at most so many characters.
  case text(atMost: Int)
  /// A name for a modality: letters, digits and `_ - . +`, at most 64.
  case name
  /// A member of the bundle.
  case file
  /// A word by itself, or a value of the other kind.
  indirect case either(word: String, ValueKind)
  /// One whole number for each of the things a network has several of.
  case integers(NumberList)
  /// Height, width and channels of an image.
  case image
  /// Anything with a shape of its own, in words: "a mapping of …". Read by a reader of its own.
  case shape(String)

  public init(_ kind: OptionDescriptor.Kind) {
    switch kind {
    case .number(let atLeast, let atMost): self = .number(.closed(atLeast...max(atLeast, atMost)))
    case .integer(let atLeast, let atMost): self = .integer(atLeast...max(atLeast, atMost))
    case .choice(let words): self = .choice(words)
    case .flag: self = .flag
    }
  }

  /// What each of the sizes of an image may be at most.
  static let largestImageSide = 4_096

  /// What is expected, as problems and the reference say it.
  public var inWords: String {
    switch self {
    case .number(let bounds): bounds.inWords
    case .integer(let range) where range.upperBound == .max:
      "a whole number of at least \(range.lowerBound)"
    case .integer(let range) where range.count == 1: "\(range.lowerBound)"
    case .integer(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
    case .choice(let words): "one of: \(QuotedText.list(words))"
    case .flag: "true or false"
    case .text(let limit): "a text of 1 to \(limit) characters"
    case .name: "a name of letters, digits and _ - . + (at most 64 characters)"
    case .file: "the name of a file in the bundle"
    case .either(let word, let kind): "\(kind.inWords), or \(word)"
    case .integers(let list): list.inWords
    case .image: "a list of height, width and channels"
    case .shape(let words): words
    }
  }
}
