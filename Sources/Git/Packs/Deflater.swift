import CZlib

/// Compresses one object after the other with one state: setting a state up costs more than a small object.
package struct Deflater: ~Copyable {
  // zlib keeps a pointer to the stream, so it must not move: it lives on the heap.
  private let stream: UnsafeMutablePointer<z_stream>

  /// Sets the state up.
  ///
  /// - Parameter level: 0 (stored) to 9 (smallest).
  /// - Throws: `library` where zlib has no memory.
  package init(level: Int32) throws(GitError) {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    let status = git_events_deflate_init(stream, level)
    guard status == Z_OK else {
      stream.deallocate()
      throw .library(call: "deflateInit", status: status, message: "")
    }
  }

  deinit {
    deflateEnd(stream)
    stream.deallocate()
  }

  /// Appends the zlib form (RFC 1950) of some bytes to an array.
  ///
  /// - Parameters:
  ///   - bytes: What to compress.
  ///   - output: What it is appended to.
  /// - Throws: `library`.
  package func append(_ bytes: [UInt8], to output: inout [UInt8]) throws(GitError) {
    deflateReset(stream)
    let start = output.count
    let bound = Int(deflateBound(stream, uLong(bytes.count)))
    output.append(contentsOf: repeatElement(0, count: bound))
    // Both buffers are lent for this one call, which the bound lets finish the whole stream.
    let status = bytes.withUnsafeBufferPointer { input in
      output.withUnsafeMutableBufferPointer { buffer in
        stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
        stream.pointee.avail_in = uInt(input.count)
        stream.pointee.next_out = buffer.baseAddress?.advanced(by: start)
        stream.pointee.avail_out = uInt(bound)
        return deflate(stream, Z_FINISH)
      }
    }
    guard status == Z_STREAM_END else {
      throw .library(call: "deflate", status: status, message: "")
    }
    output.removeLast(Int(stream.pointee.avail_out))
  }
}
