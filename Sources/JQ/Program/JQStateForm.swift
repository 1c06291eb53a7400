import CJQ

/// Brings a state into the one form that it has as text, whichever way it came about.
///
/// A program can tell more of libjq's values than their text says: an object's members come in the order in which they
/// were set (`.[]`, `to_entries`, `keys_unsorted`, `tojson`), and NaN and infinity are no null and no number. A state that
/// was read from a snapshot has lost that. So a state has lost it after every event: members stand in the order of
/// their names, NaN is null, infinity the largest number. Then a program yields the same wherever a replay begins.
enum JQStateForm {
  /// Makes sure of a value's form.
  ///
  /// Linear in the value. One that is in its form already is handed back as it is.
  ///
  /// - Parameter value: The value; it is consumed.
  /// - Returns: The value in its form; the caller owns it.
  /// - Throws: `failed` for what is nested too deeply to have a text.
  static func settled(_ value: jv) throws(JQError) -> jv {
    do {
      return try isSettled(value, depth: 0) ? value : settling(value)
    } catch {
      jv_free(value)
      throw error
    }
  }

  private static func isSettled(_ value: jv, depth: Int) throws(JQError) -> Bool {
    switch jv_get_kind(value) {
    case JV_KIND_NUMBER: return jv_number_value(value).isFinite
    case JV_KIND_ARRAY: return try isSettled(array: value, depth: depth + 1)
    case JV_KIND_OBJECT: return try isSettled(object: value, depth: depth + 1)
    default: return true
    }
  }

  private static func isSettled(array: jv, depth: Int) throws(JQError) -> Bool {
    try check(depth)
    var isInForm = true
    for index in 0..<jv_array_length(jv_copy(array)) {
      let element = jv_array_get(jv_copy(array), index)
      defer { jv_free(element) }
      // Goes on in any case: what is too deep is an error wherever it is.
      if try !isSettled(element, depth: depth) { isInForm = false }
    }
    return isInForm
  }

  private static func isSettled(object: jv, depth: Int) throws(JQError) -> Bool {
    try check(depth)
    var isInForm = true
    var last = jv_invalid()
    defer { jv_free(last) }
    var place = jv_object_iter(object)
    while jv_object_iter_valid(object, place) != 0 {
      let key = jv_object_iter_key(object, place)
      if jv_is_valid(last) != 0 {
        // Names in order of their bytes, which is that of `keys`.
        if jv_cmp(last, jv_copy(key)) > 0 { isInForm = false }
      }
      last = key
      let member = jv_object_iter_value(object, place)
      defer { jv_free(member) }
      if try !isSettled(member, depth: depth) { isInForm = false }
      place = jv_object_iter_next(object, place)
    }
    return isInForm
  }

  private static func check(_ depth: Int) throws(JQError) {
    guard depth <= JQText.depth else {
      throw .failed(message: "the state is nested more than \(JQText.depth) levels deep")
    }
  }

  /// Makes the value again; it is known not to be too deep.
  private static func settling(_ value: jv) -> jv {
    switch jv_get_kind(value) {
    case JV_KIND_NUMBER: return settling(number: value)
    case JV_KIND_ARRAY: return settling(array: value)
    case JV_KIND_OBJECT: return settling(object: value)
    default: return value
    }
  }

  private static func settling(number: jv) -> jv {
    let value = jv_number_value(number)
    if value.isFinite { return number }
    jv_free(number)
    if value.isNaN { return jv_null() }
    return jv_number(value < 0 ? -.greatestFiniteMagnitude : .greatestFiniteMagnitude)
  }

  private static func settling(array: jv) -> jv {
    var settled = array
    for index in 0..<jv_array_length(jv_copy(array)) {
      let element = jv_array_get(jv_copy(settled), index)
      settled = jv_array_set(settled, index, settling(element))
    }
    return settled
  }

  private static func settling(object: jv) -> jv {
    defer { jv_free(object) }
    let names = jv_keys(jv_copy(object))
    defer { jv_free(names) }
    var settled = jv_object()
    for index in 0..<jv_array_length(jv_copy(names)) {
      let name = jv_array_get(jv_copy(names), index)
      let member = jv_object_get(jv_copy(object), jv_copy(name))
      settled = jv_object_set(settled, name, settling(member))
    }
    return settled
  }
}
