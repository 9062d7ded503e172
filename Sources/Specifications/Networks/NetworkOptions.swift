/// The option values of a network by name, defaults filled in.
///
/// An option that has no default and was not written is not there. The descriptor says of what type a
/// value is: to ask for another is a mistake of the program, never of a file.
public struct NetworkOptions: Sendable, Hashable {
  private var values: [String: NetworkValue]

  /// Of a descriptor's options.
  init(filledIn values: [String: NetworkValue]) {
    self.values = values
  }

  public subscript(name: String) -> NetworkValue? { values[name] }

  public func integer(_ name: String) -> Int {
    guard let value = integerIfSet(name) else {
      preconditionFailure(complaint(name, "whole number"))
    }
    return value
  }

  /// `nil` where the option is not set.
  public func integerIfSet(_ name: String) -> Int? {
    guard let value = values[name] else { return nil }
    guard case .integer(let number) = value else {
      preconditionFailure(complaint(name, "whole number"))
    }
    return number
  }

  public func number(_ name: String) -> Double {
    guard case .number(let value)? = values[name] else {
      preconditionFailure(complaint(name, "number"))
    }
    return value
  }

  public func text(_ name: String) -> String {
    guard case .text(let value)? = values[name] else {
      preconditionFailure(complaint(name, "word"))
    }
    return value
  }

  public func flag(_ name: String) -> Bool {
    guard case .flag(let value)? = values[name] else {
      preconditionFailure(complaint(name, "flag"))
    }
    return value
  }

  public func integers(_ name: String) -> [Int] {
    guard let value = integersIfSet(name) else { preconditionFailure(complaint(name, "list")) }
    return value
  }

  /// `nil` where the option is not set.
  public func integersIfSet(_ name: String) -> [Int]? {
    guard let value = values[name] else { return nil }
    guard case .integers(let numbers) = value else { preconditionFailure(complaint(name, "list")) }
    return numbers
  }

  /// The same with one option at another value; `nil` takes it away.
  public func setting(_ name: String, to value: NetworkValue?) -> NetworkOptions {
    var result = self
    result.values[name] = value
    return result
  }

  private func complaint(_ name: String, _ type: String) -> String {
    "option '\(name)' is no \(type); its descriptor must say so"
  }
}
