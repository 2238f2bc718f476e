/** Tells a file of weights by its content, whatever it is called; what would have to run code to be read is refused. */
import { Problem } from '../../process/problem';

export type WeightsFormat = 'safetensors' | 'onnx' | 'tfjs';

const unsafe = (object: string, what: string, remedy: string) =>
  new Problem('unsafe-weights', `${object} is ${what}, which is not read; ${remedy}`);

const FROM_TORCH =
  'convert it where you trust it: python3 -c "import sys, torch, safetensors.torch as s; s.save_file(torch.load(sys.argv[1], weights_only=True), sys.argv[2])" model.pt model.safetensors';
const FROM_KERAS = 'convert it with tensorflowjs_converter --input_format=keras, and give its model.json';
const FROM_NUMPY = 'convert it: safetensors.numpy.save_file({name: array, …}, "model.safetensors")';

interface Refused {
  what: string;
  remedy: string;
  is: (bytes: Buffer) => boolean;
}

const startsWith =
  (...magic: number[]) =>
  (bytes: Buffer): boolean =>
    bytes.subarray(0, magic.length).equals(Buffer.from(magic));

const ZIP = startsWith(0x50, 0x4b, 0x03, 0x04);
const NUMPY = startsWith(0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59);

/** An archive's names of its members stand in plain text at its beginning; so far they are looked for. */
const HEAD = 2 ** 16;
const mentions = (bytes: Buffer, ...words: string[]) => words.some((word) => bytes.subarray(0, HEAD).includes(word));

/** pickle from protocol 2: PROTO, its number, and STOP at the end. Before, it is text that begins with a MARK or an import. */
const isPickle = (bytes: Buffer): boolean =>
  (bytes[0] === 0x80 && bytes[1]! >= 2 && bytes[1]! <= 5) ||
  (/^[(c}\]]/.test(bytes.toString('latin1', 0, 1)) && bytes.at(-1) === 0x2e);

/** From the most telling to the least. */
const refused: readonly Refused[] = [
  {
    what: 'a PyTorch archive of pickled objects',
    remedy: FROM_TORCH,
    is: (b) => ZIP(b) && mentions(b, 'data.pkl', '/data/'),
  },
  { what: 'a Keras archive', remedy: FROM_KERAS, is: (b) => ZIP(b) && mentions(b, 'model.weights.h5', 'config.json') },
  { what: 'an archive of NumPy arrays', remedy: FROM_NUMPY, is: (b) => ZIP(b) && mentions(b, '.npy') },
  { what: 'an archive', remedy: 'unpack it, and give the file inside', is: ZIP },
  { what: 'an HDF5 file', remedy: FROM_KERAS, is: startsWith(0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a) },
  {
    what: 'a NumPy array of pickled objects',
    remedy: FROM_NUMPY,
    is: (b) => NUMPY(b) && /'descr':.*?[|'"]O\d*['"]/.test(b.toString('latin1', 0, 4096)),
  },
  { what: 'a single NumPy array', remedy: FROM_NUMPY, is: NUMPY },
  { what: 'a pickle, which runs code when it is read', remedy: FROM_TORCH, is: isPickle },
];

/** Eight bytes of a header's length, then the header's brace. */
const isSafetensors = (bytes: Buffer): boolean => bytes.length >= 9 && bytes[8] === 0x7b && bytes[0] !== 0x7b;
const isJson = (bytes: Buffer): boolean => /^\s*\{/.test(bytes.toString('utf8', 0, 64).replace(/^\ufeff/, ''));
/** A model begins with its version (field 1), or has its producer or graph first. */
const isOnnx = (bytes: Buffer): boolean => [0x08, 0x12, 0x3a].includes(bytes[0] ?? 0);

const unknown = (object: string) =>
  new Problem(
    'unknown-weights',
    `${object} is no safetensors, ONNX or model.json; give a file in one of these formats`,
  );

/** @throws Problem `unsafe-weights` with a way to convert it, or `unknown-weights` */
export function recognise(bytes: Buffer, object: string): WeightsFormat {
  if (isSafetensors(bytes)) return 'safetensors';
  if (isJson(bytes)) return 'tfjs';
  const kind = refused.find(({ is }) => is(bytes));
  if (kind) throw unsafe(object, kind.what, kind.remedy);
  if (object.endsWith('.safetensors')) return 'safetensors';
  if (isOnnx(bytes)) return 'onnx';
  throw unknown(object);
}
