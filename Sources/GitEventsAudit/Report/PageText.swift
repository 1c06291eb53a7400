/// HTML as it is written: whatever comes from outside is escaped on its way in.
struct PageText {
  private(set) var text = ""

  /// Adds markup as it is.
  mutating func raw(_ markup: String) { text += markup }

  /// Adds an element that holds a text.
  ///
  /// - Parameters:
  ///   - name: The element.
  ///   - content: The text.
  ///   - style: The element's class.
  mutating func element(_ name: String, _ content: String, class style: String? = nil) {
    let attribute = style.map { " class=\"\($0)\"" } ?? ""
    text += "<\(name)\(attribute)>\(PageText.escaped(content))</\(name)>\n"
  }

  /// Adds a table.
  ///
  /// - Parameters:
  ///   - heads: The heads of the columns; without them the first cell of each row is its head.
  ///   - rows: The rows.
  mutating func table(_ heads: [String]?, _ rows: [[String]]) {
    text += "<table>\n"
    if let heads {
      text += "<tr>" + heads.map { "<th>\(PageText.escaped($0))</th>" }.joined() + "</tr>\n"
    }
    for row in rows {
      text += "<tr>"
      for (index, cell) in row.enumerated() {
        let name = heads == nil && index == 0 ? "th" : "td"
        text += "<\(name)>\(PageText.escaped(cell))</\(name)>"
      }
      text += "</tr>\n"
    }
    text += "</table>\n"
  }

  /// Escapes what markup is made of, and shows what could deceive the eye: control characters and those that turn the
  /// direction of writing.
  static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "'": escaped += "&#39;"
      case _
      where scalar.properties.generalCategory == .control
        || scalar.properties.generalCategory == .format:
        escaped += "\\u{\(String(scalar.value, radix: 16))}"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
