import Primitives

extension NitroToolOutput {
    /// The JSON with blanks for what stands inside of members named `Metadata`.
    ///
    /// nitro-cli writes an image's custom metadata beside its own members without comparing names,
    /// so an honest output may have a name twice there. Nothing of it is read here; everywhere else
    /// a name that stands twice is refused.
    static func withoutMetadata(_ json: Bytes) -> Bytes {
        var text = [UInt8](json)
        var name: Range<Int>?
        var offset = 0
        while offset < text.count {
            switch text[offset] {
            case UInt8(ascii: "\""):
                let end = endOfString(text, from: offset)
                name = offset..<end
                offset = end
                continue
            case UInt8(ascii: "{"):
                guard let range = name, text[range].elementsEqual("\"Metadata\"".utf8) else {
                    break
                }
                let end = endOfObject(text, from: offset)
                for place in (offset + 1)..<max(offset + 1, end - 1) { text[place] = 0x20 }
                offset = end
                name = nil
                continue
            case UInt8(ascii: ":"), 0x20, 0x09, 0x0a, 0x0d: break
            default: name = nil
            }
            offset += 1
        }
        return Bytes(text)
    }

    /// The place behind the string that begins at `start`, or the end of the text.
    private static func endOfString(_ text: [UInt8], from start: Int) -> Int {
        var offset = start + 1
        while offset < text.count {
            if text[offset] == UInt8(ascii: "\"") { return offset + 1 }
            offset += text[offset] == UInt8(ascii: "\\") ? 2 : 1
        }
        return text.count
    }

    /// The place behind the object that begins at `start`, or the end of the text.
    private static func endOfObject(_ text: [UInt8], from start: Int) -> Int {
        var depth = 0
        var offset = start
        while offset < text.count {
            switch text[offset] {
            case UInt8(ascii: "\""):
                offset = endOfString(text, from: offset)
                continue
            case UInt8(ascii: "{"): depth += 1
            case UInt8(ascii: "}"):
                depth -= 1
                if depth == 0 { return offset + 1 }
            default: break
            }
            offset += 1
        }
        return text.count
    }
}
