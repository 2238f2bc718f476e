import { dialectOf, together, type Dialect } from '../libraries/keras/dialect';
import type { Program } from '../syntax/program';
import type { Machine } from './machine';
import { replacedIn, together as allOf } from './replaced';

/**
 * What changes the width of floats for code that does not name it: another default, autocast, and the trainers that
 * run a model under it.
 */
const FLOATS =
  /\b(autocast|amp|set_default_dtype|set_default_tensor_type|GradScaler|Trainer|Accelerator|Fabric|deepspeed)\b/;

/** What makes tensors elsewhere than on the CPU for code that names no device: another default, or a context. */
const DEVICES = /\b(set_default_device|set_default_tensor_type)\b|\bwith\s+(torch\.)?\w*device\b/;

/** Whether what has a shape, and is not known otherwise, is taken for PyTorch's. */
const TORCH = /\btorch\b/;

/** Whether numbers and arrays may be NumPy's: of its own functions, and of what computes by it. */
const NUMPY = /\b(numpy|pandas|scipy|sklearn|skimage|imageio|cv2)\b/;

/** What gives a tensor itself another shape. */
const IN_PLACE =
  /\b((un)?squeeze|t|transpose|swapaxes|swapdims|resize|resize_as|as_strided|set)_\b|\bresize\b|[(,]\s*out\s*=|\.(data|shape)\s*=[^=]/;

/** Whether it speaks of Keras. */
const KERAS = /\bkeras\b/;

interface Defaults {
  keras: Dialect | undefined;
  torch: boolean;
  numpy: boolean;
  reshapes: boolean;
  floats: boolean;
  devices: boolean;
  replaced: string;
}

/** Of programs, which are imported time and again. */
const known = new WeakMap<Program, Defaults>();

function defaultsOf(program: Program, text: string): Defaults {
  const found = known.get(program) ?? {
    keras: KERAS.test(text) ? dialectOf(text) : undefined,
    torch: TORCH.test(text),
    numpy: NUMPY.test(text),
    reshapes: IN_PLACE.test(text),
    floats: FLOATS.test(text),
    devices: DEVICES.test(text),
    replaced: replacedIn(program, text),
  };
  known.set(program, found);
  return found;
}

/** Whoever reads a program's text knows what it may change for all code; where and when is not followed. */
export function noteDefaults(machine: Machine, { program, text }: { program: Program; text: string }): void {
  const { keras, torch, numpy, reshapes, floats, devices, replaced } = defaultsOf(program, text);
  if (keras) machine.keras = together(machine.keras ?? keras, keras);
  machine.usesTorch ||= torch;
  machine.usesNumPy ||= numpy;
  machine.reshapesInPlace ||= reshapes;
  machine.mixedPrecision ||= floats;
  machine.mixedDevices ||= devices;
  machine.replaced = allOf(machine.replaced, replaced);
}
