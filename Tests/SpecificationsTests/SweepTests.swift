import Distillation
import Specifications
import Testing

@Suite("A sweep") struct SweepTests {
  /// Tried values against a small file of networks.
  private func parsed(_ sweep: String, more: String = "") throws -> ParsedSpecification {
    try Example.parsed(Example.networks(more: "sweep: \(sweep)\n\(more)"))
  }

  @Test("of any key makes settings, the last key fastest")
  func settings() throws {
    let parsed = try parsed("{training.batch: [32, 64], training.epochs: [5, 6]}")
    #expect(
      parsed.settings.map(\.label) == [
        "training.epochs=5, training.batch=32", "training.epochs=5, training.batch=64",
        "training.epochs=6, training.batch=32", "training.epochs=6, training.batch=64",
      ])
    #expect(parsed.settings.map(\.specification.training.epochs) == [5, 5, 6, 6])
    #expect(parsed.settings.map(\.specification.training.batch) == [32, 64, 32, 64])
    #expect(parsed.specification.sweep.map(\.key) == ["training.epochs", "training.batch"])
    #expect(parsed.specification.training.epochs == 5)
    #expect(parsed.settings.allSatisfy { $0.specification.sweep.isEmpty })
  }

  @Test("of modalities and options makes no settings")
  func single() throws {
    let parsed = try parsed("{method.lambda: [0, 1], teacher.modality: [a]}")
    #expect(parsed.settings == [SweptSetting(values: [], specification: parsed.specification)])
  }

  @Test("leaves modalities and options to every setting")
  func mixed() throws {
    let parsed = try parsed("{method.lambda: [0, 1], training.epochs: [5, 6]}")
    #expect(parsed.specification.sweep.map(\.key) == ["training.epochs", "method.lambda"])
    #expect(
      parsed.settings.map { $0.specification.sweep.map(\.key) } == [
        ["method.lambda"], ["method.lambda"],
      ])
    #expect(
      parsed.settings[1].specification.sweptOptions.map { $0["lambda"] } == [
        .number(0), .number(1),
      ])
  }

  @Test(
    "takes every key that changes an experiment, and names its values in words",
    arguments: [
      ("data.standardise", "[true, false]", ["true", "false"]),
      ("data.split.train", "[0.4, 5e-1]", ["0.4", "0.5"]),
      ("data.split.validation", "[0.1, none]", ["0.1", "none"]),
      ("data.split.test", "[0.1, 0.2]", ["0.1", "0.2"]),
      ("data.split.stratify", "[true, false]", ["true", "false"]),
      ("data.split.seed", "[1, 2]", ["1", "2"]),
      ("data.split.labels", "[50, all]", ["50", "all"]),
      ("teacher.network", "[linear, {mlp: [64, 32]}]", ["linear", "mlp 64 32"]),
      (
        "student.network", "[{mlp: [64], dropout: 0.10}, linear]", ["mlp 64 dropout 0.1", "linear"]
      ),
      ("student.network.mlp", "[[64], [64, 32]]", ["64", "64 32"]),
      ("student.network.dropout", "[0, 0.5]", ["0", "0.5"]),
      (
        "student.network",
        "[transformer, {transformer: {layers: 4, feedforward: 99}, dropout: 0.1}, vision, "
          + "{mlp: [8], activation: gelu, residual: true}, {convolution: [8, 16], image: [8, 8, 1]}]",
        [
          "transformer layers 2 width 128 heads 4",
          "transformer layers 4 width 128 heads 4 feedforward 99 dropout 0.1",
          "vision patch 4 layers 2 width 64 heads 4", "mlp 8 activation gelu residual",
          "convolution 8 16 image 8 8 1",
        ]
      ),
      ("student.network.activation", "[relu, silu]", ["relu", "silu"]),
      ("student.network.normalisation", "[none, layer]", ["none", "layer"]),
      ("student.network.residual", "[true, false]", ["true", "false"]),
      ("teacher.targets", "[cross-fitted, in-sample]", ["cross-fitted", "in-sample"]),
      ("training.epochs", "[10]", ["10"]),
      ("training.batch", "[32, 64]", ["32", "64"]),
      (
        "training.optimizer", "[sgd, {adamw: {rate: 0.01}}, {sgd: {rate: 0.5}}]",
        ["sgd", "adamw rate 0.01", "sgd rate 0.5"]
      ),
      ("training.optimizer.adamw.rate", "[1e-3, 1e-2]", ["0.001", "0.01"]),
      (
        "training.optimizer", "[adam, {sgd: {nesterov: true}}]", ["adam", "sgd nesterov true"]
      ),
      (
        "training.schedule", "[constant, cosine, {step: {every: 5}}, one-cycle]",
        ["constant", "cosine", "step every 5", "one-cycle"]
      ),
      ("training.schedule.step.every", "[5, 20]", ["5", "20"]),
      ("training.warmup", "[0, 3]", ["0", "3"]),
      ("training.average", "[none, 0.99]", ["none", "0.99"]),
      ("training.weight_decay", "[0, 1e-7]", ["0", "1e-07"]),
      ("training.clip", "[1, 2.5]", ["1", "2.5"]),
      ("training.stop", "[none, {patience: 5}]", ["none", "patience 5"]),
      ("training.stop.patience", "[3, 5]", ["3", "5"]),
      ("training.initialisation", "[he-uniform, normal-0.02]", ["he-uniform", "normal-0.02"]),
    ])
  func keys(key: String, list: String, words: [String]) throws {
    let parsed = try parsed("{\(key): \(list)}")
    #expect(parsed.settings.map { $0.values.map(\.text) } == words.map { [$0] })
    #expect(parsed.settings.allSatisfy { $0.values.map(\.key) == [key] })
    // Every setting is the file with the value written in its place.
    #expect(Set(parsed.settings.map(\.specification)).count == words.count)
  }

  @Test("reads a setting as the file that says its value")
  func substitution() throws {
    let swept = try parsed("{training.epochs: [5, 6], student.network: [linear, {mlp: [3]}]}")
    let written = try Example.parsed(
      Example.networks(
        student: "student: {modality: b, network: {mlp: [3]}}", more: "training: {epochs: 6}"))
    // Networks come before training, whatever the file's order.
    #expect(swept.settings[3].label == "student.network=mlp 3, training.epochs=6")
    #expect(swept.settings[3].specification == written.specification)
  }

  @Test("does not depend on the order of the file")
  func order() throws {
    let one = try parsed(
      "{training.epochs: [5, 6], method.lambda: [0, 1], data.split.seed: [1, 2]}")
    let other = try parsed(
      "{data.split.seed: [1, 2], method.lambda: [0, 1], training.epochs: [5, 6]}")
    #expect(one.specification == other.specification)
    #expect(one.settings == other.settings)
    #expect(canonicalJSON(of: one.specification) == canonicalJSON(of: other.specification))
  }

  @Test("is part of what is hashed")
  func canonical() throws {
    let parsed = try parsed(
      "{training.epochs: [5, 6], zip: {student.network: [linear, {mlp: [3]}], training.batch: [8, 9]}}"
    )
    #expect(
      canonicalJSON(of: parsed.specification).contains(
        #""sweep":{"training.epochs":[5,6],"zip":[{"student.network":["linear","mlp 3"],"training.batch":[8,9]}]}"#
      ))
    let rows = parsed.specification.nonDefaultValues(
      methods: Example.methods, networks: Example.kinds)
    #expect(
      rows.filter { $0.key.hasPrefix("sweep") || $0.key.hasPrefix("student.network") }
        .map { "\($0.key) = \($0.text)" } == [
          "sweep.training.epochs = [5, 6]",
          "sweep.zip = [{student.network: [linear, mlp 3], training.batch: [8, 9]}]",
        ])
  }

  @Test("overrides what the file says elsewhere, and warns of it")
  func unswept() {
    #expect(
      Example.message(
        Example.networks(more: "training: {epochs: 9}\nsweep: {training.epochs: [5, 6]}"))
          == """
          job.yaml:10:20: warning: value is not run
            10 | training: {epochs: 9}
               |                    ^
            'training.epochs' is swept, and its list does not hold this value
          """)
  }

  @Test("may set the options of a transformer, named alone or not")
  func transformer() throws {
    for written in ["transformer", "{transformer: {width: 128}}"] {
      let yaml = Example.networks(
        student: "student: {modality: b, network: \(written)}",
        more:
          "sweep: {student.network.transformer.layers: [1, 2], student.network.dropout: [0, 0.5]}")
      let settings = try Example.parsed(yaml).settings
      #expect(
        settings.last?.specification.student.network
          == NetworkSpecification(TransformerNetwork(["dropout": 0.5])))
      #expect(
        settings[0].label == "student.network.dropout=0, student.network.transformer.layers=1")
    }
  }

  @Test("may set the dropout of swept networks")
  func nested() throws {
    let parsed = try parsed(
      "{student.network: [{mlp: [8]}, {mlp: [16]}], student.network.dropout: [0, 0.5]}")
    #expect(parsed.settings[3].specification.student.network == .init(hidden: [16], dropout: 0.5))
  }

  @Test("may repeat a drawn split")
  func splits() throws {
    let job = try Example.parsed(Example.small(more: "splits: 5")).specification
    #expect(job.splits == 5)
    #expect(canonicalJSON(of: job).contains(#""splits":5"#))
    #expect(
      !canonicalJSON(of: try Example.parsed(Example.small(more: "splits: 1")).specification)
        .contains("splits"))
  }
}

