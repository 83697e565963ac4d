extension HTTPServer {
    /// What a stop has left unfinished; all numbers are zero when every request was answered.
    public struct StopReport: Sendable, Equatable {
        /// Connections that had to be closed with a request begun or a response unsent.
        public let closedConnections: Int
        /// Handlers that were still running when the time was over; they were cancelled.
        public let abandonedRequests: Int
    }
}
