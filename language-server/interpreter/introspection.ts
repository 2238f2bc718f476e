import { getAttribute } from './attributes';
import { quantified, truthValue, type Builtin, type BuiltinCall } from './builtin';
import { escape } from './escape';
import { iterate } from './iteration';
import { isTransparent, libraryClass } from './modules';
import { assignAttribute } from './targets';
import { boolean, NONE, UNKNOWN, type Value } from './value';

const TYPES: Partial<Record<string, Value['kind'][]>> = {
  int: ['integer', 'boolean'],
  float: ['float'],
  bool: ['boolean'],
  str: ['string'],
  tuple: ['tuple'],
  list: ['list'],
  dict: ['dictionary'],
  'torch.Tensor': ['tensor'],
  'torch.nn.Module': [],
  'collections.OrderedDict': [],
};

function isInstance({ machine }: BuiltinCall, value: Value = UNKNOWN, type: Value = UNKNOWN): Value {
  if (type.kind !== 'tuple') return truthValue(instanceOf(value, type));
  return quantified(
    iterate(machine, type)?.map((each) => instanceOf(value, each)),
    true,
  );
}

function instanceOf(value: Value, type: Value): boolean | undefined {
  if (value.kind === 'unknown') return undefined;
  const name = type.kind === 'builtin' || type.kind === 'library' ? type.name : undefined;
  if (value.kind === 'instance') return instanceIs(value, type, name);
  const kinds = name === undefined ? undefined : TYPES[name];
  if (kinds) return kinds.includes(value.kind);
  return type.kind === 'class' && value.kind !== 'library' ? false : undefined;
}

function instanceIs(
  value: Extract<Value, { kind: 'instance' }>,
  type: Value,
  name: string | undefined,
): boolean | undefined {
  const chain = value.class.kind === 'library' ? [value.class] : value.class.ancestors;
  if (!chain) return undefined;
  const is = chain.some((each) => each === type || (each.kind === 'library' && each.name === name));
  if (is || (name === 'torch.nn.Module' && libraryClass(value)?.name.startsWith('torch.nn.'))) return true;
  const decided = type.kind === 'class' || type.kind === 'builtin' || /^torch\.nn\.[A-Z]/.test(name ?? '');
  return decided && !/Base|_|Norm$|Container/.test(name?.replace(/^.*\./, '') ?? '') ? false : undefined;
}

function getAttributeByName(
  { machine, context }: BuiltinCall,
  object: Value = UNKNOWN,
  name: Value = UNKNOWN,
  fallback?: Value,
): Value {
  if (name.kind !== 'string') return UNKNOWN;
  const value = getAttribute(machine, object, name.value, context.site);
  const absent = value.kind === 'unknown' && object.kind === 'instance' && isTransparent(object);
  return absent && fallback && !hasAttributeHook(object) ? fallback : value;
}

const hasAttributeHook = (object: Value): boolean => object.kind === 'instance' && object.attributes.has('__getattr__');

function setAttributeByName(
  { machine }: BuiltinCall,
  object: Value = UNKNOWN,
  name: Value = UNKNOWN,
  value: Value = UNKNOWN,
): Value {
  if (name.kind === 'string') assignAttribute(machine, object, name.value, value);
  else escape(machine, [object]);
  return NONE;
}

function hasAttribute({ machine, context }: BuiltinCall, object: Value = UNKNOWN, name: Value = UNKNOWN): Value {
  if (name.kind !== 'string') return UNKNOWN;
  const value = getAttribute(machine, object, name.value, context.site);
  return value.kind === 'unknown' || object.kind !== 'instance' ? UNKNOWN : boolean(true);
}

function makeSuper({ machine }: BuiltinCall, type?: Value, instance?: Value): Value {
  const { frame } = machine;
  const method = frame.function ?? machine.frames.findLast((each) => each.function)?.function;
  const self = instance ?? (method && frame.scope.find(method.definition.parameters[0]?.name ?? ''));
  const after = type?.kind === 'class' ? type : method?.owner;
  return self && after ? { kind: 'super', instance: self, after } : UNKNOWN;
}

function typeOf(_: BuiltinCall, value: Value = UNKNOWN): Value {
  return value.kind === 'instance' ? value.class : UNKNOWN;
}

/** Built-ins that ask for or change an object's class and attributes. */
export const INTROSPECTION: Partial<Record<string, Builtin>> = {
  isinstance: isInstance,
  getattr: getAttributeByName,
  setattr: setAttributeByName,
  hasattr: hasAttribute,
  super: makeSuper,
  type: typeOf,
};
