import { own } from '../../domain/own';
import { callValue } from '../calls';
import { noArguments } from '../arguments';
import type { MethodCall } from '../container-methods';
import { escape } from '../escape';
import { iterate } from '../iteration';
import { UNKNOWN, type ListValue, type Value } from '../value';
import { ARRAY } from './arrays';
import { MAP, SET } from './collections';
import { ITERATOR } from './iterators';
import { STRING } from './strings';

/** A method of an array, a string, a function, or of what stands for a promise of itself. */
export function callJavascriptMethod(call: MethodCall, receiver: Value, name: string): Value {
  const { given } = call;
  if (CALLABLE.has(receiver.kind)) return callFunctionMethod(call, receiver, name);
  const settled =
    receiver.kind === 'dictionary' || receiver.kind === 'tensor' ? settle(call, receiver, name) : undefined;
  if (settled) return settled;
  const method = given.open && name !== 'push' ? undefined : methodOf(receiver, name);
  if (method) return method(call, receiver, ...given.positional);
  escape(call.machine, [receiver, ...given.positional]);
  return UNKNOWN;
}

const CALLABLE = new Set<Value['kind']>(['function', 'bound', 'library']);

type Method = (call: MethodCall, receiver: Value, ...positional: Value[]) => Value;

/** Methods of what has elements, where they are not an array's alone. */
const LISTS: Partial<Record<ListValue['type'], typeof ARRAY>> = { set: SET, iterator: { ...ARRAY, ...ITERATOR } };

function methodOf(receiver: Value, name: string): Method | undefined {
  if (receiver.kind === 'list') return own<unknown>(LISTS[receiver.type] ?? ARRAY, name) as Method | undefined;
  if (receiver.kind === 'dictionary' && receiver.type === 'map') return own<unknown>(MAP, name) as Method | undefined;
  return receiver.kind === 'string' ? (own<unknown>(STRING, name) as Method | undefined) : undefined;
}

/** `value.then(f)` of a promise that is kept. */
function settle({ machine, given, context }: MethodCall, receiver: Value, name: string): Value | undefined {
  const [callback] = given.positional;
  if (name === 'then' && callback)
    return callValue(machine, callback, { ...noArguments(), positional: [receiver] }, context);
  if (name === 'catch') return receiver;
  if (name !== 'finally' || !callback) return undefined;
  callValue(machine, callback, noArguments(), context);
  return receiver;
}

/** `f.bind(object)`, `f.call(object, …)`, `f.apply(object, array)` */
function callFunctionMethod({ machine, given, context }: MethodCall, callee: Value, name: string): Value {
  const [receiver = UNKNOWN, ...rest] = given.positional;
  // What `bind` has bound is no such value any more: this one is bound as `object.method` is, for this call alone.
  const own = callee.kind === 'bound' ? callee.callee : callee;
  const method = own.kind === 'function' && own.definition.method;
  const bound: Value = method ? { kind: 'bound', receiver, callee: own } : callee;
  if (name === 'bind') return { kind: 'partial', callee: bound, positional: rest, named: new Map() };
  const positional = name === 'call' ? rest : rest[0] ? iterate(machine, rest[0]) : [];
  return callValue(
    machine,
    bound,
    { ...noArguments(), positional: positional ?? [], open: !positional || given.open },
    context,
  );
}
