/** A tensor of an ONNX model: its elements lie in the file, in lists of numbers, or in a file beside it. */
import { Problem } from '../../../process/problem';
import { countOf, readElements, sizeOfElement, type ElementFormat } from '../../elements';
import type { ProtobufField } from '../../protobuf';
import type { StoredTensor } from '../../tensors';
import { ExternalData } from './external-data';

/** The model that a tensor is part of. */
export interface Home {
  /** The file, as messages call it. */
  object: string;
  /** The folder in which files of elements lie. */
  folder: string;
}

export interface OnnxTensor {
  name: string;
  shape: number[];
  /** Reads the elements; what they lie in has been checked. */
  read: () => StoredTensor;
}

/** TensorProto.DataType of the numbers that weights come in. */
const formats: Record<number, ElementFormat> = {
  1: 'F32',
  2: 'U8',
  3: 'I8',
  5: 'I16',
  6: 'I32',
  7: 'I64',
  9: 'BOOL',
  10: 'F16',
  11: 'F64',
  16: 'BF16',
};

const damaged = (object: string, tensor: string, cause: string) =>
  new Problem('damaged-tensors', `${object}: tensor ${JSON.stringify(tensor)} ${cause}; use another copy`);

/** Tensors that have no bytes of their own keep numbers in fields by type: float_data, int32_data, int64_data, double_data. */
const FLOATS = 4;
const INTEGERS = new Set([5, 7]);
const DOUBLES = 10;

/** Everything of a TensorProto. */
class TensorReader {
  name = '';
  private readonly shape: number[] = [];
  private type = 0;
  private raw: Buffer | null = null;
  private readonly listed: ProtobufField[] = [];
  private readonly external = new ExternalData();

  constructor(
    fields: Iterable<ProtobufField>,
    private readonly home: Home,
  ) {
    for (const field of fields) this.take(field);
    if (this.external.isUsed) this.external.check(home);
  }

  get tensor(): OnnxTensor {
    return { name: this.name, shape: this.shape, read: () => this.read() };
  }

  private take(field: ProtobufField): void {
    const { number } = field;
    if (number === 1) addExtents(this.shape, field);
    else if (number === 2) this.type = field.integer;
    else if (number === 8) this.name = field.text;
    else if (number === 9) this.raw = field.bytes;
    else if (number === FLOATS || number === DOUBLES || INTEGERS.has(number)) this.listed.push(field);
    else if (number === 13) this.external.add(field);
    else if (number === 14) this.external.isUsed ||= field.integer === 1;
  }

  private read(): StoredTensor {
    const { name, shape } = this;
    const { object } = this.home;
    const format = formats[this.type];
    if (!format) throw damaged(object, name, `has elements of type ${this.type}, which weights are not made of`);
    const bytes = this.external.isUsed ? this.external.read(this.home) : (this.raw ?? this.fromLists(format));
    const wanted = countOf(shape) * BigInt(sizeOfElement(format));
    if (wanted !== BigInt(bytes.length)) {
      throw damaged(object, name, `has shape [${shape.join(', ')}] but ${bytes.length} bytes`);
    }
    return { shape, ...readElements(format, bytes, `tensor ${JSON.stringify(name)} of ${object}`) };
  }

  /** The numbers of the lists as the bytes that they would be. */
  private fromLists(format: ElementFormat): Buffer {
    return Buffer.concat(
      this.listed.map((field) => {
        if (field.number === FLOATS || field.number === DOUBLES) return field.packed;
        const width = sizeOfElement(format);
        return Buffer.concat([...field.int64s()].map((value) => bytesOf(value, width)));
      }),
    );
  }
}

/** The lowest bytes of an integer. */
function bytesOf(value: bigint, width: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64LE(BigInt.asIntN(64, value));
  return bytes.subarray(0, width);
}

/** More axes than any tensor has: a list this long is an attack. */
const MAX_RANK = 64;

/** Adds the extents of a field to a shape; they come packed into one field or one a field. */
function addExtents(shape: number[], field: ProtobufField): void {
  for (const extent of field.integers()) {
    if (extent < 0 || shape.length === MAX_RANK) throw field.damaged('is no shape');
    shape.push(extent);
  }
}

/** @throws Problem where it refers to a file that it may not */
export const readTensor = (fields: Iterable<ProtobufField>, home: Home): OnnxTensor =>
  new TensorReader(fields, home).tensor;
