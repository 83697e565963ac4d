// Compiles every file of contracts/src into one artifact and one ABI of the file's name.
//
//   node build.mjs <output folder>      writes its artifacts, abi and manifest.json
//
// Each file is compiled alone with what it imports, so an artifact depends on nothing else: adding a
// contract changes no other artifact.

import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import sha3 from "js-sha3";
import solc from "solc";

const BUILD = dirname(fileURLToPath(import.meta.url));
const CONTRACTS = dirname(BUILD);
const read = (...path) => readFileSync(join(...path), "utf8");

const SETTINGS = JSON.parse(read(BUILD, "settings.json"));
const PINNED = JSON.parse(read(BUILD, "package.json")).dependencies;
const OUTPUTS = [
  "abi",
  "metadata",
  "storageLayout",
  "evm.bytecode.object",
  "evm.deployedBytecode.object",
  "evm.deployedBytecode.immutableReferences",
  "evm.methodIdentifiers",
];
// An initializer's parameters are named as published, that is like the getters and functions they shadow.
const EXPECTED_WARNINGS = ["2519", "8760"];

/** Source unit names (`src/…`, `@package/…`) say where a source is read, on every machine alike. */
function load(unit) {
  const base = unit.startsWith("@") ? join(BUILD, "node_modules") : CONTRACTS;
  return read(base, unit);
}

function compile(unit) {
  const sources = { [unit]: load(unit) };
  const input = {
    language: "Solidity",
    settings: { ...SETTINGS, outputSelection: { "*": { "*": OUTPUTS } } },
    sources: { [unit]: { content: sources[unit] } },
  };
  const findImport = (name) => ({ contents: (sources[name] ??= load(name)) });
  const output = JSON.parse(solc.compile(JSON.stringify(input), { import: findImport }));
  const complaints = (output.errors ?? []).filter((e) => !EXPECTED_WARNINGS.includes(e.errorCode));
  if (complaints.length) {
    throw new Error(complaints.map((e) => e.formattedMessage).join("\n"));
  }
  return artifact(basename(unit, ".sol"), output.contracts, sources);
}

function artifact(name, compiled, sources) {
  const holders = Object.keys(compiled).filter((unit) => name in compiled[unit]);
  if (holders.length !== 1) {
    throw new Error(`${name}.sol must define or import exactly one contract named ${name}`);
  }
  const { abi, metadata, storageLayout, evm } = compiled[holders[0]][name];
  return {
    abi,
    compiler: { settings: SETTINGS, version: JSON.parse(metadata).compiler.version },
    contractName: name,
    creationBytecode: `0x${evm.bytecode.object}`,
    immutableReferences: evm.deployedBytecode.immutableReferences ?? {},
    metadata,
    methodIdentifiers: evm.methodIdentifiers,
    packages: packages(Object.keys(sources)),
    runtimeBytecode: `0x${evm.deployedBytecode.object}`,
    sourceName: holders[0],
    sources: Object.fromEntries(
      Object.entries(sources).map(([unit, text]) => [unit, `0x${sha3.keccak256(text)}`]),
    ),
    storageLayout,
  };
}

function packages(units) {
  const used = units.filter((u) => u.startsWith("@")).map((u) => u.split("/", 2).join("/"));
  return Object.fromEntries(used.map((name) => [name, PINNED[name]]));
}

function sorted(value) {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, sorted(value[key])]),
  );
}

/** One line per top-level member, so that a difference shows which one it is. */
function lines(value) {
  const [open, close] = Array.isArray(value) ? "[]" : "{}";
  const members = Array.isArray(value)
    ? value.map((entry) => JSON.stringify(sorted(entry)))
    : Object.entries(sorted(value)).map(([k, v]) => `${JSON.stringify(k)}:${JSON.stringify(v)}`);
  return `${open}\n${members.join(",\n")}\n${close}\n`;
}

const target = process.argv[2];
if (!target) throw new Error("usage: node build.mjs <output folder>");
// Newer Node says parentPath, older ones say path.
const units = readdirSync(join(CONTRACTS, "src"), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.name.endsWith(".sol"))
  .map((entry) => relative(CONTRACTS, join(entry.parentPath ?? entry.path, entry.name)))
  .sort();
const built = units.map(compile);
for (const folder of ["artifacts", "abi"]) {
  rmSync(join(target, folder), { recursive: true, force: true });
  mkdirSync(join(target, folder), { recursive: true });
}
const manifest = {};
for (const one of built) {
  const text = lines(one);
  manifest[one.contractName] = `0x${sha3.keccak256(text)}`;
  writeFileSync(join(target, "artifacts", `${one.contractName}.json`), text);
  writeFileSync(join(target, "abi", `${one.contractName}.json`), lines(one.abi));
}
writeFileSync(join(target, "manifest.json"), lines(manifest));
console.log(`${built.length} artifacts from ${units.length} sources`);
