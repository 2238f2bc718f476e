/**
 * The safetensors format (Hugging Face): 8 bytes of header length, a JSON header, then the tensors' bytes without holes.
 * What is read is checked in full before memory is taken for it: sizes with exact arithmetic, ranges without overlap.
 */
import * as v from 'valibot';
import { Problem } from '../process/problem';
import { countOf, elementFormats, readElements, sizeOfElement } from './elements';
import { duplicateKey } from './json-keys';
import type { StoredTensor, Tensors } from './tensors';

/** The format's own limit: a longer header is a mistake or an attack. */
const MAX_HEADER = 100_000_000;
const PREFIX = 8;
const METADATA = '__metadata__';

const types = { float32: 'F32', int32: 'I32' } as const;
const length = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const entrySchema = v.strictObject({
  dtype: v.picklist(elementFormats),
  shape: v.pipe(v.array(length), v.maxLength(16)),
  data_offsets: v.tuple([length, length]),
});

type Entry = v.InferOutput<typeof entrySchema> & { name: string };

const damaged = (object: string, cause: string) =>
  new Problem('damaged-tensors', `${object} is damaged: ${cause}; use another copy`);

/** The file's bytes: tensors in the given order, aligned to 8. */
export function encodeSafetensors(tensors: Tensors, metadata: Record<string, string> = {}): Uint8Array {
  let end = 0;
  const entries = [...tensors].map(([name, { shape, dtype, values }]) => {
    const begin = end;
    end += values.byteLength;
    return [name, { dtype: types[dtype], shape, data_offsets: [begin, end] }] as const;
  });
  const header = JSON.stringify(Object.fromEntries([[METADATA, metadata], ...entries]));
  const padded = Buffer.from(header.padEnd(header.length + ((8 - (Buffer.byteLength(header) % 8)) % 8)));
  const bytes = Buffer.alloc(PREFIX + padded.length + end);
  bytes.writeBigUInt64LE(BigInt(padded.length));
  padded.copy(bytes, PREFIX);
  let at = PREFIX + padded.length;
  for (const { values } of tensors.values()) {
    bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), at);
    at += values.byteLength;
  }
  return bytes;
}

/** The header's text, after the checks that need no parsing. */
function headerText(bytes: Buffer, object: string): string {
  if (bytes.length < PREFIX) throw damaged(object, `only ${bytes.length} bytes long`);
  const declared = bytes.readBigUInt64LE();
  if (declared > BigInt(MAX_HEADER)) throw damaged(object, `its header claims ${declared.toString()} bytes`);
  if (declared > BigInt(bytes.length - PREFIX)) throw damaged(object, 'its header runs past the end of the file');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(PREFIX, PREFIX + Number(declared)));
  } catch {
    throw damaged(object, 'its header is not UTF-8');
  }
}

function parseHeader(text: string, object: string): Map<string, unknown> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw damaged(object, 'its header is not JSON');
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    throw damaged(object, 'its header is not a JSON object');
  }
  const duplicate = duplicateKey(text);
  if (duplicate !== undefined) throw damaged(object, `it names the tensor ${JSON.stringify(duplicate)} twice`);
  return new Map(Object.entries(parsed));
}

function decodeEntry(name: string, value: unknown, object: string): Entry {
  const entry = v.safeParse(entrySchema, value);
  const tensor = `tensor ${JSON.stringify(name)}`;
  if (!entry.success) throw damaged(object, `${tensor}: ${entry.issues[0].message}`);
  const { shape, dtype, data_offsets } = entry.output;
  const declared = countOf(shape) * BigInt(sizeOfElement(dtype));
  if (declared !== BigInt(data_offsets[1]) - BigInt(data_offsets[0])) {
    throw damaged(object, `${tensor} has shape [${shape.join(', ')}] but ${data_offsets.join('…')} as its bytes`);
  }
  return { ...entry.output, name };
}

/** Ranges must tile the data: no overlap, no hole, nothing left over. */
function checkTiling(entries: Entry[], size: number, object: string): void {
  let end = 0;
  for (const { name, data_offsets } of entries.toSorted((a, b) => a.data_offsets[0] - b.data_offsets[0])) {
    if (data_offsets[0] !== end) throw damaged(object, `a hole or an overlap before tensor ${JSON.stringify(name)}`);
    end = data_offsets[1];
  }
  if (end < size) throw damaged(object, `${size - end} bytes follow its last tensor`);
  if (end > size) throw damaged(object, `it is truncated: ${size} of ${end} bytes of tensors`);
}

/**
 * Reads a file's bytes; numbers of other widths become float32 or int32.
 * @param object how to call the file in a message: its path
 * @throws Problem naming the tensor, or the part of the header, that is wrong
 */
export function decodeSafetensors(content: Uint8Array, object: string): Map<string, StoredTensor> {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  const text = headerText(bytes, object);
  const header = parseHeader(text, object);
  header.delete(METADATA);
  const entries = [...header].map(([name, value]) => decodeEntry(name, value, object));
  const start = PREFIX + bytes.readUInt32LE();
  checkTiling(entries, bytes.length - start, object);
  return new Map(
    entries.map(({ name, shape, dtype, data_offsets: [from, to] }) => {
      const tensor = `tensor ${JSON.stringify(name)} of ${object}`;
      return [name, { shape, ...readElements(dtype, bytes.subarray(start + from, start + to), tensor) }];
    }),
  );
}
