import Codec
import Primitives

/// Values that the strict reader takes have one encoding; the first byte chooses the types.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Bytes(copying: UnsafeRawBufferPointer(start: start, count: count))
    guard let choice = bytes.first else { return 0 }
    let data = bytes.slice(from: 1)
    let types = shapes[Int(choice) % shapes.count]
    if let values = try? ABI.decode(data, as: types) {
        precondition((try? ABI.encode(values, as: types)) == data, "another encoding")
        precondition(
            (try? ABI.decode(data, as: types, rules: .solidity)) == values, "other values")
    }
    _ = try? ABI.decode(data, as: types, rules: .solidity)
    _ = ABI.Revert(data)
    let text = String(decoding: Array(data), as: UTF8.self)
    if let type = try? ABI.ValueType(text) {
        precondition((try? ABI.ValueType(type.description)) == type, "another type")
    }
    if let declaration = try? ABI.Declaration(text) {
        precondition(
            (try? ABI.Declaration(declaration.description)) == declaration, "another declaration")
    }
    return 0
}

/// Types of every kind, dynamic and not, within each other.
private let shapes: [[ABI.ValueType]] = [
    ["uint256"], ["string"], ["bytes[]"], ["(bytes,string)[]"], ["uint8[3][]", "bool"],
    ["(uint256,(address,bytes4)[2],string)[]", "int128"], ["string[][]"], ["(bytes[2],int8)"],
    ["bytes32[2][2]", "bytes"], ["address", "bytes", "bytes"], ["((((string))))"],
    ["bool[]", "uint16[]", "int256[]"],
].map { $0.compactMap { try? ABI.ValueType($0) } }
