// audit-bench FIXTURES [EVENTS]: measures the auditor's library, each row beside its goal. FIXTURES
// is fixtures/rpc; EVENTS is the length of the synthetic history, 1,000,000 unless given.

import Glibc

let arguments = CommandLine.arguments
guard arguments.count >= 2, arguments.count < 3 || UInt64(arguments[2]) != nil else {
    print("usage: audit-bench FIXTURES [EVENTS]")
    exit(2)
}
let events = arguments.count > 2 ? UInt64(arguments[2]) ?? 0 : 1_000_000
let measurements = Measurements(events: max(events, 1_000))
var template = Array("/tmp/audit-bench-XXXXXX".utf8CString)
guard mkdtemp(&template) != nil else { exit(1) }
let folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
var rows = [
    try await measurements.logs(), await measurements.headers(),
    try await measurements.headersRead(),
]
rows.append(try measurements.replay(fixtures: arguments[1]))
rows += try measurements.scale(folder: folder)
for name in ["audit.sqlite", "audit.sqlite-wal", "audit.sqlite-shm"] { unlink("\(folder)/\(name)") }
rmdir(folder)
for row in rows { row.show() }
print("load of the machine: \(Machine.load)")
exit(rows.allSatisfy(\.isReached) ? 0 : 1)
