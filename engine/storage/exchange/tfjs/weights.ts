/**
 * The weights of a model.json, tfjs's format for layers models: a manifest says which numbers lie where in the files
 * beside it. Source: https://github.com/tensorflow/tfjs/blob/master/tfjs-core/src/io/types.ts
 */
import * as v from 'valibot';
import { Problem } from '../../../process/problem';
import { countOf, readElements, sizeOfElement, type ElementFormat } from '../../elements';
import type { StoredTensor } from '../../tensors';
import { readBeside } from '../files';
import type { Found } from '../match';
import { checkTopology } from './topology';

const extent = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const quantizationSchema = v.looseObject({
  dtype: v.picklist(['uint8', 'uint16', 'float16']),
  scale: v.optional(v.number(), 1),
  min: v.optional(v.number(), 0),
});
const weightSchema = v.looseObject({
  name: v.string(),
  shape: v.pipe(v.array(extent), v.maxLength(16)),
  dtype: v.picklist(['float32', 'int32', 'bool']),
  quantization: v.optional(quantizationSchema),
});
const groupSchema = v.looseObject({ paths: v.array(v.string()), weights: v.array(weightSchema) });
const modelSchema = v.looseObject({ modelTopology: v.unknown(), weightsManifest: v.array(groupSchema) });

type Weight = v.InferOutput<typeof weightSchema>;

const damaged = (object: string, cause: string) =>
  new Problem('damaged-tensors', `${object} is damaged: ${cause}; use another copy`);

function parse(bytes: Buffer, object: string): v.InferOutput<typeof modelSchema> {
  let json: unknown;
  try {
    json = JSON.parse(bytes.toString());
  } catch {
    throw damaged(object, 'it is not JSON');
  }
  const model = v.safeParse(modelSchema, json);
  if (model.success) return model.output;
  const [issue] = model.issues;
  const path = issue.path?.map(({ key }) => String(key)).join('.') ?? 'it';
  throw damaged(object, `${path}: ${issue.message}`);
}

const plain: Record<Weight['dtype'], ElementFormat> = { float32: 'F32', int32: 'I32', bool: 'BOOL' };
const quantized: Record<'uint8' | 'uint16' | 'float16', ElementFormat> = { uint8: 'U8', uint16: 'U16', float16: 'F16' };

const formatOf = ({ dtype, quantization }: Weight): ElementFormat =>
  quantization ? quantized[quantization.dtype] : plain[dtype];

/** Whole numbers q of few bits stand for q · scale + min. */
function restore(tensor: Omit<StoredTensor, 'shape'>, { dtype, quantization }: Weight): Omit<StoredTensor, 'shape'> {
  if (!quantization || quantization.dtype === 'float16') return tensor;
  const { scale, min } = quantization;
  const values = Array.from(tensor.values, (value) => value * scale + min);
  return dtype === 'float32'
    ? { dtype, values: Float32Array.from(values) }
    : { dtype: 'int32', values: Int32Array.from(values, Math.round) };
}

function readGroup({ paths, weights }: v.InferOutput<typeof groupSchema>, folder: string, object: string): Found[] {
  const bytes = Buffer.concat(paths.map((path) => readBeside(folder, path, object)));
  let at = 0n;
  const found = weights.map((weight): Found => {
    const { name, shape } = weight;
    const [from, end] = [at, at + countOf(shape) * BigInt(sizeOfElement(formatOf(weight)))];
    if (end > BigInt(bytes.length))
      throw damaged(object, `weight ${JSON.stringify(name)} runs past the end of its file`);
    at = end;
    const content = bytes.subarray(Number(from), Number(end));
    const tensor = readElements(formatOf(weight), content, `weight ${JSON.stringify(name)} of ${object}`);
    return { name, tensor: { shape, ...restore(tensor, weight) } };
  });
  if (at < BigInt(bytes.length)) throw damaged(object, `${bytes.length - Number(at)} bytes follow its last weight`);
  return found;
}

/** @throws Problem naming the weight, the path or the layer that is wrong */
export function readTfjsWeights(bytes: Buffer, folder: string, object: string): Found[] {
  const { modelTopology, weightsManifest } = parse(bytes, object);
  checkTopology(modelTopology, object);
  return weightsManifest.flatMap((group) => readGroup(group, folder, object));
}
