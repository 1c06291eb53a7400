#if canImport(Darwin)
  import Foundation
#else
  @_spi(_Unicode) import Swift
#endif

/// Unicode normalisation form C: the one spelling that a stream name may have.
///
/// The standard library normalises to compare strings but offers the result to its own modules only; on Linux that
/// door is used (Foundation would cost milliseconds at every start), on Apple's systems Foundation is asked.
package enum NormalizationFormC {
  /// Tells whether a text is in form C already.
  ///
  /// - Parameter text: The text.
  /// - Returns: Whether normalising would change nothing.
  package static func contains(_ text: String) -> Bool {
    // Below U+0300 nothing combines and nothing decomposes to something that composes otherwise.
    if text.unicodeScalars.allSatisfy({ $0.value < 0x300 }) { return true }
    #if canImport(Darwin)
      return text.unicodeScalars.elementsEqual(
        text.precomposedStringWithCanonicalMapping.unicodeScalars)
    #else
      return text._nfc.elementsEqual(text.unicodeScalars)
    #endif
  }
}
