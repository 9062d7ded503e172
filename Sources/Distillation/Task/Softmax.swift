import Glibc
import Tensors

/// Class probabilities of logits in Double, so that every score is summed the same way everywhere.
public enum Softmax {
  /// softmax(z/T), row-major `[rows · classes]`.
  public static func probabilities(of logits: Tensor, temperature: Double = 1) -> [Double] {
    logarithms(of: logits, temperature: temperature).map(Glibc.exp)
  }

  /// log softmax(z/T), row-major `[rows · classes]`, nats.
  public static func logarithms(of logits: Tensor, temperature: Double = 1) -> [Double] {
    let classes = logits.columns
    var result = [Double](repeating: 0, count: logits.rows * classes)
    for row in 0..<logits.rows {
      let start = row * classes
      var largest = -Double.infinity
      for column in 0..<classes {
        let scaled = Double(logits.values[start + column]) / temperature
        result[start + column] = scaled
        largest = max(largest, scaled)
      }
      var sum = 0.0
      for column in 0..<classes { sum += Glibc.exp(result[start + column] - largest) }
      let normaliser = largest + Glibc.log(sum)
      for column in 0..<classes { result[start + column] -= normaliser }
    }
    return result
  }
}
