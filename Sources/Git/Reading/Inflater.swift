import CZlib

/// Inflates one zlib stream piece by piece into memory that the caller sized.
///
/// It allocates nothing but zlib's own state, so a stream that lies about its size cannot blow memory.
package struct Inflater: ~Copyable {
  /// What one step did.
  package struct Step {
    /// The input bytes that were used.
    package let consumed: Int
    /// The output bytes that were written.
    package let produced: Int
    /// True once the stream has ended and its checksum has been found right.
    package let ended: Bool
  }

  // zlib keeps the address of its stream, so it must not move.
  private let stream: UnsafeMutablePointer<z_stream>

  /// Begins a stream.
  ///
  /// The corresponding C function is `inflateInit`.
  ///
  /// - Throws: `library` where there is no memory.
  package init() throws(GitError) {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    let status = git_events_inflate_init(stream)
    guard status == Z_OK else {
      stream.deallocate()
      throw .library(call: "inflateInit", status: status, message: "zlib did not start")
    }
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
  }

  /// Inflates as much as both sides allow.
  ///
  /// The corresponding C function is `inflate`.
  ///
  /// - Parameters:
  ///   - input: What follows in the compressed stream.
  ///   - output: Where the inflated bytes go.
  /// - Returns: What was done; nil where the stream is damaged.
  package mutating func step(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) -> Step? {
    let piece = min(input.count, Int(Int32.max))
    let room = min(output.count, Int(Int32.max))
    // zlib promises to leave its input alone; its prototype merely forgets to say so.
    stream.pointee.next_in = UnsafeMutablePointer(
      mutating: input.bindMemory(to: UInt8.self).baseAddress)
    stream.pointee.avail_in = UInt32(piece)
    // A null output is refused even where there is no room, so an empty buffer gets a spare byte to point at.
    var spare: UInt8 = 0
    let status = withUnsafeMutablePointer(to: &spare) { spare in
      stream.pointee.next_out = output.bindMemory(to: UInt8.self).baseAddress ?? spare
      stream.pointee.avail_out = UInt32(room)
      return inflate(stream, Z_NO_FLUSH)
    }
    guard status == Z_OK || status == Z_STREAM_END || status == Z_BUF_ERROR else { return nil }
    return Step(
      consumed: piece - Int(stream.pointee.avail_in),
      produced: room - Int(stream.pointee.avail_out), ended: status == Z_STREAM_END)
  }
}