@Suite("A zip") struct ZipTests {
  private func parsed(_ sweep: String) throws -> ParsedSpecification {
    try Example.parsed(Example.networks(more: "sweep: \(sweep)"))
  }

  @Test("advances its keys together, at the place of the first")
  func together() throws {
    let parsed = try parsed(
      "{zip: {training.batch: [32, 64], training.epochs: [5, 6]}, training.clip: [1, 2]}")
    #expect(
      parsed.settings.map(\.label) == [
        "training.epochs=5, training.batch=32, training.clip=1",
        "training.epochs=5, training.batch=32, training.clip=2",
        "training.epochs=6, training.batch=64, training.clip=1",
        "training.epochs=6, training.batch=64, training.clip=2",
      ])
    #expect(SweepAxis.cellCount(of: parsed.specification.sweep) == 4)
  }

  @Test("of modalities makes those pairs")
  func pairs() throws {
    let parsed = try Example.parsed(
      Example.small(
        modalities: "modalities: {a: a.npy, b: b.npy, c: c.npy}",
        more: "sweep: {zip: {teacher.modality: [a, b, c], student.modality: [b, c, a]}}"))
    #expect(
      parsed.specification.sweptPairs.map { [$0.teacher, $0.student] }
        == [["a", "b"], ["b", "c"], ["c", "a"]])
    #expect(parsed.warnings.isEmpty)
  }

  @Test("of options makes those variants")
  func options() throws {
    let parsed = try parsed("{zip: {method.temperature: [1, 4], method.lambda: [0.5, 1]}}")
    #expect(
      parsed.specification.sweptOptions.map { [$0["lambda"], $0["temperature"]] }
        == [[.number(0.5), .number(1)], [.number(1), .number(4)]])
  }

  @Test("may be one of several")
  func several() throws {
    let one = try parsed(
      "{zip: [{training.batch: [32, 64], training.epochs: [5, 6]}, {method.lambda: [0, 1], method.temperature: [1, 2]}]}"
    )
    let other = try parsed(
      "{zip: [{method.temperature: [1, 2], method.lambda: [0, 1]}, {training.epochs: [5, 6], training.batch: [32, 64]}]}"
    )
    #expect(one.settings.count == 2)
    #expect(one.settings[0].specification.sweptOptions.count == 2)
    #expect(one.specification == other.specification)
    #expect(one.settings == other.settings)
  }

  @Test("of one key is that key's list")
  func alone() throws {
    #expect(
      try parsed("{zip: {training.epochs: [5, 6]}}").specification
        == parsed("{training.epochs: [5, 6]}").specification)
  }

  @Test("may hold a value twice, but not a combination")
  func repetition() throws {
    #expect(
      try parsed("{zip: {training.batch: [32, 32], training.epochs: [5, 6]}}").settings.count == 2)
    #expect(
      Example.message(
        Example.networks(more: "sweep: {zip: {training.batch: [32, 32], training.epochs: [5, 5]}}"))
          == """
          job.yaml:10:36: repeated value in 'sweep.zip'
            10 | sweep: {zip: {training.batch: [32, 32], training.epochs: [5, 5]}}
               |                                    ^^
            expected every value once
            remove one of the two
          """)
  }

  @Test("of lists of two lengths is refused")
  func lengths() {
    #expect(
      Example.message(
        Example.networks(
          more: "sweep:\n  zip:\n    training.epochs: [10, 20]\n    training.batch: [32, 64, 128]"))
          == """
          job.yaml:13:5: lists of one zip differ in length
            13 |     training.batch: [32, 64, 128]
               |     ^^^^^^^^^^^^^^
            found 3 values of 'training.batch', but 2 of 'training.epochs' on line 12
            expected as many values of every key, for they advance together
            give both lists one length, or write them outside 'zip' to try all combinations
          """)
  }

  @Test("conflicts with another list of its key")
  func conflict() {
    let grid =
      "sweep:\n  training.epochs: [5, 6]\n  zip: {training.batch: [8, 9], training.epochs: [5, 6]}"
    #expect(
      Example.message(Example.networks(more: grid)) == """
        job.yaml:12:33: 'training.epochs' is swept twice
          12 |   zip: {training.batch: [8, 9], training.epochs: [5, 6]}
             |                                 ^^^^^^^^^^^^^^^
          found here in a zip, and on line 11
          expected one list
          remove one of the two
        """)
    let zips =
      "sweep:\n  zip:\n  - {training.batch: [8, 9], training.epochs: [5, 6]}\n"
      + "  - {training.clip: [8, 9], training.epochs: [5, 6]}"
    #expect(
      Example.message(Example.networks(more: zips)) == """
        job.yaml:13:29: 'training.epochs' is swept twice
          13 |   - {training.clip: [8, 9], training.epochs: [5, 6]}
             |                             ^^^^^^^^^^^^^^^
          found here in a zip, and on line 12 in a zip
          expected one list
          remove one of the two
        """)
  }

  @Test("of keys that make unlike things is refused")
  func unlike() {
    let roles = "sweep: {zip: {teacher.modality: [a, b], teacher.network: [linear, {mlp: [8]}]}}"
    #expect(
      Example.message(Example.networks(more: roles)) == """
        job.yaml:10:41: a zip of unlike keys
          10 | sweep: {zip: {teacher.modality: [a, b], teacher.network: [linear, {mlp: [8]}]}}
             |                                         ^^^^^^^^^^^^^^^
          found 'teacher.modality' on line 10 makes pairs, 'teacher.network' makes settings
          expected keys that make one kind of thing: modalities make pairs, options of the method make variants, other keys make settings
          write one of the two outside 'zip', or write several jobs
        """)
    let variants = "sweep: {zip: {method.lambda: [0, 1], training.epochs: [5, 6]}}"
    #expect(
      Example.message(Example.networks(more: variants)) == """
        job.yaml:10:38: a zip of unlike keys
          10 | sweep: {zip: {method.lambda: [0, 1], training.epochs: [5, 6]}}
             |                                      ^^^^^^^^^^^^^^^
          found 'method.lambda' on line 10 makes variants, 'training.epochs' makes settings
          expected keys that make one kind of thing: modalities make pairs, options of the method make variants, other keys make settings
          write one of the two outside 'zip', or write several jobs
        """)
  }

  @Test("that is no mapping is told what to write")
  func shapes() {
    #expect(
      Example.message(Example.networks(more: "sweep: {zip: []}")) == """
        job.yaml:10:14: wrong type for 'sweep.zip'
          10 | sweep: {zip: []}
             |              ^^
          found a list
          expected a mapping from dotted keys to lists of one length, or a list of such mappings
        """)
    #expect(
      Example.message(Example.networks(more: "sweep: {zip: 3}")) == """
        job.yaml:10:14: wrong type for 'sweep.zip'
          10 | sweep: {zip: 3}
             |              ^
          expected a mapping from dotted keys to lists of one length, or a list of such mappings
        """)
    #expect(
      Example.message(Example.networks(more: "sweep: {zip: {}}")) == """
        job.yaml:10:14: empty zip
          10 | sweep: {zip: {}}
             |              ^^
          found no key
          expected a mapping from dotted keys to lists of one length, or a list of such mappings
          write e.g. 'zip: {training.epochs: [10, 20], training.batch: [32, 64]}'
        """)
    #expect(
      Example.message(Example.networks(more: "sweep: {zip: [[training.epochs, 3]]}")) == """
        job.yaml:10:15: wrong type for 'sweep.zip'
          10 | sweep: {zip: [[training.epochs, 3]]}
             |               ^^^^^^^^^^^^^^^^^^^^
          found a list
          expected a mapping from dotted keys to lists of one length, or a list of such mappings
        """)
  }
}

