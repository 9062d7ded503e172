/// Colours told apart with any colour vision (Okabe and Ito 2008), and greys for what is not data.
enum Palette {
  static let ground = "#ffffff"
  static let ink = "#1f2328"
  static let quiet = "#59636e"
  static let grid = "#d9dee3"
  static let axis = "#8c959f"

  static let student = "#0072b2"
  static let distilled = "#d55e00"
  static let teacher = "#009e73"
  static let control = "#59636e"
}
