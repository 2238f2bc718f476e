/** CRC-32C (Castagnoli), as RFC 3720, appendix B.4, tests it: the checksum of TensorBoard's and TensorFlow's records. */

/** 0x1EDC6F41 with its bits reversed, since the least significant bit goes first. */
const POLYNOMIAL = 0x82f63b78;

/** What a byte alone leaves, by the byte. */
const TABLE = Int32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? (rest >>> 1) ^ POLYNOMIAL : rest >>> 1;
  return rest;
});

/** Of the bytes in [from, to), as an unsigned number. */
export function crc32c(bytes: Uint8Array, from = 0, to = bytes.length): number {
  let crc = -1;
  for (let at = from; at < to; at++) crc = TABLE[(crc ^ bytes[at]!) & 255]! ^ (crc >>> 8);
  return ~crc >>> 0;
}

const MASK = 0xa282ead8;

/**
 * The checksum as records keep it: turned and moved, so that bytes that hold checksums of their own check well too.
 * Source: TensorFlow's lib/hash/crc32c.h
 */
export function maskedCrc32c(bytes: Uint8Array, from?: number, to?: number): number {
  const crc = crc32c(bytes, from, to);
  return (((crc >>> 15) | (crc << 17)) + MASK) >>> 0;
}
