import { encode } from 'fast-png';
import assert from 'node:assert/strict';
import { deflateSync } from 'node:zlib';
import { Problem } from '../../process/problem';
import { decodePicture } from './decode';
import { upright } from './orientation';
import { withChannels, type Picture } from './picture';
import { PNG_SIGNATURE } from './png';
import { chunk, header, held, jpeg, png } from './testing/pictures';

const decoded = (bytes: Uint8Array): Picture => decodePicture(Buffer.from(bytes), 'cats/one.png');
const refused = (bytes: Uint8Array, pattern: RegExp) => {
  assert.throws(
    () => decoded(bytes),
    (error) => {
      assert.ok(error instanceof Problem && error.code === 'corrupt-data', String(error));
      assert.match(error.message, /^cats\/one\.png /);
      assert.match(error.message, pattern);
      return true;
    },
  );
};

describe('a PNG', () => {
  it('of every kind gives its pixels: grey, colours, alpha, palette, 1 to 16 bits, interlaced', () => {
    const grey = (depth: number, line: number[]) => [...decoded(png(3, [line], { depth })).values];
    assert.deepEqual(grey(1, [0b10100000]), [255, 0, 255]);
    assert.deepEqual(grey(2, [0b00011000]), [0, 85, 170]);
    assert.deepEqual(grey(4, [0x0f, 0x80]), [0, 255, 136]);
    assert.deepEqual(grey(8, [1, 2, 3]), [1, 2, 3]);
    assert.deepEqual(grey(16, [0x80, 0, 0xff, 0xff, 1, 2]), [128, 255, 1]);
    assert.deepEqual([...decoded(png(2, [[9, 0, 8, 255]], { colours: 4 })).values], [9, 8]);
    assert.deepEqual([...decoded(png(2, [[1, 2, 3, 0, 4, 5, 6, 7]], { colours: 6 })).values], [1, 2, 3, 4, 5, 6]);
    const palette = [10, 11, 12, 20, 21, 22, 30, 31, 32];
    const indexed = decoded(png(3, [[0b10010000], [0b00100100]], { depth: 2, colours: 3, palette }));
    assert.deepEqual([...indexed.values], [30, 31, 32, 20, 21, 22, 10, 11, 12, 10, 11, 12, 30, 31, 32, 20, 21, 22]);
    const data = Uint8Array.from({ length: 11 * 13 * 3 }, (_, at) => (at * 7) % 256);
    const image = { width: 11, height: 13, data, channels: 3 };
    assert.deepEqual(decoded(encode(image, { interlace: 'Adam7' })).values, data);
    assert.deepEqual(decoded(encode(image)).values, data);
  });

  it('is refused before its pixels take memory', () => {
    const huge = Buffer.concat([PNG_SIGNATURE, header(65535, 65535), chunk('IDAT', deflateSync(Buffer.alloc(10)))]);
    refused(Buffer.concat([huge, chunk('IEND', new Uint8Array())]), /is 65535 × 65535 pixels, and more than/);
    refused(png(0, [[]]), /has no pixels/);
  });

  it('that unpacks into more than its pixels is refused as soon as it does', () => {
    const bomb = [header(2, 2), chunk('IDAT', deflateSync(Buffer.alloc(2 ** 26))), chunk('IEND', new Uint8Array())];
    const before = process.memoryUsage().rss;
    refused(Buffer.concat([PNG_SIGNATURE, ...bomb]), /goes on after its last pixel/);
    assert.ok(process.memoryUsage().rss - before < 2 ** 25);
    const profile = chunk('iCCP', Buffer.concat([Buffer.from('p\0\0'), deflateSync(Buffer.alloc(2 ** 26))]));
    const good = png(2, [[1, 2]]);
    const withProfile = Buffer.concat([good.subarray(0, 33), profile, good.subarray(33)]);
    assert.deepEqual([...decoded(withProfile).values], [1, 2]);
  });

  it('with a wrong checksum, cut off, or with too few pixels says so', () => {
    const good = png(4, [
      [1, 2, 3, 4],
      [5, 6, 7, 8],
    ]);
    const flipped = Buffer.from(good);
    flipped[flipped.length - 13]! ^= 1;
    refused(flipped, /CRC mismatch for chunk IDAT/);
    for (const length of [9, 30, 40, good.length - 1]) refused(good.subarray(0, length), /is truncated/);
    refused(png(4, [[1, 2, 3, 4], [5]]), /holds 7 bytes of pixels where 10 are needed/);
    refused(png(1, [[3]], { depth: 8, colours: 3, palette: [0, 0, 0] }), /colour 3 in a palette of 1/);
    refused(Buffer.from('GIF89a'), /is neither PNG nor JPEG/);
  });
});

