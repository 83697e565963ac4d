import Glibc

/// A terminal that hands over every key at once and shows none, until it is let go.
struct SilentTerminal: ~Copyable {
    private let descriptor: Int32
    private let before: termios

    /// Takes the terminal behind `descriptor`; nil where there is none.
    init?(_ descriptor: Int32) {
        // What can fail comes first: Swift 6.2 cannot undo a value of which a part was made.
        var state = termios()
        guard unsafe tcgetattr(descriptor, &state) == 0 else { return nil }
        let found = state
        state.c_lflag &= ~tcflag_t(ECHO | ICANON | ISIG)
        guard unsafe tcsetattr(descriptor, TCSAFLUSH, &state) == 0 else { return nil }
        self.descriptor = descriptor
        before = found
    }

    deinit {
        var state = before
        unsafe _ = tcsetattr(descriptor, TCSAFLUSH, &state)
    }

    /// What a key stands for.
    enum Key {
        case text, end, erase, eraseLine, cancel
    }

    /// What the byte of a key stands for.
    static func key(_ byte: UInt8) -> Key {
        switch byte {
        case 0x0a, 0x0d, 0x04: .end
        case 0x08, 0x7f: .erase
        case 0x15: .eraseLine
        case 0x03, 0x1a, 0x1c: .cancel
        default: .text
        }
    }
}
