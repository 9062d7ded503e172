import Specifications
import Testing

@Suite("A wrong value") struct WrongValueTests {
  @Test("of another type is told what to write")
  func types() {
    let message = Example.message(
      Example.small(
        more:
          "seeds: ten\npriority: {a: 1}\nrerun: yes\ntraining: {epochs: 1.5, batch: \"12\", weight_decay: 0,1}"
      ))
    #expect(
      message == """
        job.yaml:10:8: wrong type for 'seeds'
          10 | seeds: ten
             |        ^^^
          expected a whole number from 1 to 1000

        job.yaml:11:11: wrong type for 'priority'
          11 | priority: {a: 1}
             |           ^^^^^^
          found a mapping
          expected a whole number from -100 to 100

        job.yaml:12:8: wrong type for 'rerun'
          12 | rerun: yes
             |        ^^^
          expected true or false
          write true

        job.yaml:13:20: wrong type for 'training.epochs'
          13 | training: {epochs: 1.5, batch: "12", weight_decay: 0,1}
             |                    ^^^
          found a number with a fraction or an exponent
          expected a whole number from 1 to 100000

        job.yaml:13:32: wrong type for 'training.batch'
          13 | training: {epochs: 1.5, batch: "12", weight_decay: 0,1}
             |                                ^^^^
          found a text in quotes
          expected a whole number from 1 to 65536
          remove the quotes: 12

        job.yaml:13:54: unknown key
          13 | training: {epochs: 1.5, batch: "12", weight_decay: 0,1}
             |                                                      ^
          expected one of: epochs, batch, optimizer, schedule, warmup, average, weight_decay, clip, stop, initialisation
          remove it, or correct its name
        """)
  }

  @Test("that is missing is told what to write")
  func nothing() {
    let message = Example.message(
      Example.small(more: "seeds:\ntraining:\n  epochs: ~"))
    #expect(
      message == """
        job.yaml:10:7: wrong type for 'seeds'
          10 | seeds:
             |       ^
          found nothing
          expected a whole number from 1 to 1000

        job.yaml:12:11: wrong type for 'training.epochs'
          12 |   epochs: ~
             |           ^
          found nothing
          expected a whole number from 1 to 100000
        """)
  }

  @Test("out of range is told the range")
  func ranges() {
    let message = Example.message(
      Example.small(
        more:
          "seeds: 0\npriority: 101\ntraining: {epochs: 100001, weight_decay: -1, clip: 0, optimizer: {adamw: {beta1: 1, rate: .inf}}}"
      ))
    #expect(
      message == """
        job.yaml:10:8: value of 'seeds' out of range
          10 | seeds: 0
             |        ^
          expected a whole number from 1 to 1000

        job.yaml:11:11: value of 'priority' out of range
          11 | priority: 101
             |           ^^^
          expected a whole number from -100 to 100

        job.yaml:12:20: value of 'training.epochs' out of range
          12 | training: {epochs: 100001, weight_decay: -1, clip: 0, optimizer: {adamw: {beta1: 1, rate…
             |                    ^^^^^^
          expected a whole number from 1 to 100000

        job.yaml:12:42: value of 'training.weight_decay' out of range
          12 | …raining: {epochs: 100001, weight_decay: -1, clip: 0, optimizer: {adamw: {beta1: 1, rate:…
             |                                          ^^
          expected a number from 0 to 1000

        job.yaml:12:52: value of 'training.clip' out of range
          12 | …epochs: 100001, weight_decay: -1, clip: 0, optimizer: {adamw: {beta1: 1, rate: .inf}}}
             |                                          ^
          expected a number above 0 and at most 1000000000

        job.yaml:12:82: value of 'training.optimizer.adamw.beta1' out of range
          12 | …-1, clip: 0, optimizer: {adamw: {beta1: 1, rate: .inf}}}
             |                                          ^
          expected a number of at least 0 and below 1

        job.yaml:12:91: value of 'training.optimizer.adamw.rate' out of range
          12 | … 0, optimizer: {adamw: {beta1: 1, rate: .inf}}}
             |                                          ^^^^
          expected a number above 0 and at most 1000
        """)
  }

  @Test("too large for a number is out of range")
  func huge() {
    let message = Example.message(
      Example.small(more: "seeds: 99999999999999999999999\ntraining: {weight_decay: 1e999}"))
    #expect(
      message == """
        job.yaml:10:8: value of 'seeds' out of range
          10 | seeds: 99999999999999999999999
             |        ^^^^^^^^^^^^^^^^^^^^^^^
          expected a whole number from 1 to 1000

        job.yaml:11:26: value of 'training.weight_decay' out of range
          11 | training: {weight_decay: 1e999}
             |                          ^^^^^
          expected a number from 0 to 1000
        """)
  }

  @Test("of a method's option is told the range")
  func option() {
    let message = Example.message(
      Example.small(method: "method: {hinton: {lambda: 1.5, convention: papers}}"))
    #expect(
      message == """
        job.yaml:9:27: value of 'method.hinton.lambda' out of range
          9 | method: {hinton: {lambda: 1.5, convention: papers}}
            |                           ^^^
          expected a number from 0 to 1

        job.yaml:9:44: unknown value of 'method.hinton.convention'
          9 | method: {hinton: {lambda: 1.5, convention: papers}}
            |                                            ^^^^^^
          expected one of: paper, code
          did you mean 'paper'?
        """)
  }

  @Test("of the version says that Retort is too old")
  func version() {
    let message = Example.message(
      "retort: 2\nname: x\n" + Example.body)
    #expect(
      message == """
        job.yaml:1:9: unknown version of the format
          1 | retort: 2
            |         ^
          expected 1
          this build reads version 1; a newer file needs a newer Retort
        """)
  }

  @Test("for a network shows how to write one")
  func network() {
    let message = Example.message(
      Example.small(
        teacher: "teacher: {modality: a, network: mlp}",
        student: "student: {modality: b, network: {mlp: 64, droput: 0.5}}"))
    #expect(
      message == """
        job.yaml:7:33: unknown network
          7 | teacher: {modality: a, network: mlp}
            |                                 ^^^
          expected linear, or a mapping of mlp, transformer, vision, convolution or fourier
          write its widths: {mlp: [64]}

        job.yaml:8:39: wrong type for 'student.network.mlp'
          8 | student: {modality: b, network: {mlp: 64, droput: 0.5}}
            |                                       ^^
          expected a list of 1 to 16 whole numbers from 1 to 65536
          write a list: [64]

        job.yaml:8:43: unknown key
          8 | student: {modality: b, network: {mlp: 64, droput: 0.5}}
            |                                           ^^^^^^
          expected one of: mlp, dropout, activation, normalisation, residual, transformer, vision, convolution, image, fourier
          did you mean 'dropout'?
        """)
  }

  @Test("for a network is counted in parameters and memory")
  func largeNetwork() {
    let message = Example.message(
      Example.small(student: "student: {modality: b, network: {mlp: [1000000, 1000000]}}"))
    #expect(
      message == """
        job.yaml:8:39: network too large
          8 | student: {modality: b, network: {mlp: [1000000, 1000000]}}
            |                                       ^^^^^^^^^^^^^^^^^^
          found 1 000 004 000 001 parameters, 4.0 TB of weights
          expected at most 100 000 000 parameters (400.0 MB)
          use narrower layers
        """)
  }

  @Test("for a width, or for too many layers")
  func widths() {
    let message = Example.message(
      Example.small(
        teacher: "teacher: {modality: a, network: {mlp: [0, 70000]}}",
        student:
          "student: {modality: b, network: {mlp: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]}}"
      ))
    #expect(
      message == """
        job.yaml:7:40: value of 'teacher.network.mlp' out of range
          7 | teacher: {modality: a, network: {mlp: [0, 70000]}}
            |                                        ^
          expected a whole number from 1 to 65536

        job.yaml:7:43: value of 'teacher.network.mlp' out of range
          7 | teacher: {modality: a, network: {mlp: [0, 70000]}}
            |                                           ^^^^^
          expected a whole number from 1 to 65536

        job.yaml:8:39: too many layers in 'student.network.mlp'
          8 | student: {modality: b, network: {mlp: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1…
            |                                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
          found 17 layers
          expected at most 16
        """)
  }

  @Test("in a list: none, and twice the same")
  func lists() {
    let message = Example.message(
      Example.small(
        more:
          "sweep: {method.lambda: [], method.temperature: [4, 4.0]}\ninformation: {estimators: [ksg, ksg]}"
      ))
    #expect(
      message == """
        job.yaml:10:24: empty list for 'sweep.method.lambda'
          10 | sweep: {method.lambda: [], method.temperature: [4, 4.0]}
             |                        ^^
          expected a list, each a number from 0 to 1

        job.yaml:10:52: repeated value in 'method.temperature'
          10 | sweep: {method.lambda: [], method.temperature: [4, 4.0]}
             |                                                    ^^^
          expected every value once
          remove one of the two

        job.yaml:11:33: repeated value in 'information.estimators'
          11 | information: {estimators: [ksg, ksg]}
             |                                 ^^^
          expected every value once
          remove one of the two
        """)
  }

  @Test(
    "for a path whose '/' and the mark behind it are one character",
    arguments: ["../\u{301}b.npy", "/\u{301}b.npy", "a\\\u{301}b.npy", "./\u{301}b.npy"])
  func joinedSlash(path: String) {
    let message = Example.message(
      Example.small(modalities: "modalities: {a: a.npy, b: '\(path)'}"))
    #expect(message.contains("value of 'data.modalities.b' not allowed"))
  }

  @Test("for a file outside the bundle")
  func files() {
    let message = Example.message(
      Example.small(
        modalities: "modalities: {a: /etc/passwd, b: ../b.npy}",
        target: "labels: {file: ./y.npy, classes: a//b.json}"))
    #expect(
      message == """
        job.yaml:4:19: value of 'data.modalities.a' not allowed
          4 |   modalities: {a: /etc/passwd, b: ../b.npy}
            |                   ^^^^^^^^^^^
          found an absolute path
          expected the name of a file in the bundle
          put the file into the bundle and write its name, as in 'features/pixels.npy'

        job.yaml:4:35: value of 'data.modalities.b' not allowed
          4 |   modalities: {a: /etc/passwd, b: ../b.npy}
            |                                   ^^^^^^^^
          found a path with '..'
          expected the name of a file in the bundle
          put the file into the bundle and write its name, as in 'features/pixels.npy'

        job.yaml:5:18: value of 'data.labels.file' not allowed
          5 |   labels: {file: ./y.npy, classes: a//b.json}
            |                  ^^^^^^^
          expected a plain path of names with '/' between them
          write 'y.npy'

        job.yaml:5:36: value of 'data.labels.classes' not allowed
          5 |   labels: {file: ./y.npy, classes: a//b.json}
            |                                    ^^^^^^^^^
          expected a plain path of names with '/' between them
          write 'a/b.json'
        """)
  }

  @Test("for a modality's name")
  func names() {
    let message = Example.message(
      Example.small(modalities: "modalities: {a: a.npy, b: b.npy, 'x, y': c.npy}"))
    #expect(
      message == """
        job.yaml:4:36: value of 'data.modalities.NAME' not allowed
          4 |   modalities: {a: a.npy, b: b.npy, 'x, y': c.npy}
            |                                    ^^^^^^
          expected a name of letters, digits and _ - . + (at most 64 characters), not beginning with - . +
        """)
  }

  @Test("for a metric that does not fit")
  func metric() {
    let message = Example.message(
      Example.small(more: "metric: r2"))
    #expect(
      message == """
        job.yaml:10:9: metric does not fit the data
          10 | metric: r2
             |         ^^
          found 'r2', which is for a target, but the data has labels
          expected one of: accuracy, balanced-accuracy, macro-f1, auc, log-loss
        """)
  }

  @Test("in a long line is cut around the carets")
  func longLine() {
    let message = Example.message(
      Example.small(more: "sweep: {method.temperature: [\(Example.hundred), x, 0.5]}"))
    #expect(
      message == """
        job.yaml:10:422: wrong type for 'sweep.method.temperature'
          10 | …1, 92, 93, 94, 95, 96, 97, 98, 99, 100, x, 0.5]}
             |                                          ^
          expected a number from 0.1 to 100
        """)
  }

  @Test("with a decimal comma is shown the point")
  func comma() {
    let message = Example.message(
      Example.small(more: "training:\n  weight_decay: 0,1"))
    #expect(
      message == """
        job.yaml:11:17: wrong type for 'training.weight_decay'
          11 |   weight_decay: 0,1
             |                 ^^^
          expected a number from 0 to 1000
          write a decimal point: 0.1
        """)
  }
}
