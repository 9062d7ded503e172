/// The top level of `job.yaml`.
enum JobKeys {
  static let retort = ScalarKey<Int>(
    "retort", 1...1, .required, "Version of this format.")
  static let name = ScalarKey<String>(
    "name", .text(atMost: 200), .required, "What reports call the job; not part of its identity.")
  static let priority = ScalarKey<Int>(
    "priority", -100...100, default: 0, "Jobs with a higher number run first.")
  static let rerun = ScalarKey<Bool>(
    "rerun", default: false, "Compute afresh even where the ledger knows the same content.")
  static let experiment = KeyDescriptor(
    "experiment", .choice(Preset.allCases.map(\.name)), .optional("only what the file says"),
    "A preset that fills in the sweep for a question; `retort experiments` lists them.")
  static let data = KeyDescriptor(
    "data", .shape("a mapping of modalities, labels or target, and split"), .required,
    "Where the rows come from.")
  static let teacher = KeyDescriptor(
    "teacher", .shape("a mapping of modality and network"), .required,
    "Who teaches: the modality it sees and its network.")
  static let student = KeyDescriptor(
    "student", .shape("a mapping of modality and network"), .required,
    "Who is taught: the modality it sees and its network.")
  static let method = KeyDescriptor(
    "method",
    .shape("a method's name, a mapping from it to its options, or a list of such methods"),
    .required,
    "How the student learns from the teacher. An option may be a list: it is then swept. A list of methods compares "
      + "them; `losses` adds several up; may be left out where it is swept.")
  static let training = KeyDescriptor(
    "training", .shape("a mapping"), .optional("all defaults"), "How every network is trained.")
  static let seeds = ScalarKey<Int>(
    "seeds", 1...1000, default: 10, "How many seeds every run is repeated with.")
  static let splits = ScalarKey<Int>(
    "splits", 1...100, default: 1,
    "How many times a drawn split is drawn, with the seeds `data.split.seed` and those after it.")
  static let sweep = KeyDescriptor(
    "sweep", .shape("a mapping from dotted keys to lists of values, and zip"),
    .optional("one configuration"), "Values to try; all combinations are run.")
  static let zip = KeyDescriptor(
    "sweep.zip",
    .shape("a mapping from dotted keys to lists of one length, or a list of such mappings"),
    .optional("all combinations"), "Keys whose values advance together instead.")
  static let information = KeyDescriptor(
    "information", .shape("a mapping"), .optional("all estimators"),
    "What is estimated before training.")
  static let distil = ScalarKey<Bool>(
    "distil", default: true,
    "Whether students are distilled; `false` stops at the verdicts, which say whether to.")
  static let metric = KeyDescriptor(
    "metric", .choice(PrimaryMetric.allCases.map(\.rawValue)),
    .optional("`accuracy` for labels, `r2` for a target"),
    "Selects variants on validation rows and leads the report.")

  static let all: [KeyDescriptor] = [
    retort.descriptor, name.descriptor, priority.descriptor, rerun.descriptor, experiment, data,
    teacher, student, method, training, seeds.descriptor, splits.descriptor, sweep, zip,
    information, distil.descriptor, metric,
  ]
}

/// `information:`.
enum ResultKeys {
  static let estimators = KeyDescriptor(
    "information.estimators",
    .shape(
      "a list of: \(QuotedText.list(InformationEstimatorName.allCases.map(\.rawValue)))"),
    .optional("all of them"), "Estimators of mutual information; `ksg` is always among them.")

  static let all: [KeyDescriptor] = [estimators]
}
