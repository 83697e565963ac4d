extension EthereumClient {
    /// How many batches are under way at once: while one is waited for, another is read.
    private static let underWay = 2

    /// Sends calls of one type in batches, two of them under way at once. A call that has no result
    /// in its batch is sent again alone, as nodes that refuse batches want it.
    ///
    /// - Parameters:
    ///   - calls: What is asked.
    ///   - size: How many calls one request has.
    /// - Returns: The results in the order of the calls.
    /// - Throws: ``ClientError`` of the first call that has none.
    public func send<Result>(
        _ calls: [RPCCall<Result>], inBatchesOf size: Int
    ) async throws(ClientError) -> [Result] {
        try await inBatches(calls, of: size) { calls async throws(ClientError) in
            try await answers(to: calls)
        }
    }

    /// The results of calls sent in one request, or alone where they have none in it.
    func answers<Result>(to calls: [RPCCall<Result>]) async throws(ClientError) -> [Result] {
        let batch = (try? await sendBatch(calls)) ?? []
        var results: [Result] = []
        for (place, call) in calls.enumerated() {
            if place < batch.count, case .success(let result) = batch[place] {
                results.append(result)
            } else {
                results.append(try await send(call))
            }
        }
        return results
    }

    /// The answers to questions, of which some at a time are asked together.
    ///
    /// - Parameters:
    ///   - questions: What is asked.
    ///   - size: How many questions are asked together.
    ///   - ask: As many answers as there are questions, in their order.
    /// - Returns: The answers in the order of the questions.
    /// - Throws: What the first questions threw that were asked in vain; none are asked after that.
    func inBatches<Question: Sendable, Answer: Sendable>(
        _ questions: [Question], of size: Int,
        _ ask: @escaping @Sendable ([Question]) async throws(ClientError) -> [Answer]
    ) async throws(ClientError) -> [Answer] {
        let size = max(size, 1)
        guard questions.count > size else {
            return questions.isEmpty ? [] : try await ask(questions)
        }
        let batches = stride(from: 0, to: questions.count, by: size).map {
            Array(questions[$0..<min($0 + size, questions.count)])
        }
        let results = await withTaskGroup(of: Part<Answer>.self) { group in
            var results: [Result<[Answer], ClientError>?] = batches.map { _ in nil }
            var next = 0
            var isRefused = false
            func start() {
                guard next < batches.count, !isRefused else { return }
                let place = next
                next += 1
                group.addTask { await Part(place: place, asking: batches[place], ask) }
            }
            for _ in 0..<EthereumClient.underWay { start() }
            while let part = await group.next() {
                results[part.place] = part.answers
                if case .failure = part.answers { isRefused = true }
                start()
            }
            return results
        }
        var answers: [Answer] = []
        answers.reserveCapacity(questions.count)
        for result in results {
            if let result { answers += try result.get() }
        }
        return answers
    }
}

/// The answers of one batch, and which one it is.
private struct Part<Answer: Sendable>: Sendable {
    let place: Int
    let answers: Result<[Answer], ClientError>

    init<Question: Sendable>(
        place: Int, asking questions: [Question],
        _ ask: @Sendable ([Question]) async throws(ClientError) -> [Answer]
    ) async {
        self.place = place
        do throws(ClientError) { answers = .success(try await ask(questions)) } catch {
            answers = .failure(error)
        }
    }
}