@Suite("A sweep that cannot be run") struct WrongSweepTests {
  private func message(_ sweep: String, more: String = "") -> String {
    Example.message(Example.networks(more: "sweep: \(sweep)\n\(more)"))
  }

  @Test(
    "of a key that has one value a job says why",
    arguments: [
      ("seeds", "'seeds: N' already repeats every run with N seeds"),
      ("splits", "'splits: J' already repeats the drawn split J times"),
      (
        "metric",
        "one metric chooses variants and leads the report; write one job a metric"
      ), ("name", "it belongs to the job as a whole"),
      (
        "data.modalities.NAME.file",
        "a job reads one set of files: name each file as a modality and sweep 'student.modality' or 'teacher.modality'"
      ),
      (
        "data.labels.column",
        "a job reads one set of files: name each file as a modality and sweep 'student.modality' or 'teacher.modality'"
      ), ("training", "sweep the keys in it, as in 'training.epochs: [...]'"),
      (
        "training.optimizer.sgd", "sweep the keys in it, as in 'training.optimizer.sgd.rate: [...]'"
      ),
      (
        "training.schedule.step",
        "sweep the keys in it, as in 'training.schedule.step.every: [...]'"
      ),
      (
        "student.network.transformer",
        "sweep the keys in it, as in 'student.network.transformer.layers: [...]'"
      ),
      (
        "student.network.vision.image",
        "the columns of a modality are one image; sweep the modality instead"
      ),
      ("information.estimators", "all estimators are computed in one job; name them in one list"),
    ])
  func refused(key: String, remedy: String) {
    let lines = message("{\(key): [1, 2]}").split(separator: "\n")
    #expect(lines.first?.contains("key cannot be swept") == true)
    #expect(lines.last.map(String.init) == "  \(remedy)")
  }

