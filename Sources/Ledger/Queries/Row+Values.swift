internal import GRDB

/// Reads a row's columns into values. The schema vouches for types and for what may be NULL; what
/// it cannot vouch for throws.
extension Row {
  func moment(_ column: String) throws -> Timestamp {
    let text: String = self[column]
    guard let moment = Timestamp(text) else {
      throw LedgerError.unreadable(column: column, found: text)
    }
    return moment
  }

  func momentIfAny(_ column: String) throws -> Timestamp? {
    let text: String? = self[column]
    return text == nil ? nil : try moment(column)
  }

  /// One of the words a column may hold.
  func word<Word: RawRepresentable<String>>(_ column: String) throws -> Word {
    let text: String = self[column]
    guard let word = Word(rawValue: text) else {
      throw LedgerError.unreadable(column: column, found: text)
    }
    return word
  }

  func wordIfAny<Word: RawRepresentable<String>>(_ column: String) throws -> Word? {
    let text: String? = self[column]
    return text == nil ? nil : try word(column)
  }
}
