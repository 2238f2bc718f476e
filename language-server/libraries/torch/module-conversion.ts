import type { ElementType } from '../../domain/element-type';
import { own } from '../../domain/own';
import type { Expression, FunctionDefinition } from '../../syntax/program';
import { walk } from '../../syntax/walk';
import type { Value } from '../../interpreter/value';
import { isNone, valueOf } from '../call';
import { row, type Call, type Rule, type Table } from '../library';
import { LEGACY, targetsOf } from './conversion';
import { deviceNamed, isDevice } from './devices';
import { typeNamed } from './types';
import { changeWeights, EITHER, type Change } from './weights';

/** The module itself, after its weights were moved or converted. */
const changing =
  (change: (call: Call) => Change): Rule =>
  (call) => {
    const module = valueOf(call, 'self');
    changeWeights(call.machine, module, change(call));
    return module;
  };

/** Arguments that may stand in any order: a type, a device, a tensor that has both. */
const to = (call: Call): Change => {
  const given = [...targetsOf(call), ...['dtype', 'device', 'tensor'].map((name) => valueOf(call, name))];
  const start: Change = isNone(call, 'memory_format') ? {} : { format: null };
  if (given.some(({ kind }) => kind === 'unknown')) return EITHER;
  return given.map(changeBy).reduce((all, each) => ({ ...all, ...each }), start);
};

function changeBy(value: Value): Change {
  if (value.kind === 'tensor') return { type: value.type ?? null, device: value.device ?? null };
  if (isDevice(value)) return { device: deviceNamed(value) ?? null };
  const type = typeNamed(value);
  return type ? { type } : isPlain(value) ? {} : EITHER;
}

/** What neither moves nor converts. */
const isPlain = (value: Value): boolean =>
  value.kind === 'none' || value.kind === 'boolean' || (value.kind === 'library' && value.name.endsWith('_format'));

const toDevice =
  (type: string) =>
  (call: Call): Change => ({
    device: isNone(call, 'device') ? type : (deviceNamed(valueOf(call, 'device')) ?? null),
  });

const ofType = (call: Call): Change => {
  const wanted = valueOf(call, 'dst_type');
  const name = wanted.kind === 'library' ? wanted.name : wanted.kind === 'string' ? wanted.value : '';
  const type = typeNamed(wanted) ?? own(LEGACY, name.replace(/^torch\.(cuda\.)?/, ''));
  return { type: type ?? null, ...(name.endsWith('Tensor') && { device: null }) };
};

/** Methods that convert; what a function does that is applied to every module is looked for in its text. */
const CONVERTS = new Set('to cuda cpu xpu float double half bfloat16 type to_empty'.split(' '));

function converts({ body }: FunctionDefinition): boolean {
  let found = false;
  walk(body, {
    expression: (each) => {
      found ||= each.kind === 'attribute' && CONVERTS.has(each.name);
    },
    statement: (each) => {
      found ||= each.kind === 'assign' && each.targets.some(isData);
    },
  });
  return found;
}

/** `weight.data` */
const isData = (target: Expression): boolean => target.kind === 'attribute' && target.name === 'data';

const applied = (call: Call): Change => {
  const given = valueOf(call, 'fn');
  const callee = given.kind === 'bound' ? given.callee : given;
  return callee.kind === 'function' && !converts(callee.definition) ? {} : EITHER;
};

const TYPES: Record<string, ElementType> = {
  float: 'float32',
  double: 'float64',
  half: 'float16',
  bfloat16: 'bfloat16',
};

/** Methods of modules that move or convert their weights. */
export const MODULE_CONVERSIONS: Table = {
  ...Object.fromEntries(
    Object.entries(TYPES).map(([name, type]) => [
      name,
      row(
        'self',
        changing(() => ({ type })),
      ),
    ]),
  ),
  to: row('self, *args, dtype=None, device=None, tensor=None, non_blocking=False, memory_format=None', changing(to)),
  cuda: row('self, device=None', changing(toDevice('cuda'))),
  xpu: row('self, device=None', changing(toDevice('xpu'))),
  cpu: row(
    'self',
    changing(() => ({ device: 'cpu' })),
  ),
  to_empty: row(
    'self, *, device, recurse=True',
    changing((call) => ({ device: deviceNamed(valueOf(call, 'device')) ?? null })),
  ),
  type: row('self, dst_type', changing(ofType)),
  apply: row('self, fn', changing(applied)),
};
