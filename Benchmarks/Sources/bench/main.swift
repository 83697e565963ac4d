// bench INPUTS [OPERATION]: measures every operation, or one, on the inputs of make_inputs.py.

import Glibc

let arguments = CommandLine.arguments
guard arguments.count >= 2 else {
    print("usage: bench INPUTS [OPERATION]")
    exit(2)
}
let bench = Bench(only: arguments.count > 2 ? arguments[2] : nil)
let inputs = Inputs(folder: arguments[1])
try chainBenchmarks(bench, inputs)
