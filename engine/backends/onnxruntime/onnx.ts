/**
 * Writes a graph as an ONNX model, in protobuf by tables of the fields that onnx.proto defines.
 * Source: https://github.com/onnx/onnx/blob/main/onnx/onnx.proto
 */
import { encode, type Fields, type Message } from '../../storage/protobuf-writer';
import { nodesOf, type Attribute, type ElementType, type Graph, type Node, type Signature, type Value } from './graph';

/** Operators mean what this version of ONNX's standard says. */
const OPSET = 21;
/** The version of the file format that goes with it. */
const IR_VERSION = 10;

const tensor: Fields = { dims: [1, 'int'], type: [2, 'int'], name: [8, 'text'], raw: [9, 'bytes'] };
const attribute: Fields = {
  name: [1, 'text'],
  float: [2, 'float'],
  int: [3, 'int'],
  text: [4, 'text'],
  ints: [8, 'int'],
  type: [20, 'int'],
};
const node: Fields = {
  inputs: [1, 'text'],
  outputs: [2, 'text'],
  name: [3, 'text'],
  op: [4, 'text'],
  attributes: [5, attribute],
  domain: [7, 'text'],
};
const dimension: Fields = { value: [1, 'int'], parameter: [2, 'text'] };
const shape: Fields = { dims: [1, dimension] };
const tensorType: Fields = { element: [1, 'int'], shape: [2, shape] };
const valueType: Fields = { tensor: [1, tensorType] };
const valueInfo: Fields = { name: [1, 'text'], type: [2, valueType] };
const graphFields: Fields = {
  nodes: [1, node],
  name: [2, 'text'],
  constants: [5, tensor],
  inputs: [11, valueInfo],
  outputs: [12, valueInfo],
};
const property: Fields = { key: [1, 'text'], value: [2, 'text'] };
const operatorSet: Fields = { domain: [1, 'text'], version: [2, 'int'] };
const model: Fields = {
  irVersion: [1, 'int'],
  producer: [2, 'text'],
  graph: [7, graphFields],
  operatorSets: [8, operatorSet],
  properties: [14, property],
};

/** An extent that a model leaves open: inputs and outputs may have any. */
export const ANY = -1;
/** The name of that extent: equal names mean equal extents. */
const ANY_NAME = 'batch';

const elementTypes: Record<ElementType, number> = { float32: 1, int32: 6, int64: 7, bool: 9, float16: 10, float64: 11 };

/** Attributes that onnx.proto's operators declare as floats, whatever number they hold; all others are integers. */
const floatAttributes = new Set(['alpha', 'beta', 'gamma', 'bias', 'epsilon', 'extrapolation_value', 'cubic_coeff_a']);

/**
 * Serializes a graph; unreachable values are left out.
 * @param properties what the model says of itself to programs
 */
export function encodeModel(graph: Graph, properties: Readonly<Record<string, string>> = {}): Uint8Array {
  const values = graph.reachable();
  const nodes = nodesOf(values);
  const names = nameValues(graph, values);
  const domains = [...new Set(nodes.map(({ op }) => domainOf(op)))].filter((domain) => domain !== '');
  const named = [...graph.outputs];
  // An ONNX output must be some node's own result: an input, a constant or a second name of a result needs an Identity.
  const copies = named
    .filter(([name, value]) => names.get(value) !== name)
    .map(([name, value]) => ({ op: 'Identity', name, inputs: [names.get(value)!], outputs: [name] }));
  return encode(model, {
    irVersion: IR_VERSION,
    producer: 'nabla',
    operatorSets: [{ domain: '', version: OPSET }, ...domains.map((domain) => ({ domain, version: 1 }))],
    graph: {
      name: 'step',
      nodes: [...nodes.map((node) => nodeMessage(node, names)), ...copies],
      constants: values.flatMap((value) => constantMessage(value, names)),
      inputs: values.flatMap((value) => (value.origin.kind === 'input' ? [infoOf(value.origin.name, value)] : [])),
      outputs: named.map(([name, value]) => infoOf(name, value)),
    },
    properties: Object.entries(properties).map(([key, value]) => ({ key, value })),
  });
}

type Names = ReadonlyMap<Value, string>;

/** Inputs and weights keep their names, results that are outputs take the first of theirs, all others are numbered. */
function nameValues(graph: Graph, values: readonly Value[]): Names {
  const names = new Map<Value, string>();
  for (const [name, value] of graph.outputs) {
    if (value.origin.kind === 'result' && !names.has(value)) names.set(value, name);
  }
  for (const value of values) {
    const { origin } = value;
    if (origin.kind !== 'result' && origin.name !== undefined) names.set(value, origin.name);
    else if (!names.has(value)) names.set(value, `#${value.id}`);
  }
  return names;
}

/** Operators that compute less where their later results are left out. */
const withOptionalResults = new Set(['MaxPool']);

/** The results to ask for: all, or those up to the last one that is needed. */
const asked = ({ op, results }: Node, names: Names): readonly Value[] =>
  withOptionalResults.has(op) ? results.slice(0, results.findLastIndex((value) => names.has(value)) + 1) : results;

/** An operator outside ONNX's standard is named with its domain: `com.microsoft.nchwc.Conv`. */
const domainOf = (op: string): string => op.slice(0, Math.max(0, op.lastIndexOf('.')));

const nodeMessage = (node: Node, names: Names): Message => ({
  op: node.op.slice(node.op.lastIndexOf('.') + 1),
  domain: domainOf(node.op),
  name: `${node.op} #${node.results[0]!.id}`,
  inputs: node.inputs.map((value) => (value ? names.get(value)! : '')),
  outputs: asked(node, names).map((value) => names.get(value) ?? `#${value.id}`),
  attributes: Object.entries(node.attributes).map(([name, value]) => attributeOf(name, value)),
});

function attributeOf(name: string, value: Attribute): Message {
  if (typeof value === 'string') return { name, text: value, type: 3 };
  if (typeof value !== 'number') return { name, ints: value, type: 7 };
  return floatAttributes.has(name) ? { name, float: value, type: 1 } : { name, int: value, type: 2 };
}

const extentOf = (value: number): Message => (value === ANY ? { parameter: ANY_NAME } : { value });

const infoOf = (name: string, { type, shape: dims }: Signature): Message => ({
  name,
  type: { tensor: { element: elementTypes[type], shape: { dims: dims.map(extentOf) } } },
});

function constantMessage(value: Value, names: Names): Message[] {
  if (value.origin.kind !== 'constant') return [];
  const { buffer, byteOffset, byteLength } = value.origin.elements;
  const raw = new Uint8Array(buffer, byteOffset, byteLength);
  return [{ name: names.get(value)!, dims: value.shape, type: elementTypes[value.type], raw }];
}
