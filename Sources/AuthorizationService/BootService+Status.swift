import Authorization
import Codec
import DecisionLog
import HTTPServer

extension BootService {
    /// `GET /`: from memory, no chain read.
    var information: HTTPResponse {
        guard let information = parts.backend.information else {
            return ServiceReply.json(
                500, #"{"status":"error","message":"authorization backend unavailable"}"#)
        }
        let value: JSONValue = [
            "status": "ok", "kmsContractAddr": .string(information.kms),
            "ethRpcUrl": .string(information.rpc),
            "gatewayAppId": .string(information.gatewayAppID),
            "chainId": .number(information.chainID),
            "appAuthImplementation": .string(information.appImplementation),
            "appImplementation": .string(information.appImplementation),
        ]
        var response = ServiceReply.json(200, value.serialized(.compact.ascii))
        if parts.backend.kind != .chain {
            response.fields.append("dstack-backend", parts.backend.kind.rawValue)
        }
        return response
    }

    /// What keeps the service from deciding, in words.
    public var missing: [String] {
        var missing = parts.backend.missing
        if !parts.log.status.isWritable {
            missing.append("the log cannot be written: nothing is allowed")
        }
        if let fault = parts.brake?.status.fault { missing.append(fault.description) }
        return missing
    }

    /// `GET /ready`.
    var ready: HTTPResponse {
        let missing = missing
        return missing.isEmpty
            ? .plainText(200, "ready")
            : .plainText(503, (["not ready"] + missing).joined(separator: "\n"))
    }

    /// `GET /metrics`.
    var metricsPage: HTTPResponse {
        let statistics = parts.statistics()
        let log = parts.log.status
        var lines = metrics.lines + parts.backend.metrics
        lines += [
            MetricLine("authd_ready", missing.isEmpty ? 1 : 0),
            MetricLine("authd_backend", 1, [("kind", parts.backend.kind.rawValue)]),
            MetricLine("authd_log_records", log.size),
            MetricLine("authd_log_signed_records", log.headSize),
            MetricLine("authd_log_groups_total", log.groups),
            MetricLine("authd_log_failures_total", log.failures),
            MetricLine("authd_log_waiting", log.waiting),
            MetricLine("authd_log_writable", log.isWritable ? 1 : 0),
        ]
        if let brake = parts.brake?.status {
            lines += [
                MetricLine("authd_brake_sequence", brake.sequence),
                MetricLine("authd_brake_entries", brake.entries),
                MetricLine("authd_brake_faulty", brake.fault == nil ? 0 : 1),
            ]
        }
        if let statistics {
            lines += [
                MetricLine("authd_connections_total", statistics.connectionsAccepted),
                MetricLine("authd_connections_open", statistics.connectionsOpen),
                MetricLine("authd_connections_evicted_total", statistics.connectionsEvicted),
                MetricLine("authd_connections_expired_total", statistics.connectionsExpired),
                MetricLine("authd_requests_refused_by_server_total", statistics.requestsRefused),
                MetricLine("authd_requests_in_flight", statistics.requestsInFlight),
            ]
        }
        return HTTPResponse(
            status: 200, contentType: "text/plain; version=0.0.4", text: MetricLine.text(lines))
    }
}
