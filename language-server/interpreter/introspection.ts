import type { Machine } from './machine';
import { hasRow } from '../libraries/table';
import { isDoubtful, isWithout, lacks } from './absence';
import { getAttribute } from './attributes';
import { quantified, truthValue, type Builtin, type BuiltinCall } from './builtin';
import { escape } from './escape';
import { ownEntries } from './instance-entries';
import { iterate } from './iteration';
import { joinValues } from './join';
import { NAMESPACE } from './library-members';
import { moduleOf, namesOf, namespaceAt } from './namespaces';
import { noteReplaced } from './replaced';
import { assignAttribute, setAttribute, setPlainly } from './setting-attributes';
import { deletePlainly, forgetAttribute } from './deleting';
import { instanceOf, typeOf } from './types';
import { boolean, library, NONE, UNKNOWN, type Value } from './value';

function isInstance({ machine }: BuiltinCall, value: Value = UNKNOWN, type: Value = UNKNOWN): Value {
  if (type.kind !== 'tuple') return truthValue(instanceOf(value, type));
  return quantified(
    iterate(machine, type)?.map((each) => instanceOf(value, each)),
    true,
  );
}

/** `issubclass(type, base)` where both are classes of the program. */
function isSubclass(_: BuiltinCall, type: Value = UNKNOWN, base: Value = UNKNOWN): Value {
  if (type.kind !== 'class' || !type.ancestors) return UNKNOWN;
  const name = base.kind === 'library' || base.kind === 'builtin' ? base.name : undefined;
  const is = type.ancestors.some((each) => each === base || (each.kind === 'library' && each.name === name));
  return is || base.kind === 'class' ? boolean(is) : UNKNOWN;
}

const CALLABLE = /^(function|class|bound|partial|builtin|method)$/;
const DATA = /^(none|boolean|integer|float|complex|string|tuple|list|dictionary|range|tensor)$/;

function isCallable(_: BuiltinCall, value: Value = UNKNOWN): Value {
  if (CALLABLE.test(value.kind)) return boolean(true);
  return DATA.test(value.kind) ? boolean(false) : UNKNOWN;
}

/** Whether it is something of a library that no table has, which may not be there. */
function isUntold(value: Value): boolean {
  const named = value.kind === 'bound' ? value.callee : value;
  return named.kind === 'library' && !hasRow(named.name);
}

function getAttributeByName(
  { machine, context }: BuiltinCall,
  object: Value = UNKNOWN,
  name: Value = UNKNOWN,
  fallback?: Value,
): Value {
  if (name.kind !== 'string') return UNKNOWN;
  const value = getAttribute(machine, object, name.value, context.site);
  if (!fallback) return value;
  if (isUntold(value)) return UNKNOWN;
  if (value.kind === 'unknown')
    return object.kind === 'instance' && isWithout(machine, object, name.value) ? fallback : value;
  return isDoubtful(machine, object, name.value) ? joinValues([value, fallback]) : value;
}

/** Sets an attribute of this name; one that is not known may be any. */
const settingBy =
  (set: (machine: Machine, object: Value, name: string, value: Value) => void) =>
  ({ machine }: BuiltinCall, object: Value = UNKNOWN, name: Value = UNKNOWN, value: Value = UNKNOWN): Value => {
    if (name.kind === 'string') set(machine, object, name.value, value);
    else if (object.kind === 'library') noteReplaced(machine, object.name);
    else escape(machine, [object]);
    return NONE;
  };

const setAttributeByName = settingBy(assignAttribute);

/** `object.__setattr__(object, name, value)` asks no class. */
const setByObject = settingBy((machine, object, name, value) => {
  if (object.kind === 'instance') setPlainly(machine, object, name, value);
  else escape(machine, [object]);
});

/** What a module's class does with an attribute once the class of the program has had its say. */
const setPart = settingBy((machine, object, name, value) => {
  if (object.kind === 'instance') setAttribute(machine, object, name, value);
  else escape(machine, [object]);
});

/** Deletes an attribute of this name; one that is not known may be any. */
const deletingBy =
  (forget: (machine: Machine, object: Value, name: string) => void) =>
  ({ machine }: BuiltinCall, object: Value = UNKNOWN, name: Value = UNKNOWN): Value => {
    if (name.kind === 'string') forget(machine, object, name.value);
    else escape(machine, [object]);
    return NONE;
  };

/** `object.__delattr__(object, name)` asks no class. */
const deleteByObject = deletingBy((machine, object, name) => {
  if (object.kind === 'instance') deletePlainly(machine, object, name);
  else escape(machine, [object]);
});

function hasAttribute({ machine, context }: BuiltinCall, object: Value = UNKNOWN, name: Value = UNKNOWN): Value {
  if (name.kind !== 'string') return UNKNOWN;
  const value = getAttribute(machine, object, name.value, context.site);
  if (object.kind !== 'instance') return UNKNOWN;
  if (value.kind !== 'unknown') return isDoubtful(machine, object, name.value) ? UNKNOWN : boolean(true);
  // Who calls a function that nothing here calls may have given the object more.
  return lacks(machine, object, name.value) && !machine.hypothetical ? boolean(false) : UNKNOWN;
}

function namesHere({ frame: { scope } }: Machine): Value {
  const namespace = namespaceAt(scope);
  return namespace ? namesOf(namespace) : UNKNOWN;
}

/** `exec(text)`, `exec(text, names)`: what the text does is not seen. */
function runText({ machine }: BuiltinCall, _: Value = UNKNOWN, ...names: (Value | undefined)[]): Value {
  const { scope } = machine.frame;
  const reached = [
    namesHere(machine),
    namesOf(moduleOf(scope)),
    ...scope.variables.all().map(([, cell]) => cell.value),
  ];
  escape(
    machine,
    (names.length > 0 ? names : reached).filter((each) => each !== undefined),
  );
  return NONE;
}

function makeSuper({ machine }: BuiltinCall, type?: Value, instance?: Value): Value {
  const { frame } = machine;
  const method = frame.function ?? machine.frames.findLast((each) => each.function)?.function;
  const self = instance ?? (method && frame.scope.find(method.definition.parameters[0]?.name ?? ''));
  const after = type?.kind === 'class' ? type : method?.owner;
  return self && after ? { kind: 'super', instance: self, after } : UNKNOWN;
}

/** Built-ins that ask for or change an object's class and attributes. */
export const INTROSPECTION: Partial<Record<string, Builtin>> = {
  isinstance: isInstance,
  getattr: getAttributeByName,
  setattr: setAttributeByName,
  hasattr: hasAttribute,
  'object.__setattr__': setByObject,
  'torch.nn.Module.__setattr__': setPart,
  'object.__delattr__': deleteByObject,
  delattr: deletingBy(forgetAttribute),
  super: makeSuper,
  type: (_, value = UNKNOWN) => typeOf(value) ?? UNKNOWN,
  issubclass: isSubclass,
  vars: ({ machine }, value) => {
    if (!value) return namesHere(machine);
    if (value.kind === 'library') return library(`${value.name}${NAMESPACE}`);
    if (value.kind === 'module' || value.kind === 'class') return namesOf(value);
    return value.kind === 'instance' ? ownEntries(value) : UNKNOWN;
  },
  locals: ({ machine }) => namesHere(machine),
  globals: ({ machine }) => namesOf(moduleOf(machine.frame.scope)),
  exec: runText,
  callable: isCallable,
};
