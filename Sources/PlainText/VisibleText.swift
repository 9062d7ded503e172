/// Text from outside with everything invisible made visible.
///
/// Control characters could drive a terminal, directional overrides could show a name that is not
/// the name, line ends could break a table. Each becomes `\u{…}`; every other character stays.
public func visibleText(_ text: some StringProtocol) -> String {
  var result = ""
  for scalar in text.unicodeScalars { result += visibleText(scalar) }
  return result
}

/// One character: itself, or `\u{…}` where a reader could not see it.
public func visibleText(_ scalar: Unicode.Scalar) -> String {
  switch scalar.properties.generalCategory {
  case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse,
    .unassigned:
    "\\u{" + String(scalar.value, radix: 16) + "}"
  default: String(Character(scalar))
  }
}
