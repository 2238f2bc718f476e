/**
 * A WebAssembly module that writes down a syntax tree in one call: reading it from JavaScript crosses into tree-sitter's
 * WebAssembly several times for every node, which takes longer than parsing. It is written out in the binary format
 * (https://webassembly.github.io/spec/core/binary), as one function of tree-sitter's own:
 *
 *     copy_nodes(tree, out):              // the cursor lies in tree-sitter's transfer buffer
 *       depth = 0
 *       node: loop
 *         out[0..4] = depth, type | field << 16, start, end
 *         out += 16
 *         if first_child(tree): depth += 1; goto node
 *         above: loop
 *           if depth == 0: return out
 *           if next_sibling(tree): goto node
 *           parent(tree); depth -= 1; goto above
 */

/** What is called of tree-sitter, each with the tree; their numbers are their places. */
const CALLED = [
  'current_node_type_id',
  'current_field_id',
  'start_index',
  'end_index',
  'goto_first_child',
  'goto_next_sibling',
  'goto_parent',
] as const;

type Bytes = readonly number[];

const I32 = 0x7f;
/** Types of functions: of what is called, and of what this is. */
const [OF_TREE, OF_COPY] = [0, 1];
/** The function's variables. */
const [TREE, OUT, DEPTH] = [0, 1, 2];

/** Numbers below 128 are a byte long. */
const get = (variable: number): Bytes => [0x20, variable];
const set = (variable: number): Bytes => [0x21, variable];
const constant = (value: number): Bytes => [0x41, value];
const call = (name: (typeof CALLED)[number]): Bytes => [...get(TREE), 0x10, CALLED.indexOf(name)];
const store = (value: Bytes, offset: number): Bytes => [...get(OUT), ...value, 0x36, 2, offset];
const storeHalf = (value: Bytes, offset: number): Bytes => [...get(OUT), ...value, 0x3b, 1, offset];
const [ADD, SUBTRACT, IS_ZERO, DROP, RETURN, UNREACHABLE] = [0x6a, 0x6b, 0x45, 0x1a, 0x0f, 0x00];
const increase = (variable: number, by: number): Bytes => [...get(variable), ...constant(by), ADD, ...set(variable)];
const decrease = (variable: number, by: number): Bytes => [
  ...get(variable),
  ...constant(by),
  SUBTRACT,
  ...set(variable),
];
const END = 0x0b;
const loop = (...body: Bytes[]): Bytes => [0x03, 0x40, ...body.flat(), END];
const when = (condition: Bytes, ...body: Bytes[]): Bytes => [...condition, 0x04, 0x40, ...body.flat(), END];
/** To the beginning of the loop that is so many blocks further out. */
const goto = (outwards: number): Bytes => [0x0c, outwards];

/** Bytes that a node takes. */
export const NODE_BYTES = 16;

const BODY: Bytes = [
  ...loop(
    store(get(DEPTH), 0),
    storeHalf(call('current_node_type_id'), 4),
    storeHalf(call('current_field_id'), 6),
    store(call('start_index'), 8),
    store(call('end_index'), 12),
    increase(OUT, NODE_BYTES),
    when(call('goto_first_child'), increase(DEPTH, 1), goto(1)),
    loop(
      when([...get(DEPTH), IS_ZERO], [...get(OUT), RETURN]),
      when(call('goto_next_sibling'), goto(2)),
      call('goto_parent'),
      [DROP],
      decrease(DEPTH, 1),
      goto(0),
    ),
  ),
  UNREACHABLE,
  END,
];

const LOW_BITS = 0x7f;
const MORE = 0x80;

/** LEB128. */
function length(value: number): Bytes {
  return value > LOW_BITS ? [(value & LOW_BITS) | MORE, ...length(value >>> 7)] : [value];
}

const sized = (bytes: Bytes): Bytes => [...length(bytes.length), ...bytes];
const list = (...items: Bytes[]): Bytes => [...length(items.length), ...items.flat()];
const name = (text: string): Bytes => sized([...Buffer.from(text)]);
const section = (id: number, content: Bytes): Bytes => [id, ...sized(content)];
const functionType = (parameters: number): Bytes => [
  0x60,
  ...list(...Array.from({ length: parameters }, () => [I32])),
  ...list([I32]),
];
const FUNCTION = 0x00;
const MEMORY: Bytes = [0x02, 0x00, 0x00];

/** A library of Emscripten says first what memory and table it needs, here none. */
const NEEDS: Bytes = section(0, [...name('dylink.0'), ...[1, 4, 0, 0, 0, 0]]);

export const MODULE = Uint8Array.from([
  ...Buffer.from('\0asm'),
  ...[1, 0, 0, 0],
  ...NEEDS,
  ...section(1, list(functionType(1), functionType(2))),
  ...section(
    2,
    list(...CALLED.map((each) => [...name('env'), ...name(`ts_tree_cursor_${each}_wasm`), FUNCTION, OF_TREE]), [
      ...name('env'),
      ...name('memory'),
      ...MEMORY,
    ]),
  ),
  ...section(3, list([OF_COPY])),
  ...section(7, list([...name('copy_nodes'), FUNCTION, CALLED.length])),
  ...section(10, list(sized([...list([1, I32]), ...BODY]))),
]);