describe('a JPEG', () => {
  const near = (pixel: Uint8Array, colour: number[]) => {
    colour.forEach((value, channel) => {
      assert.ok(Math.abs(pixel[channel]! - value) < 12, `${pixel.join()} is not ${colour.join()}`);
    });
  };
  /** Red above green, left half brighter. */
  const colourOf = (x: number, y: number) => (y < 16 ? [x < 8 ? 250 : 120, 0, 0] : [0, x < 8 ? 250 : 120, 0]);
  const picture = jpeg(16, 32, colourOf);
  const pixel = ({ values, width }: Picture, x: number, y: number) =>
    values.subarray(3 * (y * width + x), 3 * (y * width + x) + 3);

  it('gives its pixels', () => {
    const { height, width, channels, values } = decoded(picture);
    assert.deepEqual([height, width, channels, values.length], [32, 16, 3, 32 * 16 * 3]);
    near(pixel(decoded(picture), 3, 4), [250, 0, 0]);
    near(pixel(decoded(picture), 12, 28), [0, 120, 0]);
  });

  it('is turned upright as Exif says', () => {
    // Where the stored top left (bright red) and top right (dark red) are seen, by TIFF 6.0's table.
    const corners: [number, number, number, number][] = [
      [3, 3, 12, 3],
      [12, 3, 3, 3],
      [12, 28, 3, 28],
      [3, 28, 12, 28],
      [3, 3, 3, 12],
      [28, 3, 28, 12],
      [28, 12, 28, 3],
      [3, 12, 3, 3],
    ];
    corners.forEach(([x, y, otherX, otherY], index) => {
      const seen = decoded(held(picture, index + 1));
      assert.deepEqual([seen.width, seen.height], index < 4 ? [16, 32] : [32, 16]);
      near(pixel(seen, x, y), [250, 0, 0]);
      near(pixel(seen, otherX, otherY), [120, 0, 0]);
    });
    for (const wrong of [0, 9, 65535]) assert.equal(decoded(held(picture, wrong)).width, 16);
  });

  it('is turned without losing a pixel', () => {
    const small: Picture = { height: 2, width: 3, channels: 1, values: Uint8Array.of(1, 2, 3, 4, 5, 6) };
    const inverse = [1, 2, 3, 4, 5, 8, 7, 6];
    for (let orientation = 1; orientation <= 8; orientation++) {
      assert.deepEqual(upright(upright(small, orientation), inverse[orientation - 1]!), small);
    }
    assert.deepEqual([...upright(small, 6).values], [4, 1, 5, 2, 6, 3]);
  });

  it('of 65535 × 65535 pixels, cut off, or of another coding is refused', () => {
    const frame = picture.indexOf(Buffer.from([0xff, 0xc0]));
    const huge = Buffer.from(picture);
    huge.writeUInt32BE(0xffffffff, frame + 5);
    refused(huge, /is 65535 × 65535 pixels/);
    for (const share of [0.02, 0.5, 0.9, 0.999])
      refused(picture.subarray(0, Math.floor(picture.length * share)), /is truncated/);
    const lossless = Buffer.from(picture);
    lossless[frame + 1] = 0xc3;
    refused(lossless, /lossless or arithmetically coded/);
  });

  it('with any byte changed is decoded or refused by name', () => {
    for (let at = 2; at < picture.length; at += 3) {
      const changed = Buffer.from(picture);
      changed[at]! ^= 0xff;
      try {
        const { values, height, width, channels } = decoded(changed);
        assert.equal(values.length, height * width * channels);
      } catch (error) {
        assert.ok(error instanceof Problem && error.message.startsWith('cats/one.png '), String(error));
      }
    }
  });
});

describe('channels', () => {
  it('are made grey by luma, and grey is made colours by repetition', () => {
    const colours: Picture = { height: 1, width: 2, channels: 3, values: Uint8Array.of(255, 0, 0, 10, 20, 30) };
    assert.deepEqual([...withChannels(colours, 1).values], [76, 18]);
    const grey: Picture = { height: 1, width: 2, channels: 1, values: Uint8Array.of(7, 9) };
    assert.deepEqual([...withChannels(grey, 3).values], [7, 7, 7, 9, 9, 9]);
  });
});
