import Audit
import Codec
import Foundation
import Primitives
import Testing

@Suite("Reports")
struct ReportTests {
    private func content(pageBlocks: UInt64 = 500) async throws -> ReportContent {
        let store = try AuditStore.recorded()
        try await store.synchronize(
            from: [
                RecordedChain(RecordedChain.history, label: "one"),
                RecordedChain(RecordedChain.history, label: "<script>alert(1)</script>"),
            ], to: 53, pageBlocks: pageBlocks)
        return try ReportContent(store, verification: try await Verifier(store).run())
    }

    @Test("The same history gives the same bytes in every form")
    func bytes() async throws {
        let (one, two) = (try await content(), try await content(pageBlocks: 7))
        #expect(HTMLReport.text(one) == HTMLReport.text(two))
        #expect(MarkdownReport.text(one) == MarkdownReport.text(two))
        #expect(one.document.serialized() == two.document.serialized())
    }

    @Test("The page is well-formed XML behind its doctype, and needs no network and no script")
    func page() async throws {
        let html = HTMLReport.text(try await content())
        let parser = XMLCheck()
        #expect(parser.isWellFormed(html.replacing("<!DOCTYPE html>\n", with: "")))
        for word in ["<script", "http:", "https:", "src=", "url(", "@import"] {
            let rest = html.replacing("xmlns=\"http://www.w3.org/2000/svg\"", with: "")
            #expect(!rest.contains(word), "\(word)")
        }
        #expect(html.contains("<html lang=\"en\">"))
        #expect(html.contains("role=\"img\""))
        #expect(html.contains("@media print"))
        let headings = html.components(separatedBy: "<th").count - 1
        let scoped = html.components(separatedBy: "scope=\"col\"").count - 1
        let rows = html.components(separatedBy: "scope=\"row\"").count - 1
        let heads = html.components(separatedBy: "<thead").count - 1
        #expect(scoped > 20 && scoped + rows == headings - heads)
    }

    @Test("Every image that was ever allowed is in every form, with its signers and evidence")
    func contents() async throws {
        let content = try await content()
        let images = content.entries.filter { $0.change.kind == "os-image" }
        #expect(!images.isEmpty)
        let texts = [
            HTMLReport.text(content), MarkdownReport.text(content),
            content.document.serialized(),
        ]
        for text in texts {
            for image in images {
                #expect(text.contains(image.change.value))
                for signer in image.approval?.signers ?? [] {
                    #expect(text.contains(signer.checksummed))
                }
            }
            #expect(text.contains("complete"))
        }
        // A text of the chain's is a text in every form; where it could be a tag it is escaped.
        for text in texts.prefix(2) { #expect(!text.contains("<script>alert")) }
        let document = content.document
        #expect(document["timeline"]?.array?.count == content.entries.count)
        #expect(document["timeline"]?[0]?["level"]?.string == "complete")
    }
}

/// Whether tags are closed in order, attributes are quoted and text has no bare signs: what a
/// parser of XML asks, as far as the page goes.
private struct XMLCheck {
    private let empty: Set<String> = ["meta"]

    func isWellFormed(_ text: String) -> Bool {
        var open: [String] = []
        var rest = text[...]
        while let start = rest.firstIndex(of: "<") {
            guard let end = rest[start...].firstIndex(of: ">") else { return false }
            let tag = rest[rest.index(after: start)..<end]
            rest = rest[rest.index(after: end)...]
            guard !tag.contains("<"), tag.filter({ $0 == "\"" }).count % 2 == 0 else {
                return false
            }
            let name = String(tag.split(separator: " ").first ?? "")
            if name.hasPrefix("/") {
                guard open.popLast() == String(name.dropFirst()) else { return false }
            } else if !tag.hasSuffix("/"), !empty.contains(name) {
                open.append(name)
            }
        }
        return open.isEmpty
    }
}
