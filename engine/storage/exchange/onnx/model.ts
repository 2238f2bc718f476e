/**
 * An ONNX model as far as its weights need it: nodes, tensors and inputs, read field by field from a file that may be
 * hostile. Source: https://github.com/onnx/onnx/blob/main/onnx/onnx.proto, whose field numbers stand here.
 */
import { protobufFields, type ProtobufField } from '../../protobuf';
import { readTensor, type Home, type OnnxTensor } from './tensor';

export interface OnnxNode {
  op: string;
  inputs: string[];
  outputs: string[];
  /** Attributes by name: integers and lists of them, floats, texts. */
  integers: Map<string, bigint[]>;
  floats: Map<string, number>;
  texts: Map<string, string>;
  /** Of a Constant. */
  value: OnnxTensor | null;
}

export interface OnnxModel {
  nodes: OnnxNode[];
  tensors: OnnxTensor[];
  /** Shapes of the inputs; 0 for an extent that is not fixed. */
  inputs: Map<string, number[]>;
}

const nothing = (): OnnxModel => ({ nodes: [], tensors: [], inputs: new Map() });

type Fields = Iterable<ProtobufField>;

/** Reads a model. @throws Problem where it is damaged, or a tensor anywhere in it refers to a file that it may not */
export function readModel(bytes: Buffer, home: Home): OnnxModel {
  const model = nothing();
  for (const field of protobufFields(bytes, home.object)) {
    if (field.number === 7) readGraph(field.fields(), model, home);
    // Functions (25) and training (20) hold nodes and graphs too: what these refer to is checked, and then of no use.
    else if (field.number === 25) readFunction(field.fields(), home);
    else if (field.number === 20) readGraphs(field.fields(), [1, 2], home);
  }
  return model;
}

function readGraph(fields: Fields, { nodes, tensors, inputs }: OnnxModel, home: Home): void {
  for (const field of fields) {
    if (field.number === 1) nodes.push(readNode(field.fields(), home));
    else if (field.number === 5) tensors.push(readTensor(field.fields(), home));
    else if (field.number === 11) inputs.set(...readInput(field));
    else if (field.number === 15) checkSparse(field.fields(), home);
  }
}

/** The field of this number, the last if there are several. */
const last = (fields: Fields, wanted: number): ProtobufField | undefined =>
  [...fields].findLast(({ number }) => number === wanted);

/** ValueInfoProto: name (1) and type (2), tensor_type (1), shape (2), its dim (1), their dim_value (1). */
function readInput(field: ProtobufField): [string, number[]] {
  const name = last(field.fields(), 1)?.text ?? '';
  const type = last(field.fields(), 2);
  const tensor = type && last(type.fields(), 1);
  const shape = tensor && last(tensor.fields(), 2);
  const extents = [...(shape?.fields() ?? [])].map((extent) => last(extent.fields(), 1)?.integer ?? 0);
  return [name, extents];
}

function readFunction(fields: Fields, home: Home): void {
  for (const field of fields) if (field.number === 7) readNode(field.fields(), home);
}

/** The graphs in fields of these numbers. */
function readGraphs(fields: Fields, numbers: number[], home: Home): void {
  for (const field of fields) {
    if (numbers.includes(field.number)) readGraph(field.fields(), nothing(), home);
  }
}

/** Values (1) and indices (2). */
function checkSparse(fields: Fields, home: Home): void {
  for (const field of fields) if (field.number === 1 || field.number === 2) readTensor(field.fields(), home);
}

function readNode(fields: Fields, home: Home): OnnxNode {
  const attributes = { integers: new Map(), floats: new Map(), texts: new Map() };
  const node: OnnxNode = { op: '', inputs: [], outputs: [], ...attributes, value: null };
  for (const field of fields) {
    if (field.number === 1) node.inputs.push(field.text);
    else if (field.number === 2) node.outputs.push(field.text);
    else if (field.number === 4) node.op = field.text;
    else if (field.number === 5) readAttribute(field, node, home);
  }
  return node;
}

/** What an attribute may hold, by field number; names, numbers and texts are taken at once. */
const holders: Record<number, (field: ProtobufField, node: OnnxNode, home: Home) => void> = {
  5: (field, node, home) => (node.value = readTensor(field.fields(), home)),
  6: (field, _, home) => {
    readGraph(field.fields(), nothing(), home);
  },
  10: (field, _, home) => readTensor(field.fields(), home),
  11: (field, _, home) => {
    readGraph(field.fields(), nothing(), home);
  },
  22: (field, _, home) => {
    checkSparse(field.fields(), home);
  },
  23: (field, _, home) => {
    checkSparse(field.fields(), home);
  },
};

function readAttribute(attribute: ProtobufField, node: OnnxNode, home: Home): void {
  let name = '';
  const integers: bigint[] = [];
  let float: number | undefined;
  let text: string | undefined;
  for (const field of attribute.fields()) {
    if (field.number === 1) name = field.text;
    else if (field.number === 2) float = field.float;
    else if (field.number === 4) text = field.text;
    else if (field.number === 3 || field.number === 8) integers.push(...field.int64s());
    else holders[field.number]?.(field, node, home);
  }
  if (integers.length) node.integers.set(name, integers);
  if (float !== undefined) node.floats.set(name, float);
  if (text !== undefined) node.texts.set(name, text);
}
