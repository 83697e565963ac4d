import Attestation
import Primitives

/// A file to measure: an enclave image, or the text of a tool.
enum MeasuredFile {
    /// An Enclave Image File, measured here.
    case image(EIFImage)
    /// What a tool printed.
    case text(Bytes)

    /// Reads the file at `path`; an image in blocks, a text whole.
    static func read(_ path: String) throws(CommandFailure) -> MeasuredFile {
        let notice = SlowNotice("measuring \(path)")
        defer { notice.end() }
        var blocks = try FileBlocks(path)
        let first = try blocks.next()
        guard first.starts(with: EIFImage.magic) else {
            var text = [UInt8](first)
            while true {
                let block = try blocks.next()
                if block.isEmpty { return .text(Bytes(text)) }
                text += block
                guard text.count <= File.largest else {
                    throw CommandFailure(
                        .input, "\(path): larger than \(File.largest >> 20) MiB, and no image")
                }
            }
        }
        var reader = EIFReader(fileSize: blocks.size)
        var block = first
        while !block.isEmpty {
            try MeasuredFile.update(&reader, block, path)
            block = try blocks.next()
        }
        do throws(EIFError) { return .image(try reader.finish()) } catch {
            throw CommandFailure(.input, "\(path): \(error)")
        }
    }

    private static func update(
        _ reader: inout EIFReader, _ block: Bytes, _ path: String
    ) throws(CommandFailure) {
        do throws(EIFError) { try reader.update(block) } catch {
            throw CommandFailure(.input, "\(path): \(error)")
        }
    }
}
