/// `job.yaml` as a JSON Schema (draft 2020-12), for editors and for programs that write jobs.
///
/// Made from the descriptors that validate a file, so that it names the same keys, ranges and words.
/// It says what each key may hold; what is wrong only in combination is left to `retort check`.
public struct JobSchema: Sendable {
  private let reference: SpecificationReference
  private let networkKeys: [NetworkKeys]

  public init(methods: MethodRegistry, networks: NetworkRegistry) {
    reference = SpecificationReference(methods: methods, networks: networks)
    networkKeys = LearnerKeys.roles.map { NetworkKeys(role: $0, networks: networks) }
  }

  private var methods: MethodRegistry { reference.methods }

  /// The schema as JSON, indented, with a final line break.
  public var json: String { root.indentedJSON() + "\n" }

  var root: CanonicalValue {
    var members = mapping("")
    members["$schema"] = .text("https://json-schema.org/draft/2020-12/schema")
    members["title"] = .text("A job of Retort (job.yaml)")
    return .object(members)
  }

  // MARK: Mappings

  /// In a path, a name the file chooses.
  private static let anyName = "NAME"

  /// A mapping of the keys directly below a path.
  private func mapping(_ section: String) -> [String: CanonicalValue] {
    let keys = reference.keys.filter { $0.section == section }
    if let chosen = keys.first(where: { $0.name == Self.anyName }) {
      return [
        "type": .text("object"), "minProperties": .integer(1),
        "propertyNames": ValueKind.name.schema, "additionalProperties": schema(of: chosen),
      ]
    }
    var members = Schema.mapping(keys.map { ($0.name, schema(of: $0)) })
    let required = keys.filter(isAlwaysRequired).map(\.name)
    if !required.isEmpty { members["required"] = .list(required.map { .text($0) }) }
    if section == TrainingKeys.optimizer.path || section == TrainingKeys.schedule.path {
      members["minProperties"] = .integer(1)
      members["maxProperties"] = .integer(1)
    }
    return members
  }

  /// Whether a key is required whatever else the file says. A swept key may be left out, and what
  /// `data` needs depends on its shape.
  private func isAlwaysRequired(_ key: KeyDescriptor) -> Bool {
    key.presence == .required && key.section != "data" && key.section != DataKeys.split.path
      && reference.swept.family(of: key.path) == nil
  }

  private func hasKeysBelow(_ key: KeyDescriptor) -> Bool {
    key.path != JobKeys.sweep.path
      && reference.keys.contains { $0.section == key.path }
  }

  // MARK: Keys

  private func schema(of key: KeyDescriptor) -> CanonicalValue {
    guard case .object(var members) = shape(of: key) else { return .object([:]) }
    members["description"] = .text(key.summary)
    if case .defaultValue(let text) = key.presence {
      members["default"] = key.kind.fallback(text)
    }
    return .object(members)
  }

  private func shape(of key: KeyDescriptor) -> CanonicalValue {
    Schema.any(forms(of: key) + (hasKeysBelow(key) ? [.object(mapping(key.path))] : []))
  }

  /// What a key takes besides a mapping of the keys below it.
  private func forms(of key: KeyDescriptor) -> [CanonicalValue] {
    switch key.path {
    case JobKeys.method.path: return method
    case JobKeys.sweep.path: return [sweep]
    case JobKeys.zip.path: return [zip, Schema.list(of: zip)]
    case TrainingKeys.optimizer.path: return [Schema.words(TrainingKeys.optimizerNames)]
    case TrainingKeys.schedule.path: return [Schema.words(TrainingKeys.scheduleNames)]
    case TrainingKeys.stop.path: return [Schema.words(["none"])] + scalar(key)
    case DataKeys.validation.descriptor.path:
      return [Schema.words(["none"])] + scalar(key) + [ValueKind.file.schema]
    case DataKeys.modalityColumns.path: return [Schema.list(of: ValueKind.text(atMost: 255).schema)]
    case ResultKeys.estimators.path:
      return [Schema.list(of: Schema.words(InformationEstimatorName.allCases.map(\.rawValue)))]
    case DataKeys.modality.path: return [ValueKind.file.schema]
    case DataKeys.modalityMissing.path:
      return [Schema.words(DataKeys.missingWords), ValueKind.file.schema]
    case DataKeys.from.path, DataKeys.group.path: return [ValueKind.text(atMost: 255).schema]
    case _ where DataKeys.references.contains(key.path):
      return scalar(key) + [ValueKind.file.schema]
    case _ where key.section == TrainingKeys.optimizer.path: return [Schema.nothing]
    case _ where key.section == TrainingKeys.schedule.path: return [Schema.nothing]
    case _ where networkKeys.contains { $0.path == key.path }:
      return [Schema.words(reference.networks.words)]
    case _ where networkKeys.contains { $0.mappings.contains(key.path) }: return [Schema.nothing]
    default: return scalar(key)
    }
  }

