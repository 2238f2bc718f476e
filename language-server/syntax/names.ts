import type { Language } from './program';

/**
 * Public names of libraries: where a thing can be reached by several paths, all lead to one.
 * Rules are tried in order and each may apply once.
 */
const RENAMES: [RegExp, string][] = [
  [/^tensorflow\.compat\.v[12](?=\.|$)/, 'tensorflow'],
  [/^(tensorflow|tf)\.(python\.)?keras(?=\.|$)/, 'keras'],
  [/^(keras)\.(src\.)?(models|engine\.\w+)\.(?=(Sequential|Model)$)/, '$1.'],
  [/^torch\.nn\.(modules\.(\w+\.)?|parameter\.)(?=[A-Z])/, 'torch.nn.'],
  [/^torch\.optim\.(?!lr_scheduler\.|swa_utils\.)\w+\.(?=[A-Z])/, 'torch.optim.'],
  [/^torchvision\.transforms\.v2\.(?=[A-Z])/, 'torchvision.transforms.'],
  [/^torch\._C\._nn\./, 'torch.nn.functional.'],
  [/^@tensorflow\/tfjs(-node|-node-gpu|-core|-layers)?(?=\.|$)/, 'tfjs'],
];

/** `torch.nn.modules.linear.Linear` → `torch.nn.Linear`; `tensorflow.keras.layers` → `keras.layers`. */
export const canonicalName = (name: string): string =>
  RENAMES.reduce((renamed, [pattern, replacement]) => renamed.replace(pattern, replacement), name);

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
