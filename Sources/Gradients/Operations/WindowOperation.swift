import Tensors

/// The pixels under every place of a window, side by side.
/// - Parameter images: `[batch, height · width · channels]` or `[batch · height · width, channels]`,
///   channel last.
/// - Returns: `[batch · places, size · size · channels]`; a product with weights
///   `[size · size · channels, filters]` makes a convolution of it.
public func patches(_ images: Variable, _ window: Window) -> Variable {
  record(.patches, window, of: images, columns: window.size * window.size * window.channels)
}

/// A two-dimensional convolution: `[batch · places, filters]`.
/// - Parameters:
///   - images: as in `patches`.
///   - weight: shape `[size · size · channels, filters]`.
///   - bias: shape `[filters]`.
public func convolution(
  _ images: Variable, _ window: Window, weight: ParameterSlice, bias: ParameterSlice?
) -> Variable {
  linear(patches(images, window), weight: weight, bias: bias)
}

/// The greatest value of each channel under the window: `[batch · places, channels]`.
public func maximumPooling(_ images: Variable, _ window: Window) -> Variable {
  record(.maximum, window, of: images, columns: window.channels)
}

/// The mean of each channel under the window: `[batch · places, channels]`.
public func averagePooling(_ images: Variable, _ window: Window) -> Variable {
  record(.average, window, of: images, columns: window.channels)
}

private func record(
  _ function: WindowFunction, _ window: Window, of images: Variable, columns: Int
) -> Variable {
  let count = images.rows * images.columns
  precondition(
    window.imageCount > 0 && count % window.imageCount == 0 && window.size > 0
      && window.stride > 0 && window.size <= min(window.height, window.width) + 2 * window.padding
      && (function == .patches || window.padding == 0),
    "a window \(window) over images in \(images.shape)")
  return images.tape.record(
    WindowOperation(images: images.node, function: function, window: window),
    rows: count / window.imageCount * window.places, columns: columns)
}

struct WindowOperation: Operation {
  var images: Int
  var function: WindowFunction
  var window: Window

  var operands: [Int] { [images] }

  func emitForward(of node: Int, in plan: inout Plan) {
    plan.value[node] = plan.reserve(for: node)
    if function == .maximum {
      _ = plan.keep(rows: plan.nodes[node].rows, columns: window.channels, for: node)
    }
    plan.append(.window(pass(of: node, in: plan)))
  }

  func emitBackward(of node: Int, gradient: Slot, in plan: inout Plan) {
    guard plan.needsGradient(images) else { return }
    let (slot, accumulates) = plan.gradient(of: images)
    plan.append(
      .windowGradient(
        WindowGradient(
          of: pass(of: node, in: plan), gradient: gradient, into: slot,
          accumulates: accumulates)))
  }

  private func pass(of node: Int, in plan: Plan) -> WindowPass {
    WindowPass(
      function, window, of: plan.value[images], places: plan.kept(by: node).first,
      into: plan.value[node])
  }
}
