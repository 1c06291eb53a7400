import CJQ

/// What libjq calls while a program is compiled and run: it asks for the event and the input, and hands out values.
final class JQFeed {
  /// What the compiler complained of first.
  private(set) var complaint: String?
  /// Why a value could not be taken.
  private(set) var failure: JQError?
  /// The values, as far as they are wanted as text.
  private(set) var texts: [[UInt8]] = []
  /// What becomes of the values.
  enum Wanted {
    /// All as text, of so many bytes each at most; with `raw`, a string is its own text.
    case texts(limit: Int, raw: Bool)
    /// One, which stays as it is.
    case one
  }

  /// The way to leave an evaluation.
  var watch: JQWatch?

  private var value: jv?
  private var wanted = Wanted.one

  private var event = jv_invalid()
  private var input = jv_invalid()

  /// Lays out the next evaluation's event and input.
  ///
  /// - Parameters:
  ///   - event: What `$event` is; it is consumed.
  ///   - input: What the program starts from; it is consumed.
  ///   - wanted: What becomes of the values.
  func fill(event: jv, input: jv, wanted: Wanted) {
    self.event = event
    self.input = input
    self.wanted = wanted
  }

  /// Frees what was not asked for, and forgets what was taken.
  func clear() {
    jv_free(event)
    jv_free(input)
    if let value { jv_free(value) }
    event = jv_invalid()
    input = jv_invalid()
    value = nil
    failure = nil
    texts = []
  }

  /// Hands out the one value.
  ///
  /// - Returns: The value, which the caller owns.
  /// - Throws: `noValue`.
  func one() throws(JQError) -> jv {
    guard let value else { throw .noValue }
    self.value = nil
    return value
  }

  /// Hands out the event, then the input, then nothing.
  ///
  /// - Returns: A value that the caller owns, or an invalid one.
  func next() -> jv {
    let next = jv_is_valid(event) != 0 ? event : input
    if jv_is_valid(event) != 0 { event = jv_invalid() } else { input = jv_invalid() }
    return next
  }

  /// Finds the feed that a callback was given.
  ///
  /// - Parameter feed: What was given to libjq.
  /// - Returns: The feed.
  static func from(_ feed: UnsafeMutableRawPointer?) -> JQFeed? {
    feed.map { Unmanaged<JQFeed>.fromOpaque($0).takeUnretainedValue() }
  }

  /// Takes a value that the program yields.
  ///
  /// - Parameters:
  ///   - value: The value; it is consumed.
  ///   - feed: What was given to libjq.
  static func take(_ value: jv, _ feed: UnsafeMutableRawPointer?) {
    guard let feed = from(feed), feed.failure == nil else { return jv_free(value) }
    do {
      try feed.take(value)
    } catch {
      feed.failure = error
      feed.watch?.leave()
    }
  }

  private func take(_ value: jv) throws(JQError) {
    switch wanted {
    case .texts(let limit, let raw):
      texts.append(try JQText.bytes(of: value, limit: limit, raw: raw))
    case .one:
      guard self.value == nil else {
        jv_free(value)
        throw .severalValues
      }
      self.value = value
    }
  }

  /// Keeps the first complaint of the compiler.
  ///
  /// - Parameters:
  ///   - message: What libjq says; it is consumed.
  ///   - feed: What was given to libjq.
  static func hear(_ message: jv, _ feed: UnsafeMutableRawPointer?) {
    defer { jv_free(message) }
    guard let feed = from(feed), feed.complaint == nil else { return }
    let isText = jv_get_kind(message) == JV_KIND_STRING
    feed.complaint = isText ? JQText.string(message) : "the program cannot be compiled"
  }
}
