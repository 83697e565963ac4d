extension ABI {
    /// One entry of a contract's interface.
    public enum Declaration: Hashable, Sendable {
        /// A function.
        case function(Function)
        /// An event.
        case event(Event)
        /// An error.
        case error(ErrorDeclaration)
        /// The constructor.
        case constructor(Constructor)
        /// What runs when no function has the selector.
        case fallback(isPayable: Bool)
        /// What runs when there is no calldata.
        case receive
    }
}

extension ABI.Declaration {
    /// The entry that a human-readable declaration describes, in Solidity's grammar:
    /// `function f(tuple(uint a, string memory b)[] list) external view returns (bool)`.
    ///
    /// Structs are written as `tuple(…)` or `(…)`; `uint` and `int` are their 256-bit types.
    ///
    /// - Throws: ``ABIError`` with rule `grammar` and the place in the text.
    public init(_ text: String) throws(ABIError) {
        var parser = ABI.Parser(text, style: .declaration)
        let before = parser.fault
        switch parser.identifier() {
        case "function": self = .function(try parser.function())
        case "event":
            let name = try parser.name()
            let inputs = try parser.parameters(in: .event)
            let isAnonymous = parser.take(keyword: "anonymous")
            self = .event(ABI.Event(name: name, inputs: inputs, isAnonymous: isAnonymous))
        case "error":
            let name = try parser.name()
            let inputs = try parser.parameters(in: .error)
            self = .error(ABI.ErrorDeclaration(name: name, inputs: inputs))
        case "constructor":
            let inputs = try parser.parameters(in: .function)
            let words = parser.words(["payable", "public"])
            self = .constructor(
                ABI.Constructor(inputs: inputs, isPayable: words.contains("payable")))
        case "fallback": self = .fallback(isPayable: try parser.externalWithoutParameters())
        case "receive":
            guard try parser.externalWithoutParameters() else { throw parser.fault }
            self = .receive
        default: throw before
        }
        try parser.end()
    }
}

extension ABI.Declaration {
    /// The name and the types, whose hash is the selector or topic; only a word for entries that have
    /// no name.
    public var signature: String {
        switch self {
        case .function(let function): function.signature
        case .event(let event): event.signature
        case .error(let error): error.signature
        case .constructor: "constructor"
        case .fallback: "fallback"
        case .receive: "receive"
        }
    }
}

extension ABI.Parser {
    /// What follows `function`.
    fileprivate mutating func function() throws(ABIError) -> ABI.Function {
        let name = try name()
        let inputs = try parameters(in: .function)
        let words = words(["external", "public", "view", "pure", "payable"])
        guard !words.isSuperset(of: ["external", "public"]) else { throw fault }
        let mutabilities = words.compactMap(ABI.Mutability.init(rawValue:))
        guard mutabilities.count <= 1 else { throw fault }
        var outputs: [ABI.Parameter] = []
        if take(keyword: "returns") {
            outputs = try parameters(in: .function)
            guard !outputs.isEmpty else { throw fault }
        }
        return ABI.Function(
            name: name, inputs: inputs, outputs: outputs,
            mutability: mutabilities.first ?? .nonpayable)
    }

    /// What follows `fallback` and `receive`: whether it is payable.
    fileprivate mutating func externalWithoutParameters() throws(ABIError) -> Bool {
        try expect("(")
        try expect(")")
        let words = words(["external", "payable"])
        guard words.contains("external") else { throw fault }
        return words.contains("payable")
    }

    /// The words of `allowed` that stand here, each at most once.
    fileprivate mutating func words(_ allowed: [String]) -> Set<String> {
        var found: Set<String> = []
        while let next = allowed.first(where: { !found.contains($0) && take(keyword: $0) }) {
            found.insert(next)
        }
        return found
    }
}

extension ABI.Declaration: CustomStringConvertible {
    /// The full declaration, with names and without what goes without saying.
    public var description: String {
        switch self {
        case .function(let function): function.description
        case .event(let event): event.description
        case .error(let error): error.description
        case .constructor(let constructor): constructor.description
        case .fallback(let isPayable): "fallback() external" + (isPayable ? " payable" : "")
        case .receive: "receive() external payable"
        }
    }
}
