/** What a lowering is: a tfjs kernel said in ONNX operators. Each is one export, named exactly as the kernel. */
import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { Graph, Value } from '../graph';

/** A kernel's inputs with every tensor replaced by its value in the graph. */
type Values<Inputs> = Inputs extends readonly TensorInfo[]
  ? Value[]
  : { [name in keyof Inputs]: Inputs[name] extends readonly TensorInfo[] ? Value[] : Value };

/** Appends the kernel's nodes; null says that these arguments cannot be expressed. */
export type Lowering<Inputs, Attributes = object> = (
  inputs: Values<Inputs>,
  attributes: Attributes,
  graph: Graph,
) => Value | Value[] | null;

/** Any kernel's inputs, before its lowering is known. */
export type LoweringInputs = Readonly<Record<string, Value | Value[] | undefined>>;

/** A lowering with its kernel's own types forgotten, as the registry calls it. */
export type Lower = (inputs: LoweringInputs, attributes: object, graph: Graph) => Value | Value[] | null;