  /// The value of a key that is one scalar.
  private func scalar(_ key: KeyDescriptor) -> [CanonicalValue] {
    if case .shape = key.kind { return [] }
    return [key.kind.schema]
  }

  // MARK: Methods

  /// One method, or a list of several.
  private var method: [CanonicalValue] { oneMethod + [Schema.list(of: Schema.any(oneMethod))] }

  /// A method's name, or a mapping from it to its options; `losses` is a mapping only.
  private var oneMethod: [CanonicalValue] {
    let sum = (MethodSpecification.sum, Schema.list(of: Schema.any(choice(methods.losses))))
    return choice(methods.methods, besides: methods.losses.isEmpty ? [] : [sum])
  }

  /// A name, or a mapping of one of them to its options, each of which may be a list.
  private func choice(
    _ choices: [MethodDescriptor], besides others: [(String, CanonicalValue)] = []
  ) -> [CanonicalValue] {
    let mappings = choices.map { method in
      let options = method.options.map { option in
        let one = ValueKind(option.kind).schema
        return (
          option.name,
          Schema.any([one, Schema.list(of: one)])
            .described(option.summary, default: CanonicalValue(option.defaultValue))
        )
      }
      return (
        method.name,
        Schema.any([Schema.nothing, .object(Schema.mapping(options))]).described(method.summary)
      )
    }
    var mapping = Schema.mapping(mappings + others)
    mapping["minProperties"] = .integer(1)
    mapping["maxProperties"] = .integer(1)
    return [Schema.words(choices.map(\.name)), .object(mapping)]
  }

  // MARK: The sweep

  private var sweep: CanonicalValue {
    .object(
      Schema.mapping(
        swept.map { ($0, Schema.list(of: $1)) } + [(JobKeys.zip.name, schema(of: JobKeys.zip))]))
  }

  /// Lists that advance together: a value may come twice, a combination may not.
  private var zip: CanonicalValue {
    .object(Schema.mapping(swept.map { ($0, Schema.list(of: $1, isUnique: false)) }))
  }

  /// Every key that can be swept, with what one of its values may be.
  private var swept: [(key: String, item: CanonicalValue)] {
    let settings = reference.swept.settings.map { key -> (String, CanonicalValue) in
      // Of methods, a list of lists makes no sense.
      if key == JobKeys.method { return (key.path, Schema.any(oneMethod)) }
      let isScalar = if case .shape = key.kind { false } else { true }
      let isFraction = isScalar && key.path != DataKeys.validation.descriptor.path
      return (key.path, isFraction ? key.kind.schema : shape(of: key))
    }
    // Methods share names of options; which method the job has is known to `retort check`.
    var options: [(String, [CanonicalValue])] = []
    let sum = methods.sum(of: Set(methods.losses.map(\.name)))
    for option in methods.methods.flatMap(\.options) + (methods.losses.isEmpty ? [] : sum.options) {
      let path = SweptKeys.optionPrefix + option.name
      let item = ValueKind(option.kind).schema
      if let known = options.firstIndex(where: { $0.0 == path }) {
        if !options[known].1.contains(item) { options[known].1.append(item) }
      } else {
        options.append((path, [item]))
      }
    }
    return SweptKeys.modalities.map { ($0, ValueKind.name.schema) }
      + options.map { ($0, Schema.any($1)) } + settings
  }
}
