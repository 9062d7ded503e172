import Specifications
import Testing

@Suite("A file that cannot be read") struct UnreadableFileTests {
  @Test("is shown where it stops being YAML")
  func invalid() {
    let message = Example.message(
      "retort: 1\nname: {a: b\n")
    #expect(
      message == """
        job.yaml:2:12: not valid YAML
          2 | name: {a: b
            |            ^
          found the end of the file
          expected ',' or '}'
          the bracket opened at 2:7 is not closed
        """)
  }

  @Test("explains a second colon in a line")
  func colon() {
    let message = Example.message(
      "retort: 1\nname: a: b\n")
    #expect(
      message == """
        job.yaml:2:8: not valid YAML
          2 | name: a: b
            |        ^
          found a second ': ' in one line
          begin a new line, or put the text into quotes
        """)
  }

  @Test("explains tabs")
  func tab() {
    let message = Example.message(
      "data:\n\tsplit: 1\n")
    #expect(
      message == #"""
        job.yaml:2:1: not valid YAML
          2 | \tsplit: 1
            | ^^
          found a tab
          indent with spaces: YAML allows no tabs here
        """#)
  }

  @Test("explains a quote that is never closed")
  func quote() {
    let message = Example.message(
      "retort: 1\nname: \"abc\nseeds: 3\n")
    #expect(
      message == """
        job.yaml:3:9: not valid YAML
          3 | seeds: 3
            |         ^
          found the end of the file
          the quote opened at 2:7 is never closed
        """)
  }

  @Test("names what an empty file lacks")
  func empty() {
    let message = Example.message(
      "# nothing\n")
    #expect(
      message == """
        job.yaml: the file is empty
          expected a job specification
          begin with 'retort: 1'; docs/job-yaml.md shows a whole file
        """)
  }

  @Test("says what the file should be")
  func list() {
    let message = Example.message(
      "- retort\n- 1\n")
    #expect(
      message == """
        job.yaml:1:1: not a job specification
          1 | - retort
            | ^
          found a list
          expected a mapping that begins with 'retort: 1'
        """)
  }

  @Test("refuses several documents")
  func documents() {
    let message = Example.message(
      "retort: 1\n---\nretort: 1\n")
    #expect(
      message == """
        job.yaml:2:1: several documents
          2 | ---
            | ^
          found a second document
          expected one document in the file
          remove everything from '---' on
        """)
  }

  @Test("refuses an anchor where it is set")
  func anchors() {
    let message = Example.message(
      "teacher: &x {modality: a}\nstudent: *x\n")
    #expect(
      message == """
        job.yaml:1:10: anchors and aliases are not read
          1 | teacher: &x {modality: a}
            |          ^^
          found an anchor or alias ('&name', '*name')
          expected every value written out
          write the value in both places, or quote the text
        """)
  }

  @Test("refuses an alias of nothing")
  func alias() {
    let message = Example.message(
      "name: *starred\n")
    #expect(
      message == """
        job.yaml:1:7: anchors and aliases are not read
          1 | name: *starred
            |       ^
          found an alias without an anchor
          expected every value written out
          quote a text that begins with '*'
        """)
  }

  @Test("refuses aliases that explode, at the first")
  func bomb() {
    let message = Example.message(
      Example.bomb)
    #expect(
      message == """
        job.yaml:2:10: anchors and aliases are not read
          2 | a1: &a1 [*a0, *a0, *a0, *a0, *a0, *a0, *a0, *a0, *a0, *a0]
            |          ^^^
          found an anchor or alias ('&name', '*name')
          expected every value written out
          write the value in both places, or quote the text
        """)
  }

  @Test("refuses tags")
  func tags() {
    let message = Example.message(
      "retort: !!int 1\nname: !include x.yaml\n")
    #expect(
      message == """
        job.yaml:1:9: tags are not read
          1 | retort: !!int 1
            |         ^
          found the tag 'tag:yaml.org,2002:int'
          expected plain values
          remove the tag

        job.yaml:2:7: tags are not read
          2 | name: !include x.yaml
            |       ^
          found the tag '!include'
          expected plain values
          remove the tag
        """)
  }

  @Test("refuses deep nesting")
  func deep() {
    let message = Example.message(
      "a: " + String(repeating: "[", count: 40) + String(repeating: "]", count: 40))
    #expect(
      message == """
        job.yaml:1:35: nested too deeply
          1 | a: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]
            |                                   ^
          found more than 32 levels
          expected at most 32 levels of lists and mappings
          a job needs five levels: remove the brackets or dashes too many
        """)
  }

  @Test("refuses nesting deeper than the parser goes")
  func veryDeep() {
    let message = Example.message(
      String(repeating: "- ", count: 100_000))
    #expect(
      message == """
        job.yaml:1:1999: nested too deeply
          1 | …- - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - …
            |                                          ^
          found hundreds of levels
          expected at most 32 levels of lists and mappings
          a job needs five levels: remove the brackets or dashes too many
        """)
  }

  @Test("refuses more than a megabyte")
  func large() {
    let message = Example.message(
      "# " + String(repeating: "x", count: 1_200_000))
    #expect(
      message == """
        job.yaml: the file is too large
          found 1.2 MB
          expected at most 1.0 MB
          data belongs in files beside it
        """)
  }

  @Test("refuses control characters")
  func control() {
    let message = Example.message(
      "name: a\u{7}b\n")
    #expect(
      message == #"""
        job.yaml:1:8: not valid YAML
          1 | name: a\u{7}b
            |        ^^^^^
          found the control character U+0007
          expected text
          remove it, or write it as an escape inside double quotes
        """#)
  }

  @Test("shows repeated keys with the line of the first")
  func repeated() {
    let message = Example.message(
      "retort: 1\nname: a\n'name': b\n" + Example.body)
    #expect(
      message == """
        job.yaml:3:1: repeated key
          3 | 'name': b
            | ^^^^^^
          found 'name' also on line 2
          expected every key once
          remove one of the two
        """)
  }
}
