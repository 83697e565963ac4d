import Primitives

/// Hex and numbers that are read are written as they were.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Bytes(copying: UnsafeRawBufferPointer(start: start, count: count))
    let text = String(decoding: Array(bytes), as: UTF8.self)
    if let read = try? Bytes(hex: text) {
        precondition(read.hex == text.lowercased(), "other bytes")
    }
    if let hash = try? Hash32(hex: text) {
        precondition(hash.hex == text.lowercased(), "another hash")
    }
    if let address = try? Address(hex: text) {
        precondition(address.hex == text.lowercased(), "another address")
    }
    if let number = try? UInt256(quantity: text) {
        precondition(number.quantity == text, "another quantity")
    }
    if let number = try? UInt256(decimal: text) {
        precondition(number.decimal == text, "another number")
    }
    if let number = try? Int256(decimal: text) {
        precondition(number.decimal == text, "another signed number")
    }
    if let amount = try? Wei(text) {
        precondition((try? Wei(amount.text(in: .ether))) == amount, "another amount")
    }
    return 0
}
