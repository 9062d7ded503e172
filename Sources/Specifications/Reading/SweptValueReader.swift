/// Reads one value of a swept key that makes settings, by the reader of the key itself.
struct SweptValueReader {
  let log: ProblemLog

  /// The value as its axis keeps it, or `nil` where it is wrong and reported.
  ///
  /// - Parameter path: What problems call the key: as it stands in `sweep` or in its own place.
  func value(of node: YAMLNode, for key: KeyDescriptor, path: String) -> ScalarValue? {
    if case .integers(let list) = key.kind {
      let network = log.reference.networks.kind(named: key.name)
      let numbers = NetworkOptionReader(log: log).numbers(node, list, path: key.path) { numbers in
        network.map { $0.init([key.name: .integers(numbers)]) }
      }
      return numbers.map { .text(NetworkValue.integers($0).text) }
    }
    switch key.path {
    case "teacher.network", "student.network":
      let role = String(key.path.prefix { $0 != "." })
      return whole { log in
        let section = holding(node, "network", in: role)
        return .text(NetworkReader(role: role, log: log).network(section).inWords)
      }
    case TrainingKeys.optimizer.path:
      return whole { log in
        TrainingReader(log: log).optimizer(holding(node, "optimizer", in: "training"))
          .map { .text($0.inWords) }
      }
    case TrainingKeys.schedule.path:
      return whole { log in
        TrainingReader(log: log).schedule(holding(node, "schedule", in: "training"))
          .map { .text($0.inWords) }
      }
    case TrainingKeys.stop.path:
      return whole { log in
        let section = holding(node, "stop", in: "training")
        return .text(TrainingReader(log: log).stop(node, section).description)
      }
    case DataKeys.validation.descriptor.path where node.text == "none":
      return .text("none")
    default:
      return Section.scalar(node, key.kind, path: path, log: log)
    }
  }

  /// What a reader of a whole value makes, unless it found a problem.
  private func whole(_ read: (ProblemLog) -> ScalarValue?) -> ScalarValue? {
    let before = log.count
    let value = read(log)
    return log.count == before ? value : nil
  }

  /// A mapping with one key, as the key's reader expects it.
  private func holding(_ node: YAMLNode, _ name: String, in section: String) -> Section {
    let key = YAMLNode(
      position: node.position, extent: node.extent, content: .scalar(name, isPlain: true))
    return Section([YAMLNode.Entry(key: key, value: node)], path: section, log: log)
  }
}

// Values of an axis in words: each says all of itself, without the commas that part axes.

extension OptimizerSpecification {
  /// The name and the options that are not defaults: `sgd rate 0.5`.
  var inWords: String { canonical.choiceInWords(at: TrainingKeys.optimizer.path) }
}

extension ScheduleSpecification {
  /// The name and the options that are not defaults: `step every 5`.
  var inWords: String { canonical.choiceInWords(at: TrainingKeys.schedule.path) }
}

extension CanonicalValue {
  /// A name alone, or a mapping from it to its options, of which those that are defaults go unsaid.
  fileprivate func choiceInWords(at path: String) -> String {
    guard case .object(let members) = self, let name = members.keys.first,
      case .object(let options)? = members[name]
    else { return inWords }
    let said = TrainingKeys.all.filter { key in
      guard key.section == "\(path).\(name)", options[key.name] != nil,
        case .defaultValue(let text) = key.presence
      else { return false }
      return options[key.name]?.inWords != text
    }
    let words = said.flatMap { [$0.name, options[$0.name]?.inWords ?? ""] }
    return QuotedText.list([name] + words, by: " ")
  }
}