  @Test(
    "of an unknown key names the nearest one",
    arguments: [
      ("training.epoch", "did you mean 'training.epochs'?"),
      ("epochs", "did you mean 'training.epochs'?"),
      ("student.netwrk", "did you mean 'student.network'?"),
      ("nonsense", "remove it, or correct its name"),
    ])
  func unknown(key: String, remedy: String) {
    let lines = message("{\(key): [1, 2]}").split(separator: "\n")
    #expect(lines.first?.contains("unknown key in 'sweep'") == true)
    #expect(lines.last.map(String.init) == "  \(remedy)")
  }

  @Test("points at the wrong value")
  func values() {
    #expect(
      message(
        "{training.epochs: [5, x], student.network: [{mlp: 3}], training.batch: 32, training.clip: []}"
      ) == """
        job.yaml:10:30: wrong type for 'sweep.training.epochs'
          10 | sweep: {training.epochs: [5, x], student.network: [{mlp: 3}], training.batch: 32, traini…
             |                              ^
          expected a whole number from 1 to 100000

        job.yaml:10:58: wrong type for 'student.network.mlp'
          10 | …epochs: [5, x], student.network: [{mlp: 3}], training.batch: 32, training.clip: []}
             |                                          ^
          expected a list of 1 to 16 whole numbers from 1 to 65536
          write a list: [3]

        job.yaml:10:79: wrong type for 'sweep.training.batch'
          10 | …nt.network: [{mlp: 3}], training.batch: 32, training.clip: []}
             |                                          ^^
          expected a list, each a whole number from 1 to 65536
          write a list: [32]

        job.yaml:10:98: empty list for 'sweep.training.clip'
          10 | …3}], training.batch: 32, training.clip: []}
             |                                          ^^
          expected a list, each a number above 0 and at most 1000000000
        """)
  }

  @Test("repeats a value")
  func repeated() {
    let sweep = "{training.epochs: [5, 5], training.optimizer: [adamw, {adamw: {rate: 1e-3}}]}"
    #expect(
      message(sweep)
        == """
        job.yaml:10:30: repeated value in 'training.epochs'
          10 | sweep: {training.epochs: [5, 5], training.optimizer: [adamw, {adamw: {rate: 1e-3}}]}
             |                              ^
          expected every value once
          remove one of the two

        job.yaml:10:62: repeated value in 'training.optimizer'
          10 | sweep: {training.epochs: [5, 5], training.optimizer: [adamw, {adamw: {rate: 1e-3}}]}
             |                                                              ^^^^^^^^^^^^^^^^^^^^^
          expected every value once
          remove one of the two
        """)
  }

  @Test("has a cell that cannot be, which is named")
  func cell() {
    let optimizers =
      "{training.optimizer: [adamw, lbfgs], student.network: [linear, {mlp: [8]}, {mlp: [9]}]}"
    #expect(
      message(optimizers)
        == """
        job.yaml:10:37: L-BFGS with a network that is not linear (with student.network=linear, training.optimizer=lbfgs, and 2 more)
          10 | sweep: {training.optimizer: [adamw, lbfgs], student.network: [linear, {mlp: [8]}, {mlp: …
             |                                     ^^^^^
          found 'lbfgs' with 'teacher.network: {mlp: …}'
          expected sgd, rmsprop, adam or adamw
          leave 'optimizer' out: linear networks then get lbfgs, others adamw
        """)
    #expect(
      message("{data.split.train: [0.5, 0.7], data.split.test: [0.3, 0.4]}") == """
        job.yaml:6:3: fractions of 'data.split' add up to more than 1 (with data.split.train=0.7, data.split.test=0.4)
          6 |   split: {train: 0.5, test: 0.3}
            |   ^^^^^
          found 1.1 in all
          expected train + validation + test of at most 1
        """)
    #expect(
      message("{student.network: [linear, {mlp: [8]}], student.network.dropout: [0, 0.5]}") == """
        job.yaml:10:27: 'student.network' has no 'dropout' to sweep (with student.network=linear, student.network.dropout=0, and 1 more)
          10 | sweep: {student.network: [linear, {mlp: [8]}], student.network.dropout: [0, 0.5]}
             |                           ^^^^^^
          expected a mapping, in which 'student.network.dropout' can stand
          write 'student.network' as a mapping, or remove 'student.network.dropout' from 'sweep'
        """)
    #expect(
      message("{student.network: [{mlp: [8], dropout: 0.1}], student.network.dropout: [0, 0.5]}")
        == """
        job.yaml:10:47: 'student.network.dropout' is given twice
          10 | sweep: {student.network: [{mlp: [8], dropout: 0.1}], student.network.dropout: [0, 0.5]}
             |                                               ^^^
          found here, and in 'sweep.student.network.dropout'
          expected one of the two
          remove it from the values of 'student.network', or do not sweep it
        """)
    #expect(
      message("{training.optimizer.sgd.rate: [0.1, 0.2]}", more: "training: {optimizer: adamw}")
        == """
        job.yaml:10:9: not one optimizer
          10 | sweep: {training.optimizer.sgd.rate: [0.1, 0.2]}
             |         ^^^^^^^^^^^^^^^^^^^^^^^^^^^
          found 'adamw', 'sgd'
          expected one of: sgd, rmsprop, adam, adamw, lbfgs
        """)
    #expect(
      message("{training.stop.patience: [1, 2]}", more: "training: {stop: none}") == """
        job.yaml:11:18: 'training.stop' has no 'patience' to sweep
          11 | training: {stop: none}
             |                  ^^^^
          expected a mapping, in which 'training.stop.patience' can stand
          write 'training.stop' as a mapping, or remove 'training.stop.patience' from 'sweep'
        """)
  }

  @Test("does not hide a problem of the file, which has no cell")
  func file() {
    #expect(
      message("{training.epochs: [5, 6]}", more: "seeds: 0\ntraining: {epoch: 3}") == """
        job.yaml:11:8: value of 'seeds' out of range
          11 | seeds: 0
             |        ^
          expected a whole number from 1 to 1000

        job.yaml:12:12: unknown key
          12 | training: {epoch: 3}
             |            ^^^^^
          expected one of: epochs, batch, optimizer, schedule, warmup, average, weight_decay, clip, stop, initialisation
          did you mean 'epochs'?
        """)
  }

  @Test("is a list of another key's place")
  func list() {
    #expect(
      Example.message(
        Example.small(
          student: "student: {modality: b, network: [linear, {mlp: [64]}]}",
          more: "training: {epochs: [10, 20], optimizer: [sgd, adamw]}\nseeds: [1, 2]")) == """
          job.yaml:8:33: wrong type for 'student.network'
            8 | student: {modality: b, network: [linear, {mlp: [64]}]}
              |                                 ^^^^^^^^^^^^^^^^^^^^^
            found a list
            expected linear, or a mapping of mlp, transformer, vision, convolution or fourier
            to try several values, write 'sweep: {student.network: [...]}'

          job.yaml:10:20: wrong type for 'training.epochs'
            10 | training: {epochs: [10, 20], optimizer: [sgd, adamw]}
               |                    ^^^^^^^^
            found a list
            expected a whole number from 1 to 100000
            to try several values, write 'sweep: {training.epochs: [10, 20]}'

          job.yaml:10:41: wrong type for 'training.optimizer'
            10 | training: {epochs: [10, 20], optimizer: [sgd, adamw]}
               |                                         ^^^^^^^^^^^^
            found a list
            expected one of: sgd, rmsprop, adam, adamw, lbfgs, or a mapping of one of them
            to try several values, write 'sweep: {training.optimizer: [sgd, adamw]}'

          job.yaml:11:8: wrong type for 'seeds'
            11 | seeds: [1, 2]
               |        ^^^^^^
            found a list
            expected a whole number from 1 to 1000
          """)
  }

  @Test("is too large, counted before it is expanded")
  func size() {
    #expect(
      message(
        "{training.epochs: [\(Example.hundred)], training.batch: [\(Example.hundred)], method.lambda: [0, 1]}"
      )
        == """
        job.yaml:10:1: sweep too large
          10 | sweep: {training.epochs: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18,…
             | ^^^^^
          found 100 × 100 × 2 = 20 000 configurations
          expected at most 10 000
          sweep fewer values, or split the job
        """)
    #expect(
      message(
        "{zip: {training.epochs: [\(Example.hundred)], training.batch: [\(Example.hundred)]}, data.split.seed: [\(Example.hundred)], method.lambda: [0, 1]}"
      ) == """
        job.yaml:10:1: sweep too large
          10 | sweep: {zip: {training.epochs: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 1…
             | ^^^^^
          found 100 × 100 × 2 = 20 000 configurations
          expected at most 10 000
          sweep fewer values, or split the job
        """)
  }

  @Test("of a long file is bounded by what is read")
  func nodes() {
    let modalities = (0..<300).map { "m\($0): m\($0).npy" }.joined(separator: ", ")
    #expect(
      Example.message(
        Example.small(
          modalities: "modalities: {a: a.npy, b: b.npy, \(modalities)}",
          more:
            "sweep: {training.epochs: [\(Example.hundred)], training.batch: [\(Example.hundred)]}"))
          == """
          job.yaml:10:1: sweep too large for this file
            10 | sweep: {training.epochs: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18,…
               | ^^^^^
            found 10 000 settings of 636 values each
            expected fewer
            sweep fewer values, or split the job
          """)
  }

  @Test("repeats a split that is given, or that is swept")
  func splits() {
    #expect(
      Example.message(
        Example.small(split: "split: {train: train.npy, test: test.npy}", more: "splits: 3")) == """
          job.yaml:10:9: no drawn split to repeat
            10 | splits: 3
               |         ^
            found 'splits: 3' with a split that is given
            expected a split of fractions, as in '{train: 0.6, validation: 0.2, test: 0.2}'
            remove 'splits', or let the split be drawn
          """)
    #expect(
      Example.message(Example.small(more: "splits: 3\nsweep: {data.split.seed: [1, 2]}")) == """
        job.yaml:10:9: the split is repeated twice
          10 | splits: 3
             |         ^
          found 'splits: 3' and a sweep of 'data.split.seed'
          expected one of the two
          'splits' draws the split again and averages; a sweep makes every seed an experiment of its own
        """)
  }
}
