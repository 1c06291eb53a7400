/// What a jq program is for, and so what it may ask for.
package enum JQProfile: Sendable, Hashable {
  /// A program whose answer depends on its input alone: it may not read the clock.
  case projection
  /// A program that shapes what people look at or import; `now` is allowed.
  case filter
}
