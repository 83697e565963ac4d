public import Primitives

extension ABI {
    /// What a contract can be asked and what it says: its functions, events and errors.
    public struct Interface: Sendable {
        /// The entries in the order of their source.
        public let declarations: [Declaration]
        private let functionsBySelector: [FunctionSelector: Function]
        private let errorsBySelector: [FunctionSelector: ErrorDeclaration]
        private let eventsByTopic: [Hash32: [Event]]

        /// An interface of entries. Where two functions or errors share a selector, the first is
        /// found.
        public init(_ declarations: [Declaration]) {
            self.declarations = declarations
            var functions: [FunctionSelector: Function] = [:]
            var errors: [FunctionSelector: ErrorDeclaration] = [:]
            var events: [Hash32: [Event]] = [:]
            for declaration in declarations {
                switch declaration {
                case .function(let function):
                    functions[function.selector] = functions[function.selector] ?? function
                case .error(let error): errors[error.selector] = errors[error.selector] ?? error
                case .event(let event):
                    if !event.isAnonymous { events[event.topic, default: []].append(event) }
                case .constructor, .fallback, .receive: break
                }
            }
            functionsBySelector = functions
            errorsBySelector = errors
            eventsByTopic = events
        }

        /// The interface that human-readable declarations describe.
        ///
        /// - Throws: ``ABIError`` with rule `grammar`.
        public init(_ texts: [String]) throws(ABIError) {
            var declarations: [Declaration] = []
            for text in texts { declarations.append(try Declaration(text)) }
            self.init(declarations)
        }

        /// The interface that a JSON ABI describes: an array of entries, or an object that has one
        /// as `abi`, as compilers' artifacts do.
        ///
        /// - Throws: ``ABIError`` with rule `grammar`, `unknownType`, `emptyType` or `depth`; its
        ///   offset is the entry's position.
        public init(json: JSONValue) throws(ABIError) {
            guard let entries = json.array ?? json["abi"]?.array else {
                throw ABIError(.grammar, at: 0)
            }
            var declarations: [Declaration] = []
            for (position, entry) in entries.enumerated() {
                do { declarations.append(try Declaration(json: entry)) } catch {
                    throw ABIError(
                        error.rule, at: position, expected: error.expected, found: error.found)
                }
            }
            self.init(declarations)
        }

        /// The function of a selector.
        public func function(_ selector: FunctionSelector) -> Function? {
            functionsBySelector[selector]
        }

        /// The error of a selector.
        public func error(_ selector: FunctionSelector) -> ErrorDeclaration? {
            errorsBySelector[selector]
        }

        /// Whether there is an event whose logs begin with `topic`.
        public func hasEvent(_ topic: Hash32) -> Bool { eventsByTopic[topic] != nil }

        /// The event whose logs begin with `topic` and have `topicCount` topics. Versions of a
        /// contract may declare the same event with other indexed parameters.
        public func event(_ topic: Hash32, topicCount: Int) -> Event? {
            eventsByTopic[topic]?.first { $0.topicCount == topicCount }
        }
    }
}
