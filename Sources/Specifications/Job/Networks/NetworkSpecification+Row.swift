/// A network meeting the rows it is to see.
extension NetworkSpecification {
  /// The network with what the data say filled in: the shape of an image, the number of tokens.
  ///
  /// - Parameter shape: of one row as its file has it, `[columns]` or `[height, width, channels]`.
  /// - Throws: where the rows cannot be what the network takes.
  public func seeing(_ shape: [Int]) throws(NetworkRefusal) -> NetworkSpecification {
    switch self {
    case .linear, .mlp: return self
    case .transformer(let transformer): return .transformer(try transformer.seeing(shape))
    case .vision(var vision):
      let image = try ImageSpecification.seen(vision.image, shape, key: "vision.image")
      if let problem = image.refusal(ofPatch: vision.patch) { throw problem }
      vision.image = image
      return .vision(vision)
    case .convolution(var convolution):
      let image = try ImageSpecification.seen(convolution.image, shape, key: "image")
      if let problem = image.refusal(ofStages: convolution.channels.count) { throw problem }
      convolution.image = image
      return .convolution(convolution)
    }
  }
}

extension TransformerSpecification {
  fileprivate func seeing(_ shape: [Int]) throws(NetworkRefusal) -> TransformerSpecification {
    let columns = shape.reduce(1, *)
    var result = self
    if vocabulary != nil {
      guard tokens ?? columns == columns else {
        throw NetworkRefusal(
          "token numbers do not fill the tokens",
          found: "\(columns) columns, 'tokens: \(tokens ?? 0)'",
          expected: "a column for every token, -1 where a row has none",
          remedy: "remove 'tokens', or write 'tokens: \(columns)'")
      }
      result.tokens = columns
    } else {
      // A row of two dimensions says itself what its tokens are.
      let wanted = tokens ?? (shape.count == 2 ? shape[0] : columns)
      guard wanted > 0, columns % wanted == 0 else {
        throw NetworkRefusal(
          "columns that cannot be shared out among the tokens",
          found: "\(columns) columns, 'tokens: \(wanted)'",
          expected: "a number of tokens that divides the columns",
          remedy: "write one of: \(Self.divisors(of: columns, near: wanted))")
      }
      result.tokens = wanted
    }
    let count = result.tokens ?? columns
    guard count <= EncoderSpecification.maximumTokens else {
      throw NetworkRefusal(
        "too many tokens", found: "\(count) tokens, each looking at all others",
        expected: "at most \(EncoderSpecification.maximumTokens)",
        remedy: vocabulary == nil
          ? "write 'tokens: N', so that a token has several columns" : "cut the rows")
    }
    return result
  }

  /// The largest divisors up to a number and the smallest above it, as text.
  private static func divisors(of columns: Int, near wanted: Int) -> String {
    let small = (1...max(1, min(wanted, columns))).reversed().filter { columns % $0 == 0 }.prefix(2)
    let above = wanted < columns ? (wanted...columns).first { columns % $0 == 0 } : nil
    return QuotedText.list((small.reversed() + (above.map { [$0] } ?? [])).map(String.init))
  }
}

extension ImageSpecification {
  /// The image a network was told of, or that the data show.
  fileprivate static func seen(
    _ told: ImageSpecification?, _ shape: [Int], key: String
  ) throws(NetworkRefusal) -> ImageSpecification {
    let columns = shape.reduce(1, *)
    guard let told else {
      guard let image = ImageSpecification(row: shape) else {
        throw NetworkRefusal(
          "no image", found: "rows of \(columns) columns, which do not say what image they are",
          expected: "an array of 3 or 4 dimensions, or '\(key): [height, width, channels]'",
          remedy: "write '\(key)', or save the array with its shape")
      }
      return image
    }
    guard told.columns == columns else {
      throw NetworkRefusal(
        "an image of another size",
        found: "'\(key): \(told.listed)' for rows of \(columns) columns",
        expected: "height × width × channels = \(columns)",
        remedy: ImageSpecification(row: shape).map { "write '\(key): \($0.listed)', or remove it" }
          ?? "correct '\(key)'")
    }
    if let image = ImageSpecification(row: shape), image != told {
      throw NetworkRefusal(
        "an image of another shape",
        found: "'\(key): \(told.listed)' for an array of images of \(image.listed)",
        expected: "height, width and channels as the array has them",
        remedy: "remove '\(key)': the array says itself what its images are")
    }
    return told
  }

  /// As `job.yaml` says it.
  private var listed: String { "[\(height), \(width), \(channels)]" }

  /// Why it cannot be cut into square patches.
  func refusal(ofPatch patch: Int) -> NetworkRefusal? {
    guard height % patch != 0 || width % patch != 0 else {
      let tokens = height / patch * (width / patch) + 1
      guard tokens > EncoderSpecification.maximumTokens else { return nil }
      return NetworkRefusal(
        "too many patches", found: "\(tokens - 1) patches of \(patch) × \(patch) pixels",
        expected: "fewer than \(EncoderSpecification.maximumTokens)",
        remedy: "write a larger 'patch'")
    }
    let fitting = (1...max(1, min(height, width))).filter { height % $0 == 0 && width % $0 == 0 }
    return NetworkRefusal(
      "the patch does not divide the image", found: "'patch: \(patch)' in an image of \(inWords)",
      expected: "a divisor of height and width",
      remedy: "write one of: \(QuotedText.list(fitting.suffix(6).map(String.init)))")
  }

  /// Why it cannot be halved so often.
  func refusal(ofStages stages: Int) -> NetworkRefusal? {
    let side = min(height, width)
    guard side >> stages < 1 else { return nil }
    let most = max(0, Int.bitWidth - 1 - max(1, side).leadingZeroBitCount)
    return NetworkRefusal(
      "the image is too small for so many stages",
      found: "\(stages) stages, each halving an image of \(inWords)",
      expected: "at least one pixel behind the last stage",
      remedy: most == 0 ? "use another network" : "write at most \(most) numbers of channels")
  }
}
