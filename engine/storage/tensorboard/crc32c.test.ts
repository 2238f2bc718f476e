import assert from 'node:assert/strict';
import { crc32c, maskedCrc32c } from './crc32c';

describe('crc32c', () => {
  const up = Uint8Array.from({ length: 32 }, (_, index) => index);
  const vectors: [string, Uint8Array, number][] = [
    ['32 zeros', new Uint8Array(32), 0x8a9136aa],
    ['32 ones', new Uint8Array(32).fill(255), 0x62a8ab43],
    ['0 to 31', up, 0x46dd794e],
    ['31 to 0', up.toReversed(), 0x113fdb5c],
    ['"123456789"', Buffer.from('123456789'), 0xe3069283],
    ['nothing', new Uint8Array(0), 0],
  ];
  for (const [name, bytes, expected] of vectors) {
    it(`is that of RFC 3720 and of the catalogue of CRCs: ${name}`, () => {
      assert.equal(crc32c(bytes), expected);
    });
  }

  it('is taken of a part', () => {
    assert.equal(crc32c(Buffer.from('x123456789y'), 1, 10), 0xe3069283);
  });

  it('is masked so that it stays within 32 bits', () => {
    // 0xe3069283 turned right by 15 bits is 0x2507c60d; with 0xa282ead8 it is 0xc78ab0e5.
    assert.equal(maskedCrc32c(Buffer.from('123456789')), 0xc78ab0e5);
  });
});
