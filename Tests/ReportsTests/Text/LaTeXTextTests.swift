import Testing

@testable import Reports

@Suite("Names in LaTeX") struct LaTeXTextTests {
  @Test(
    "have none of the characters TeX takes for commands",
    arguments: [
      ("50 % & $1 #2", "50 \\% \\& \\$1 \\#2"), ("a_b{c}", "a\\_b\\{c\\}"),
      ("\\input{x}", "\\textbackslash{}input\\{x\\}"),
      (
        "x^2 ~ <y> |z|",
        "x\\textasciicircum{}2 \\textasciitilde{} \\textless{}y\\textgreater{} "
          + "\\textbar{}z\\textbar{}"
      ),
      ("[1] *", "{[}1] {*}"), ("λ=½ ± 1 → −2", "$\\lambda$=½ $\\pm$ 1 $\\rightarrow$ $-$2"),
      ("a\nb", "a\\textbackslash{}u\\{a\\}b"),
    ])
  func escaped(_ name: String, _ latex: String) {
    #expect(LaTeXText.escaped(name) == latex)
  }

  @Test("numbers are mathematics, so that their minus is one")
  func mathematics() {
    #expect(LaTeXText.mathematics("−0.9") == "$-0.9$")
    #expect(LaTeXText.mathematics("+1.3") == "$+1.3$")
  }
}

@Suite("Names of folders and files") struct SlugTests {
  @Test(
    "are made of lower-case letters, digits and single hyphens between them",
    arguments: [
      ("Pixels → Morphology", "pixels-morphology"), ("  a -- b  ", "a-b"), ("..", "unnamed"),
      ("", "unnamed"), ("ÅÄÖ", "unnamed"), ("CON.TXT", "con-txt"), ("a\u{0}b", "a-b"),
    ])
  func words(_ name: String, _ slug: String) {
    #expect(Slug.text(name) == slug)
    #expect(Slug.text(slug) == slug)
  }

  @Test("are cut at a limit, and do not end in a hyphen there")
  func limit() {
    #expect(Slug.text(String(repeating: "x", count: 90)).count == 60)
    #expect(Slug.text("abc def", limit: 4) == "abc")
  }

  @Test("of reports begin with the job in four digits at least, so that they stand in its order")
  func folders() {
    let names = [1, 12, 999, 1_000, 9_999].map { Slug.reportFolder(job: $0, name: "x") }
    #expect(names == names.sorted() && names[0] == "0001-x")
    #expect(Slug.reportFolder(job: 12_345, name: "x") == "12345-x")
  }
}
