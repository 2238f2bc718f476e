import { made } from '../../interpreter/construction';
import { setAttribute } from '../../interpreter/setting-attributes';
import { boolean, library, NONE } from '../../interpreter/value';
import { valueOf } from '../call';
import { row, type Rule, type Table } from '../library';

const no: Rule = () => boolean(false);
const nothing: Rule = () => NONE;

/** The largest, smallest and finest numbers of a type. */
const LIMITS = ['min', 'max', 'eps', 'tiny', 'smallest_normal', 'resolution'];

const limits: Rule = ({ machine, name, site }) => {
  const instance = made(library(name), { site });
  for (const limit of LIMITS) setAttribute(machine, instance, limit, { kind: 'float', value: undefined });
  return instance;
};

const QUESTIONS = [
  'torch.jit.is_scripting',
  'torch.jit.is_tracing',
  'torch._C._get_tracing_state',
  'torch.compiler.is_compiling',
  'torch.onnx.is_in_onnx_export',
  'torch.overrides.has_torch_function',
];

/** The model or function itself, which computes the same; without one, what decorates a function so. */
const compiled: Rule = (call) => {
  const model = valueOf(call, 'model');
  return model.kind === 'none' ? library('torch.compile') : model;
};

/** What programs ask of how they are run: by Python, as it stands. */
export const SCRIPTING: Table = {
  ...Object.fromEntries(QUESTIONS.map((name) => [name, row('*args, **kwargs', no)])),
  'torch._C._log_api_usage_once': row('*args', nothing),
  'torch._assert': row('condition, message', nothing),
  'torch.fx.wrap': row('function', nothing),
  ...Object.fromEntries(['torch.finfo', 'numpy.finfo'].map((name) => [name, row('type=None', limits)])),
  'torch.jit.annotate': row('type, value', (call) => valueOf(call, 'value')),
  'torch.compile': row('model=None, **options', compiled),
  'torch.jit.script': row('function, *args, **kwargs', (call) => valueOf(call, 'function')),
};
