import Testing

@testable import HTTPServer

@Suite("A response is framed by the server, and nothing a handler copies can split it")
struct ResponseTests {
    private func answer(
        _ response: HTTPResponse, to method: String = "GET"
    ) throws -> RawResponse? {
        let server = try TestServer { _ in response }
        return try server.answer(
            to: "\(method) / HTTP/1.1\r\nhost: a\r\n\r\n", headOnly: method == "HEAD")
    }

    @Test("status, date, the handler's fields in order, and the length")
    func framesTheResponse() throws {
        var response = HTTPResponse(
            status: 200, contentType: "application/json", text: "{}",
            fields: ["x-first": "1", "x-second": "two words"])
        response.fields.append("x-first", "again")
        let raw = try #require(try answer(response))
        #expect(raw.statusLine == "HTTP/1.1 200 OK")
        #expect(
            raw.fields.map(\.name) == [
                "date", "x-first", "x-second", "content-type", "x-first", "content-length",
            ])
        #expect(raw.field("content-type") == "application/json")
        #expect(raw.field("x-second") == "two words")
        #expect(raw.text == "{}")
        #expect(raw.field("date")?.hasSuffix(" GMT") == true)
    }

    @Test(
        "the framing fields of a handler are left out",
        arguments: [
            "content-length", "Content-Length", "transfer-encoding", "connection", "date",
        ])
    func ownsTheFraming(name: String) throws {
        let response = HTTPResponse(
            status: 200, contentType: "text/plain", text: "ok",
            fields: [name: "chunked"])
        let raw = try #require(try answer(response))
        #expect(!raw.fields.contains { $0.value == "chunked" })
        #expect(raw.text == "ok")
    }

    @Test("HEAD has the length of the body and no body")
    func headOnly() throws {
        let server = try TestServer { _ in .plainText(200, "text") }
        let connection = try server.connect()
        try connection.send("HEAD / HTTP/1.1\r\nhost: a\r\n\r\nGET / HTTP/1.1\r\nhost: a\r\n\r\n")
        let head = try #require(try connection.response(headOnly: true))
        #expect(head.field("content-length") == "5")
        #expect(try connection.response()?.text == "text\n")
    }

    @Test("204 and 304 have neither length nor body", arguments: [204, 304])
    func noBody(status: Int) throws {
        let raw = try #require(try answer(HTTPResponse(status: status, body: [1, 2, 3])))
        #expect(raw.status == status)
        #expect(raw.field("content-length") == nil)
        #expect(raw.body.isEmpty)
    }

    @Test("a status without a phrase is sent without one")
    func unknownStatus() throws {
        #expect(try answer(HTTPResponse(status: 299))?.statusLine == "HTTP/1.1 299 ")
    }

    @Test("a value written in place stands as it was written, and is checked like any other")
    func writtenInPlace() throws {
        var response = HTTPResponse(status: 200, fields: ["x-first": "1"])
        response.fields.append("x-second") { line in line += "0xab\t~".utf8 }
        let raw = try #require(try answer(response))
        #expect(raw.field("x-first") == "1" && raw.field("x-second") == "0xab\t~")
        for byte: UInt8 in [0x0a, 0x0d, 0x00, 0x1f, 0x7f, 0x80, 0xff] {
            var response = HTTPResponse(status: 200)
            response.fields.append("x") { line in line += [UInt8](repeating: 0x61, count: 40) }
            response.fields.append("y") { line in
                line += [UInt8](repeating: 0x61, count: 33) + [byte]
            }
            #expect(try answer(response)?.status == 500, "\(byte)")
        }
    }

    @Test("names are tokens of RFC 9110, byte for byte")
    func tokens() {
        let others = "!#$%&'*+-.^_`|~"
        for byte in UInt8.min...UInt8.max {
            let character = Character(UnicodeScalar(byte))
            let isAlphanumeric = character.isASCII && (character.isLetter || character.isNumber)
            #expect(String(character).isToken == (isAlphanumeric || others.contains(character)))
        }
        #expect(!"".isToken && "x-y".isToken && !"x y".isToken)
    }

    static let invalid: [HTTPResponse] = [
        HTTPResponse(status: 200, fields: ["x": "a\r\nset-cookie: b"]),
        HTTPResponse(status: 200, fields: ["x": "a\nb"]),
        HTTPResponse(status: 200, fields: ["x": "a\0b"]),
        HTTPResponse(status: 200, fields: ["x": "\u{e9}"]),
        HTTPResponse(status: 200, fields: ["x y": "a"]),
        HTTPResponse(status: 200, fields: ["x:": "a"]),
        HTTPResponse(status: 200, fields: ["": "a"]),
        HTTPResponse(status: 200, fields: ["x\r\n": "a"]),
        HTTPResponse(status: 100),
        HTTPResponse(status: 199),
        HTTPResponse(status: 600),
        HTTPResponse(status: -1),
    ]

    @Test("a response that cannot be sent is 500 instead", arguments: invalid)
    func refusesToSplit(response: HTTPResponse) throws {
        let raw = try #require(try answer(response))
        #expect(raw.status == 500)
        #expect(raw.text == "the answer could not be sent\n")
        #expect(raw.closes)
    }

    @Test("the program chooses what a refused client sees, and sees the request that was whole")
    func programRefuses() throws {
        let gate = Gate()
        let server = try TestServer(
            .loopback {
                $0.limits.requestsInFlight = 1
                $0.deadlines.handling = .milliseconds(500)
            },
            handler: { request in
                await gate.pass()
                return await TestServer.echo(request)
            },
            refusalResponse: { refusal, request in
                let target = request?.target.raw ?? "none"
                return HTTPResponse(
                    status: request == nil ? refusal.status : 200, contentType: "application/json",
                    text: "{\"refused\":\"\(target)\"}")
            })
        let busy = try server.connect()
        try busy.send("GET /busy HTTP/1.1\r\nhost: a\r\n\r\n")
        #expect(server.wait { $0.requestsInFlight == 1 })
        let overloaded = try server.answer(to: "GET /more HTTP/1.1\r\nhost: a\r\n\r\n")
        #expect(overloaded?.status == 200)
        #expect(overloaded?.text == #"{"refused":"/more"}"#)
        let malformed = try server.answer(to: "GET / HTTP/1.1\n")
        #expect(malformed?.status == 400)
        #expect(malformed?.text == #"{"refused":"none"}"#)
        let late = try busy.response()
        #expect(late?.status == 200)
        #expect(late?.text == #"{"refused":"/busy"}"#)
        gate.open()
    }

    @Test("a refusal that the program cannot send is sent as the server's own")
    func programRefusesBadly() throws {
        let server = try TestServer(
            refusalResponse: { _, _ in HTTPResponse(status: 1, fields: ["\n": "\n"]) })
        let raw = try #require(try server.answer(to: "GET / HTTP/1.1\n"))
        #expect(raw.status == 400)
    }
}
