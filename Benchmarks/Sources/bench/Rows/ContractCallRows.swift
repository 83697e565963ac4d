import Codec
import Contracts
import Primitives

extension Rows {
    /// The call that asks whether a workload may have its keys: typed, and by the ABI's text.
    static var contractCalls: [Row] {
        [
            Row(
                name: "abi_encode_typed", title: "ABI, AppBootInfo call, typed encode",
                goal: .permutations(0.31), alloy: 0.39
            ) { inputs in
                let data = try inputs.bytes("boot_call.bin")
                let call = try AppAuth.IsAppAllowed(calldata: data)
                try check(call.calldata == data, "boot_call.bin")
                return each { keep(call.calldata) }
            },
            Row(
                name: "abi_decode_typed", title: "ABI, AppBootInfo call, typed strict decode",
                goal: .permutations(0.50), alloy: 1.07
            ) { inputs in
                let data = try inputs.bytes("boot_call.bin")
                return each { keep(try AppAuth.IsAppAllowed(calldata: data)) }
            },
            Row(
                name: "abi_encode_text", title: "ABI, AppBootInfo call, encode by ABI text",
                goal: .permutations(2.0), alloy: 4.5
            ) { inputs in
                let data = try inputs.bytes("boot_call.bin")
                let function = try ABI.Function(AppAuth.IsAppAllowed.id.declaration)
                let arguments = try function.decodeCall(data)
                try check(function.encodeCall(arguments) == data, "boot_call.bin")
                return each { keep(try function.encodeCall(arguments)) }
            },
            Row(
                name: "abi_decode_text", title: "ABI, AppBootInfo call, decode by ABI text",
                goal: .permutations(2.5), alloy: 4.9
            ) { inputs in
                let data = try inputs.bytes("boot_call.bin")
                let function = try ABI.Function(AppAuth.IsAppAllowed.id.declaration)
                return each { keep(try function.decodeCall(data)) }
            },
        ]
    }
}
