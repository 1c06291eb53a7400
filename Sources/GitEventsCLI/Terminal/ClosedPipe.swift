/// Whoever read our output has gone: the quiet end of a command, not a failure.
struct ClosedPipe: Error {}
