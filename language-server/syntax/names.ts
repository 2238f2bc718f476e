import type { Language } from './program';

type Renames = readonly (readonly [pattern: RegExp, replacement: string])[];

const TORCH: Renames = [
  [/^torch\.nn\.(modules\.(\w+\.)?|parameter\.)(?=[A-Z])/, 'torch.nn.'],
  [/^torch\.optim\.(?!lr_scheduler\.|swa_utils\.)\w+\.(?=[A-Z])/, 'torch.optim.'],
  [/^torch\._C\._nn\./, 'torch.nn.functional.'],
  // It was a library of its own before PyTorch 2.
  [/^(functorch|torch\._functorch)(?=\.|$)/, 'torch.func'],
  [/^torch\.vmap$/, 'torch.func.vmap'],
];

/** Keras moved its layers between modules with every version, and TensorFlow carries it in several places. */
const KERAS: Renames = [
  [/^tensorflow\.compat\.v[12](?=\.|$)/, 'tensorflow'],
  [
    /^tensorflow\.(contrib\.keras\.(python|api)\.keras|((contrib|python)\.)?keras(\.api(\._v[12])?\.keras)?)(?=\.|$)/,
    'keras',
  ],
  [/^(tf\.keras|tf_keras|keras\.(src|api))(?=\.|$)/, 'keras'],
  [/^keras\.(models|engine)\.(\w+\.)*(?=(Sequential|Model|Input)$)/, 'keras.'],
  [/^keras\.(layers\.|engine\.)([a-z]\w*\.)*(?=[A-Z])/, 'keras.layers.'],
  [/^keras\.layers\.merge\.(?=[a-z])/, 'keras.layers.'],
  [/^keras\.ops\.(nn|numpy|linalg)\.(?=\w)/, 'keras.ops.'],
  [/^tensorflow\.initializers\.(?=[A-Z])/, 'keras.initializers.'],
  [/^keras\.utils\.(np_utils|generic_utils|data_utils|image_utils)\./, 'keras.utils.'],
  [/^keras\.(objectives\.|metrics\.(?=[a-z]+_\w+$))/, 'keras.losses.'],
  [/^keras\.applications\.[a-z]\w*\.(?=[A-Z])/, 'keras.applications.'],
  [/^tensorflow\.(contrib\.rnn|python\.ops\.rnn_cell)(\.(?=\w*Cell$)|$)/, 'tensorflow.nn.rnn_cell$2'],
  [/^tensorflow\.layers\.(?=[A-Z])/, 'keras.layers.'],
];

/** What Keras took over of TensorFlow Addons and keras_contrib, or what keeps shapes as Keras' own layers do. */
const ADDONS: Renames = [
  [
    /^(tensorflow_addons|keras_contrib)\.layers\.([a-z]\w*\.)*(?=(Group|Instance|Spectral|Weight)Normalization$)/,
    'keras.layers.',
  ],
];

const TFJS: Renames = [[/^@tensorflow\/tfjs(-node|-node-gpu|-core|-layers)?(?=\.|$)/, 'tfjs']];

/** Networks are functions of the packages around the modules that define them; classes stay where they are. */
const TORCHVISION: Renames = [
  [/^torchvision\.transforms\.v2\.(?=[A-Z])/, 'torchvision.transforms.'],
  [/^torchvision\.models\.(segmentation|detection|video)\.\w+\.(?=[a-z])/, 'torchvision.models.$1.'],
  [
    /^torchvision\.models\.(?!(segmentation|detection|video|quantization|optical_flow|feature_extraction)\.)[a-z]\w*\.(?=[a-z])/,
    'torchvision.models.',
  ],
];

/**
 * Public names of libraries, by the first part: where a thing can be reached by several paths, all lead to one.
 * Rules are tried in order and each may apply once.
 */
const RENAMES: ReadonlyMap<string, Renames> = new Map([
  ['torch', TORCH],
  ['functorch', TORCH],
  ['torchvision', TORCHVISION],
  ...['tensorflow', 'tf', 'tf_keras', 'keras'].map((root) => [root, KERAS] as const),
  ['tensorflow_addons', ADDONS],
  ['keras_contrib', ADDONS],
  ...['', '-node', '-node-gpu', '-core', '-layers'].map((part) => [`@tensorflow/tfjs${part}`, TFJS] as const),
]);

/** `torch.nn.modules.linear.Linear` → `torch.nn.Linear`; `tensorflow.keras.layers` → `keras.layers`. */
export function canonicalName(name: string): string {
  const end = name.indexOf('.');
  const renames = RENAMES.get(end < 0 ? name : name.slice(0, end)) ?? [];
  return renames.reduce((renamed, [pattern, replacement]) => renamed.replace(pattern, replacement), name);
}

/** Libraries whose functions do not change the modules, lists and dictionaries that they get; others may be anything. */
const TRUSTED =
  /^(torch|torchvision|torchaudio|torchtext|torchinfo|torchsummary|numpy|scipy|sklearn|pandas|matplotlib|seaborn|PIL|cv2|tqdm|tensorboard|wandb|mlflow|einops|keras|tensorflow|math|os|sys|json|logging|time|datetime|pathlib|argparse|collections|itertools|functools|operator|typing|re|copy|pickle|glob|warnings|string|enum|abc|dataclasses|contextlib|io|random(?!\.shuffle))(\.|$)/;

export const isTrusted = (name: string): boolean => TRUSTED.test(name);

/** Names that a script may use without an import: tfjs by a <script> tag. */
export const AMBIENT: Record<Language, ReadonlyMap<string, string>> = {
  python: new Map(),
  javascript: new Map([['tf', 'tfjs']]),
  typescript: new Map([['tf', 'tfjs']]),
  tsx: new Map([['tf', 'tfjs']]),
};
