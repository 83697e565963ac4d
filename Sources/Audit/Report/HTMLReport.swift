import Primitives

/// A report as one HTML page that needs nothing else: no script, no network, no fonts.
public enum HTMLReport {
    /// The page of a report.
    public static func text(_ content: ReportContent) -> String {
        let tables = ReportTables(content: content)
        var body = ""
        body += "<h1>Audit of a dstack deployment</h1>\n"
        let verdict = content.verification.isComplete ? "good" : "bad"
        body += "<p class=\"\(verdict)\" role=\"status\">\(escaped(tables.verdict))</p>\n<dl>\n"
        for fact in tables.facts {
            body += "<dt>\(escaped(fact.name))</dt><dd>\(escaped(fact.value))</dd>\n"
        }
        body += "</dl>\n<nav aria-label=\"Contents\"><ul>\n"
        for (number, table) in tables.all.enumerated() {
            body += "<li><a href=\"#t\(number)\">\(escaped(table.title))</a></li>\n"
        }
        body += "</ul></nav>\n<h2>Picture</h2>\n" + TimelinePicture.svg(content)
        for (number, table) in tables.all.enumerated() { body += section(table, number) }
        return """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; \
            style-src 'unsafe-inline'">
            <title>Audit of DstackKms \(content.deployment.kms.checksummed)</title>
            <style>
            \(style)
            </style>
            </head>
            <body>
            <main>
            \(body)</main>
            </body>
            </html>

            """
    }

    private static func section(_ table: ReportTables.Table, _ number: Int) -> String {
        var text = "<section aria-labelledby=\"t\(number)\">\n"
        text += "<h2 id=\"t\(number)\">\(escaped(table.title))</h2>\n"
        guard !table.rows.isEmpty else { return text + "<p>None.</p>\n</section>\n" }
        text += "<table>\n<caption>\(escaped(table.title)), \(table.rows.count) lines</caption>\n"
        text += "<thead><tr>"
        for cell in table.header { text += "<th scope=\"col\">\(escaped(cell))</th>" }
        text += "</tr></thead>\n<tbody>\n"
        for row in table.rows {
            text += "<tr>" + row.map { "<td>\(escaped($0))</td>" }.joined() + "</tr>\n"
        }
        return text + "</tbody>\n</table>\n</section>\n"
    }

    /// Text in which nothing is markup, and nothing turns the direction of writing: what contracts
    /// and providers say may be anything.
    static func escaped(_ text: String) -> String {
        var result = ""
        for character in EscapedText(text).description {
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            default: result.append(character)
            }
        }
        return result
    }

    private static let style = """
        body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 75rem;
          padding: 0 1rem; color: #1a1a1a; background: #fff; }
        h1 { font-size: 1.6rem; } h2 { font-size: 1.2rem; margin-top: 2rem; }
        dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; }
        dt { font-weight: 600; } dd { margin: 0; overflow-wrap: anywhere; }
        table { border-collapse: collapse; width: 100%; font-size: .85rem; }
        caption { text-align: left; color: #555; padding-bottom: .3rem; }
        th, td { text-align: left; vertical-align: top; padding: .25rem .5rem;
          border-bottom: 1px solid #ccc; overflow-wrap: anywhere; }
        th { background: #f2f2f2; }
        .good, .bad { padding: .5rem .8rem; border-left: .3rem solid; font-weight: 600; }
        .good { border-color: #1a7f37; background: #eaf6ec; }
        .bad { border-color: #b42318; background: #fdecea; }
        svg { max-width: 100%; height: auto; }
        @media print { nav { display: none; } body { margin: 0; max-width: none; font-size: 10px; }
          tr, svg { break-inside: avoid; } thead { display: table-header-group; } }
        """
}
