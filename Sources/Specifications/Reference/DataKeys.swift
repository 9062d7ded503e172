/// `data:`.
enum DataKeys {
  static let from = KeyDescriptor(
    "data.from", .shape(DataReference.kind), .optional("the bundle holds its data"),
    "Takes the data of an earlier job of the same root; only `split` may stand beside it.")
  static let modalities = KeyDescriptor(
    "data.modalities", .shape("a mapping from names to files"), .required,
    "The kinds of measurements, each a matrix with a row an example.")
  static let modality = KeyDescriptor(
    "data.modalities.NAME", .shape("a file name, or a mapping with file"), .required,
    "One modality.")
  static let modalityFile = ScalarKey<String>(
    "data.modalities.NAME.file", .file, .required, "The file that holds it.")
  static let modalityArray = ScalarKey<String>(
    "data.modalities.NAME.array", .text(atMost: 255), .optional("the only array"),
    "Which array of an `.npz` or `.safetensors` file.")
  static let modalityColumns = KeyDescriptor(
    "data.modalities.NAME.columns", .shape("a list of column names"),
    .optional("every column not named elsewhere"), "Which columns of a table, in this order.")
  static let modalityIds = KeyDescriptor(
    "data.modalities.NAME.ids", .shape(referenceWords), .optional("rows as in `data.ids`"),
    "Ids of this modality's rows; without `file`, a column of its own file.")

  static let missingWords = ["allowed", "nan"]
  static let modalityMissing = KeyDescriptor(
    "data.modalities.NAME.missing", .shape("allowed, nan, or \(referenceWords)"),
    .optional("it has every row"),
    "Which rows it lacks: those whose id it does not have, those of nothing but NaN, or those that a mask of "
      + "its file's rows marks with true or 1.")

  static let labels = KeyDescriptor(
    "data.labels", .shape(referenceWords), .optional("then `target` is given"),
    "The class of every row.")
  static let classes = ScalarKey<String>(
    "data.labels.classes", .file, .optional("the distinct labels, sorted"),
    "A JSON list of the class names, in order.")
  static let target = KeyDescriptor(
    "data.target", .shape(referenceWords), .optional("then `labels` is given"),
    "A real number for every row (regression).")
  static let ids = KeyDescriptor(
    "data.ids", .shape(referenceWords), .optional("rows belong together by position"),
    "Ids of the label rows; modalities are then joined by id.")
  static let standardise = ScalarKey<Bool>(
    "data.standardise", default: true,
    "Centre and scale every feature with the statistics of the train rows.")

  static let split = KeyDescriptor(
    "data.split", .shape("fractions, index files, or a column"), .required,
    "Which rows train, choose and test.")
  static let train = ScalarKey<Double>(
    "data.split.train", .above(0, atMost: 1), .required,
    "Fraction of the rows, or a file of row numbers from 0.")
  static let validation = ScalarKey<Double>(
    "data.split.validation", .above(0, atMost: 1), .optional("a sixth of train"),
    "Fraction or file; `none` turns selection and early stopping off.")
  static let test = ScalarKey<Double>(
    "data.split.test", .above(0, atMost: 1), .required,
    "Fraction or file of the rows that are scored once.")
  static let stratify = ScalarKey<Bool>(
    "data.split.stratify", .optional("`true` for labels, `false` for a target"),
    "Whether every part gets its share of every class.")
  static let group = KeyDescriptor(
    "data.split.group", .shape("a column of the labels' file, or \(referenceWords)"),
    .optional("every row for itself"),
    "Rows with the same value belong together: whatever is drawn keeps them in one part, and intervals "
      + "count groups. Beside every form of split.")
  static let seed = ScalarKey<Int>(
    "data.split.seed", 0...2_147_483_647, default: 1, "Seed of the drawn split.")
  static let labelBudget = ScalarKey<Int?>(
    "data.split.labels", word: "all", or: 1...1_000_000_000,
    "How many rows of train keep their label, drawn with the split's seed and stratified.")
  static let unlabelled = ScalarKey<UnlabelledPolicy>(
    "data.split.unlabelled", default: .keep,
    "What becomes of train rows without a label, or beyond `data.split.labels`: kept as rows that no label "
      + "loss sees, or not used.")
  static let tests = KeyDescriptor(
    "data.split.tests", .shape("a mapping from names to files of row numbers"),
    .optional("`test` alone"),
    "Further test sets, scored once like `test`; a drawn split draws from the other rows.")
  static let testSet = KeyDescriptor(
    "data.split.tests.NAME", .shape(referenceWords), .required,
    "Row numbers from 0, or ids where `data.ids` gives any that are no numbers; none of train or validation."
  )
  static let splitFile = ScalarKey<String>(
    "data.split.file", .file, .optional("then fractions or index files are given"),
    "A file that says `train`, `validation` or `test` for every row.")
  static let splitColumn = ScalarKey<String>(
    "data.split.column", .text(atMost: 255), .optional("the only column"),
    "The column of `data.split.file`.")
  static let splitArray = ScalarKey<String>(
    "data.split.array", .text(atMost: 255), .optional("the only array"),
    "The array of `data.split.file`.")

  static let referenceWords = "a file name, or a mapping of file with column or array"

  /// Where a reference to a vector may stand; each takes `file`, `column`, `array`.
  static let references = [
    "data.modalities.NAME.ids", "data.modalities.NAME.missing", "data.labels", "data.target",
    "data.ids", "data.split.train",
    "data.split.validation", "data.split.test", "data.split.group", "data.split.tests.NAME",
  ]

  static func file(in section: String) -> ScalarKey<String> {
    let isOwn = section == modalityIds.path
    return ScalarKey(
      "\(section).file", .file, isOwn ? .optional("the modality's file") : .required,
      "The file that holds it.")
  }

  static func column(in section: String) -> ScalarKey<String> {
    ScalarKey(
      "\(section).column", .text(atMost: 255), .optional("the only column"),
      "Which column of a table.")
  }

  static func array(in section: String) -> ScalarKey<String> {
    ScalarKey(
      "\(section).array", .text(atMost: 255), .optional("the only array"),
      "Which array of an `.npz` or `.safetensors` file.")
  }

  static let all: [KeyDescriptor] =
    [
      from, modalities, modality, modalityFile.descriptor, modalityArray.descriptor,
      modalityColumns,
      modalityIds,
    ] + reference("data.modalities.NAME.ids")
    + [modalityMissing] + reference("data.modalities.NAME.missing")
    + [labels] + reference("data.labels") + [classes.descriptor]
    + [target] + reference("data.target") + [ids] + reference("data.ids")
    + [standardise.descriptor, split]
    + [train.descriptor] + reference("data.split.train")
    + [validation.descriptor] + reference("data.split.validation")
    + [test.descriptor] + reference("data.split.test")
    + [stratify.descriptor, group] + reference("data.split.group")
    + [
      seed.descriptor, labelBudget.descriptor, unlabelled.descriptor, tests, testSet,
    ] + reference("data.split.tests.NAME")
    + [
      splitFile.descriptor,
      splitColumn.descriptor,
      splitArray.descriptor,
    ]

  private static func reference(_ section: String) -> [KeyDescriptor] {
    [
      file(in: section).descriptor, column(in: section).descriptor, array(in: section).descriptor,
    ]
  }
}
