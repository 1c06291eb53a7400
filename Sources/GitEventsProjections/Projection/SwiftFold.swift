import GitEvents

/// Makes typed states by a projection that is written in Swift.
final class SwiftFold<Form: Projection>: StateFold {
  private let form: Form
  private var states: [Form.State] = []

  let losses = DigitLoss()

  init(_ form: Form) { self.form = form }

  /// The typed state of a slot.
  func value(of slot: Int) -> Form.State {
    slot < states.count ? states[slot] : form.initial
  }

  func apply(_ event: RecordedEvent, to slot: Int) throws(ProjectionError) {
    prepare(slot)
    var shared = event
    shared.position = nil
    do {
      // In place: a copy would make every collection in the state be copied for every event.
      try form.apply(shared, to: &states[slot])
    } catch {
      throw ProjectionError(
        .programFailed,
        "projection \(form.name) failed at \(event.stream)@\(event.version) (\(event.type)): \(error)",
        projection: form.name, stream: event.stream, version: event.version)
    }
  }

  func state(of slot: Int) throws(ProjectionError) -> JSONText {
    do {
      return try form.encode(value(of: slot))
    } catch {
      throw ProjectionError(
        .programFailed, "projection \(form.name) cannot write its state: \(error)",
        projection: form.name)
    }
  }

  func set(_ state: JSONText?, of slot: Int) throws(ProjectionError) {
    prepare(slot)
    do {
      states[slot] = try state.map { try form.decode($0) } ?? form.initial
    } catch {
      throw ProjectionError(
        .invalidState, "projection \(form.name) cannot read its state: \(error)",
        projection: form.name)
    }
  }

  private func prepare(_ slot: Int) {
    while states.count <= slot { states.append(form.initial) }
  }
}
