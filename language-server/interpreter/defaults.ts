import type { Machine } from './machine';

/**
 * What changes the width of floats for code that does not name it: another default, autocast, and the trainers that
 * run a model under it.
 */
const FLOATS =
  /\b(autocast|amp|set_default_dtype|set_default_tensor_type|GradScaler|Trainer|Accelerator|Fabric|deepspeed)\b/;

/** What makes tensors elsewhere than on the CPU for code that names no device: another default, or a context. */
const DEVICES = /\b(set_default_device|set_default_tensor_type)\b|\bwith\s+(torch\.)?\w*device\b/;

/** Whoever reads a program's text knows what it may change for all code; where and when is not followed. */
export function noteDefaults(machine: Machine, text: string): void {
  machine.mixedPrecision ||= FLOATS.test(text);
  machine.mixedDevices ||= DEVICES.test(text);
}
