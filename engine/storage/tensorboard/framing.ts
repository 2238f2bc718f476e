/**
 * TFRecord, the framing of TensorBoard's event files: an 8-byte length, its checksum, the data, its checksum.
 * Source: https://www.tensorflow.org/tutorials/load_data/tfrecord#tfrecords_format_details
 */
import { maskedCrc32c } from './crc32c';

const LENGTH = 8;
const CHECKSUM = 4;
/** What stands before the data, and after it. */
export const HEADER = LENGTH + CHECKSUM;
export const FOOTER = CHECKSUM;

/** A record around its data. */
export function frame(data: Uint8Array): Buffer {
  const record = Buffer.alloc(HEADER + data.length + FOOTER);
  record.writeBigUInt64LE(BigInt(data.length));
  record.writeUInt32LE(maskedCrc32c(record, 0, LENGTH), LENGTH);
  record.set(data, HEADER);
  record.writeUInt32LE(maskedCrc32c(data), HEADER + data.length);
  return record;
}

/** The length that a header declares, inexact above 2⁵³; undefined where its checksum is another's. */
export function lengthIn(header: Buffer): number | undefined {
  if (maskedCrc32c(header, 0, LENGTH) !== header.readUInt32LE(LENGTH)) return undefined;
  return header.readUInt32LE(0) + 2 ** 32 * header.readUInt32LE(4);
}

/** Whether data of this length, with its checksum behind it, is as it was written. */
export const isIntact = (data: Buffer, length: number): boolean =>
  maskedCrc32c(data, 0, length) === data.readUInt32LE(length);
