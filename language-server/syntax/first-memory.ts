/**
 * tree-sitter's WebAssembly asks for 32 MB before it runs, which V8 counts as garbage to come: twice as much, and it
 * marks the heap while the server starts. A program of thousands of lines takes less, and memory grows where one takes
 * more. The binary format is https://webassembly.github.io/spec/core/binary.
 */

const PAGE_BYTES = 65_536;

/** As few as a program of some thousand lines takes. */
const FIRST_PAGES = 128;

/** The import of the memory, which has a greatest length. */
const IMPORT = Buffer.from('\x03env\x06memory\x02\x01', 'latin1');

/** LEB128 of two bytes: 512 and {@link FIRST_PAGES}. */
const [ASKED, FIRST] = [Buffer.from([0x80, 0x04]), Buffer.from([FIRST_PAGES, 0x01])];

interface Beginning {
  wasmBinary: Buffer;
  /** What Emscripten makes the memory of; its own where it is absent. */
  INITIAL_MEMORY?: number;
}

/** The module with less memory at its beginning; as it is where it does not ask for what is known. */
export function beginningSmall(wasmBinary: Buffer): Beginning {
  const at = wasmBinary.indexOf(IMPORT) + IMPORT.length;
  const isKnown = at >= IMPORT.length && wasmBinary.subarray(at, at + ASKED.length).equals(ASKED);
  if (!isKnown) return { wasmBinary };
  FIRST.copy(wasmBinary, at);
  return { wasmBinary, INITIAL_MEMORY: FIRST_PAGES * PAGE_BYTES };
}
