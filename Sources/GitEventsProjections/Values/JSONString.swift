import GitEvents

/// A JSON string, or the name of an object's member.
///
/// It is kept as the store writes it, escapes and all. The store has one spelling for each string,
/// so equal means the same code points: differently normalised strings differ. The order is that of
/// code points.
package struct JSONString: Sendable, Hashable, Comparable {
  /// The contents between the quotation marks, in canonical form.
  let contents: CompactBytes

  /// Takes contents in canonical form.
  init(contents: CompactBytes) { self.contents = contents }

  /// Creates the string for a text.
  ///
  /// - Parameter text: What the string stands for.
  package init(_ text: String) {
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      if JSONEscape.isMandatory(byte) {
        JSONEscape.appendEscape(of: byte, to: &bytes)
      } else {
        bytes.append(byte)
      }
    }
    contents = CompactBytes(bytes)
  }

  /// What the string stands for.
  package var text: String {
    String(decoding: JSONEscape.decoded(contents.array[...]), as: UTF8.self)
  }

  /// Appends the string with its quotation marks.
  ///
  /// - Parameter output: Where it goes.
  package func append(to output: inout [UInt8]) {
    output.append(JSONEscape.quotationMark)
    contents.append(to: &output)
    output.append(JSONEscape.quotationMark)
  }

  package static func < (left: JSONString, right: JSONString) -> Bool {
    left.contents.compared(to: right.contents) < 0
  }
}

extension JSONString: ExpressibleByStringLiteral {
  /// Creates the string for a literal.
  ///
  /// - Parameter value: What the string stands for.
  package init(stringLiteral value: String) { self.init(value) }
}
