import Tensors

extension SafeTensors {
  /// The parameters of a network under the names of its layout.
  public init(
    _ network: Network, parameters: [Float], metadata: [String: String] = [:]
  ) {
    precondition(
      parameters.count == network.parameterCount,
      "\(parameters.count) parameters for a network of \(network.parameterCount)")
    self.init(metadata: metadata)
    for slice in network.layout.slices {
      arrays[slice.name] = NamedArray(
        shape: slice.shape, values: .float32(Array(parameters[slice.range])))
    }
  }

  /// The flat parameters of `network`; other arrays of the file are left alone.
  public func parameters(of network: Network) throws(SafeTensorsError) -> [Float] {
    var parameters: [Float] = []
    for slice in network.layout.slices {
      guard let array = arrays[slice.name] else {
        throw SafeTensorsError(
          "array \"\(slice.name)\"", found: "no such array",
          expected: "F32 of shape \(slice.shape)",
          remedy: "Use a file saved from a network of the same shape.")
      }
      guard case .float32(let values) = array.values, array.shape == slice.shape else {
        throw SafeTensorsError(
          "array \"\(slice.name)\"",
          found: "\(array.values.type.rawValue) of shape \(array.shape)",
          expected: "F32 of shape \(slice.shape)",
          remedy: "Use a file saved from a network of the same shape.")
      }
      parameters += values
    }
    return parameters
  }
}
