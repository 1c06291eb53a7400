import GitEvents

/// Merges payloads in order, as RFC 7396 says; every number keeps its digits.
final class MergeFold: StateFold {
  private var states: [JSONValue] = []

  let losses = DigitLoss()

  func apply(_ event: RecordedEvent, to slot: Int) throws(ProjectionError) {
    apply(payload: event.data, to: slot)
  }

  let needsPayloadAlone = true

  func apply(payload data: JSONText, to slot: Int) {
    prepare(slot)
    states[slot].merge(JSONValue(data))
  }

  func state(of slot: Int) throws(ProjectionError) -> JSONText {
    slot < states.count ? states[slot].text : .emptyObject
  }

  func value(of slot: Int) -> JSONValue { slot < states.count ? states[slot] : .emptyObject }

  func set(_ state: JSONText?, of slot: Int) throws(ProjectionError) {
    prepare(slot)
    states[slot] = state.map { JSONValue($0) } ?? .emptyObject
  }

  private func prepare(_ slot: Int) {
    while states.count <= slot { states.append(.emptyObject) }
  }
}
