/** Bytes as text: the encoding that a byte-order mark tells, or the one that is asked for. */
import { TextDecoder } from 'node:util';
import * as v from 'valibot';
import { chunksOf } from './file';

export const encodingSchema = v.pipe(
  v.optional(v.nullable(v.picklist(['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'])), null),
  v.description("The text's encoding; null reads a byte-order mark, and UTF-8 where there is none."),
);
export type Encoding = v.InferOutput<typeof encodingSchema>;

const marks: readonly [Exclude<Encoding, null>, readonly number[]][] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

/** The encoding whose mark these bytes begin with, or UTF-8. */
const encodingOf = (bytes: Uint8Array): Exclude<Encoding, null> =>
  marks.find(([, mark]) => mark.every((byte, at) => bytes[at] === byte))?.[0] ?? 'utf-8';

/**
 * A file's text in pieces, without its mark; what is no text in the encoding becomes U+FFFD.
 * @param seen is shown the bytes, in order
 */
export async function* textOf(
  path: string,
  encoding: Encoding,
  seen: (bytes: Buffer) => void = () => undefined,
): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined;
  for await (const bytes of chunksOf(path)) {
    seen(bytes);
    decoder ??= new TextDecoder(encoding ?? encodingOf(bytes));
    yield decoder.decode(bytes, { stream: true });
  }
  if (decoder) yield decoder.decode();
}
