import Authorization
import Codec
import Foundation
import Primitives
import TestSupport
import Testing

@Suite("Requests of a KMS")
struct BootRequestTests {
    /// The KMS contract of the corpus: the last 20 bytes of keccak256("kms proxy").
    static let kms = Address(lastBytesOf: Keccak256.hash(utf8: "kms proxy"))

    @Test("Every body of the corpus is read, or refused by its rule")
    func bodies() throws {
        var counts: [String: Int] = [:]
        for item in try Fixtures.cases("boot-auth/webhook.jsonl") {
            guard let kind = try kind(of: item), let body = try body(of: item) else { continue }
            let code = try #require(item.member("ours")["code"]?.string, "\(item.id)")
            guard code != "request.content" else { continue }
            counts[code, default: 0] += 1
            do throws(RequestFault) {
                let request = try BootRequest(body: body, kind: kind)
                #expect(!code.hasPrefix("request.") || code == "request.device", "\(item.id)")
                let denial = LocalRules.denial(of: request, kms: BootRequestTests.kms)
                let isLocal = ["local.", "app.self", "request.device"].contains {
                    code.hasPrefix($0)
                }
                #expect((denial?.code.rawValue == code) == isLocal, "\(item.id): \(code)")
                #expect((denial == nil) == !isLocal, "\(item.id)")
            } catch {
                #expect(error.rule.rawValue == code, "\(item.id)")
                #expect("\(error.status)" == item.value["ours"]?["status"]?.string, "\(item.id)")
                #expect(DecisionReply.malformed == item.value["ours"]?["body"]?.string)
            }
        }
        #expect(counts.values.reduce(0, +) > 180)
        for rule in RequestFault.Rule.allCases where rule != .content {
            #expect(counts[rule.rawValue, default: 0] > 0, "no case of \(rule.rawValue)")
        }
    }

    @Test("Members whose characters are written as escapes are those that are not")
    func escapes() throws {
        var compared = 0
        for item in try Fixtures.cases("boot-auth/webhook.jsonl") {
            guard let kind = try kind(of: item), let body = try body(of: item),
                let value = try? JSONValue(parsing: body), let members = value.object
            else { continue }
            let written = members.map { member in
                guard let text = member.value.string else {
                    return "\"\(member.name)\":\(member.value)"
                }
                let escaped = text.utf16.map { unit in
                    let digits = String(unit, radix: 16)
                    return #"\u"# + String(repeating: "0", count: 4 - digits.count) + digits
                }
                return "\"\(member.name)\":\"\(escaped.joined())\""
            }
            let escaped = Bytes(utf8: "{\(written.joined(separator: ","))}")
            func read(_ body: Bytes) -> Result<BootRequest, RequestFault> {
                Result { () throws(RequestFault) in try BootRequest(body: body, kind: kind) }
            }
            guard escaped.count <= BootRequest.mostBytes, body.count <= BootRequest.mostBytes else {
                continue
            }
            let plain = read(Bytes(utf8: value.serialized()))
            #expect(read(escaped) == plain, "\(item.id)")
            if case .success = plain { compared += 1 }
        }
        #expect(compared > 50)
    }

    private func kind(of item: FixtureCase) throws -> BootRequest.Kind? {
        guard try item.string("method") == "POST" else { return nil }
        return switch try item.string("path") {
        case "/bootAuth/app": .app
        case "/bootAuth/kms": .kms
        default: nil
        }
    }

    private func body(of item: FixtureCase) throws -> Bytes? {
        if let text = item.value["text"]?.string { return Bytes(utf8: text) }
        if let hex = item.value["hex"]?.string { return try Bytes(hex: hex) }
        guard let parts = item.value["repeat"], let before = parts["before"]?.string,
            let unit = parts["unit"]?.string, let after = parts["after"]?.string,
            let times = parts["times"]?.string.flatMap({ Int($0) }) ?? parts["times"]?.number
        else { return nil }
        return Bytes(utf8: before + String(repeating: unit, count: times) + after)
    }
}
