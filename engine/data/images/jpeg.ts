/** JPEG (ITU-T T.81), by jpeg-js: its sides and its end are looked at first, and what Exif says is turned upright. */
import { decode } from 'jpeg-js';
import { orientationOf, upright } from './orientation';
import { BadPicture, checkSides, MAX_PIXELS, type Picture } from './picture';

const [START_OF_SCAN, END_OF_IMAGE, APPLICATION_1] = [0xda, 0xd9, 0xe1];

/** Frames that jpeg-js decodes: baseline, extended, progressive. */
const DECODABLE = new Set([0xc0, 0xc1, 0xc2]);

/** Start of frame, less three that are none: Huffman tables, extensions, arithmetic conditioning. */
const isFrame = (marker: number): boolean => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

interface Header {
  height: number;
  width: number;
  /** 1 grey, 3 colours, 4 inks. */
  components: number;
  /** Exif's, 1 … 8. */
  orientation: number;
}

const truncated = () => new BadPicture('is truncated: it ends before its last pixel');

interface Segment {
  marker: number;
  data: Buffer;
  /** Where it ends. */
  end: number;
}

/** Up to the first scan. */
function* segmentsOf(bytes: Buffer): Generator<Segment> {
  for (let at = 2, marker = 0; marker !== START_OF_SCAN;) {
    while (bytes[at] === 0xff && bytes[at + 1] === 0xff) at++;
    if (at + 4 > bytes.length) throw truncated();
    if (bytes[at] !== 0xff) throw new BadPicture('has damaged segments');
    marker = bytes[at + 1]!;
    const end = at + 2 + bytes.readUInt16BE(at + 2);
    yield { marker, data: bytes.subarray(at + 4, end), end };
    at = end;
  }
}

function headerOf(bytes: Buffer): Header {
  let frame: Omit<Header, 'orientation'> | undefined;
  let [orientation, pixels] = [1, 0];
  for (const { marker, data, end } of segmentsOf(bytes)) {
    if (marker === APPLICATION_1) orientation = orientationOf(data) ?? orientation;
    if (isFrame(marker)) frame = frameOf(marker, data);
    pixels = end;
  }
  if (!frame) throw new BadPicture('has no frame before its pixels');
  // A preview inside an earlier segment has an end of its own.
  if (bytes.lastIndexOf(Uint8Array.of(0xff, END_OF_IMAGE)) < pixels) throw truncated();
  return { ...frame, orientation };
}

function frameOf(marker: number, segment: Buffer): Omit<Header, 'orientation'> {
  if (segment.length < 6) throw truncated();
  if (!DECODABLE.has(marker)) throw new BadPicture('is lossless or arithmetically coded: save it as a usual JPEG');
  const [height, width] = [segment.readUInt16BE(1), segment.readUInt16BE(3)];
  checkSides(height, width);
  return { height, width, components: segment[5]! };
}

const MEBI = 2 ** 20;

/** Of what jpeg-js may take: four bytes a coefficient, four inks, and the pixels. */
const MEMORY = (MAX_PIXELS * 24) / MEBI;

/** @throws BadPicture or what jpeg-js throws */
export function decodeJpeg(bytes: Buffer): Picture {
  const { components, orientation } = headerOf(bytes);
  const { width, height, data } = decode(bytes, {
    useTArray: true,
    formatAsRGBA: false,
    tolerantDecoding: false,
    maxResolutionInMP: MAX_PIXELS / 1e6,
    maxMemoryUsageInMB: MEMORY,
  });
  const isGrey = components === 1;
  const values = isGrey ? Uint8Array.from({ length: width * height }, (_, pixel) => data[3 * pixel]!) : data;
  return upright({ height, width, channels: isGrey ? 1 : 3, values }, orientation);
}
