extension ABI.Declaration {
    /// The entry of a JSON ABI (Solidity documentation, "JSON"). Unknown members such as
    /// `internalType` are ignored; `constant` and `payable` of old compilers are understood.
    ///
    /// - Throws: ``ABIError`` with rule `grammar`, `unknownType`, `emptyType` or `depth`.
    public init(json: JSONValue) throws(ABIError) {
        guard json.object != nil else { throw ABIError(.grammar, at: 0) }
        switch json["type"]?.string ?? "function" {
        case "function":
            self = .function(
                ABI.Function(
                    name: try Self.name(json),
                    inputs: try Self.parameters(json["inputs"], depth: 0),
                    outputs: try Self.parameters(json["outputs"], depth: 0),
                    mutability: try Self.mutability(json)))
        case "event":
            self = .event(
                ABI.Event(
                    name: try Self.name(json),
                    inputs: try Self.parameters(json["inputs"], depth: 0),
                    isAnonymous: try Self.flag(json["anonymous"])))
        case "error":
            self = .error(
                ABI.ErrorDeclaration(
                    name: try Self.name(json), inputs: try Self.parameters(json["inputs"], depth: 0)
                ))
        case "constructor":
            self = .constructor(
                ABI.Constructor(
                    inputs: try Self.parameters(json["inputs"], depth: 0),
                    isPayable: try Self.mutability(json) == .payable))
        case "fallback": self = .fallback(isPayable: try Self.mutability(json) == .payable)
        case "receive":
            guard try Self.mutability(json) == .payable else { throw ABIError(.grammar, at: 0) }
            self = .receive
        default: throw ABIError(.grammar, at: 0)
        }
    }

    private static func name(_ json: JSONValue) throws(ABIError) -> String {
        var parser = ABI.Parser(json["name"]?.string ?? "", style: .declaration)
        guard let name = parser.identifier() else { throw parser.fault }
        try parser.end()
        return String(name)
    }

    private static func flag(_ json: JSONValue?) throws(ABIError) -> Bool {
        guard let json else { return false }
        guard let flag = json.bool else { throw ABIError(.grammar, at: 0) }
        return flag
    }

    private static func mutability(_ json: JSONValue) throws(ABIError) -> ABI.Mutability {
        guard let written = json["stateMutability"] else {
            if try flag(json["payable"]) { return .payable }
            return try flag(json["constant"]) ? .view : .nonpayable
        }
        guard let mutability = written.string.flatMap(ABI.Mutability.init(rawValue:)) else {
            throw ABIError(.grammar, at: 0)
        }
        return mutability
    }

    private static func parameters(
        _ json: JSONValue?, depth: Int
    ) throws(ABIError) -> [ABI.Parameter] {
        guard let json else { return [] }
        guard let items = json.array else { throw ABIError(.grammar, at: 0) }
        var parameters: [ABI.Parameter] = []
        parameters.reserveCapacity(items.count)
        for item in items { parameters.append(try parameter(item, depth: depth)) }
        return parameters
    }

    private static func parameter(_ json: JSONValue, depth: Int) throws(ABIError) -> ABI.Parameter {
        guard let written = json["type"]?.string, let name = (json["name"] ?? "").string else {
            throw ABIError(.grammar, at: 0)
        }
        guard depth <= ABI.maximumDepth else {
            throw ABIError(.depth, at: 0, expected: ABI.maximumDepth, found: depth)
        }
        guard written.utf8.starts(with: "tuple".utf8) else {
            return ABI.Parameter(
                name: name, type: try ABI.ValueType(written), components: [],
                isIndexed: try flag(json["indexed"]))
        }
        let components = try parameters(json["components"], depth: depth + 1)
        let tuple = try ABI.ValueType(.tuple(components.map(\.type)))
        return ABI.Parameter(
            name: name,
            type: try ABI.ValueType(arraysOf: tuple, suffix: written.dropFirst("tuple".count)),
            components: components, isIndexed: try flag(json["indexed"]))
    }
}

extension ABI.Declaration {
    /// The entry as compilers write it.
    public var json: JSONValue {
        switch self {
        case .function(let function):
            [
                "type": "function", "name": .string(function.name),
                "inputs": Self.json(function.inputs), "outputs": Self.json(function.outputs),
                "stateMutability": .string(function.mutability.rawValue),
            ]
        case .event(let event):
            [
                "type": "event", "name": .string(event.name),
                "inputs": .array(event.inputs.map { $0.json(inEvent: true) }),
                "anonymous": .bool(event.isAnonymous),
            ]
        case .error(let error):
            ["type": "error", "name": .string(error.name), "inputs": Self.json(error.inputs)]
        case .constructor(let constructor):
            [
                "type": "constructor", "inputs": Self.json(constructor.inputs),
                "stateMutability": constructor.isPayable ? "payable" : "nonpayable",
            ]
        case .fallback(let isPayable):
            ["type": "fallback", "stateMutability": isPayable ? "payable" : "nonpayable"]
        case .receive: ["type": "receive", "stateMutability": "payable"]
        }
    }

    private static func json(_ parameters: [ABI.Parameter]) -> JSONValue {
        .array(parameters.map { $0.json(inEvent: false) })
    }
}

extension ABI.Parameter {
    fileprivate func json(inEvent: Bool) -> JSONValue {
        let isTuple = !components.isEmpty
        var members = [
            JSONMember("name", .string(name)),
            JSONMember("type", .string(isTuple ? "tuple" + type.suffix : type.description)),
        ]
        if isTuple {
            let json = components.map { $0.json(inEvent: false) }
            members.append(JSONMember("components", .array(json)))
        }
        if inEvent { members.append(JSONMember("indexed", .bool(isIndexed))) }
        return .object(members)
    }
}
