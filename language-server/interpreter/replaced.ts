/** What a program puts in place of a library's functions, methods and classes: they mean something else, at any time. */
import { own } from '../domain/own';
import { hasRow } from '../libraries/table';
import { byName } from '../libraries/by-name';
import { canonicalName } from '../syntax/names';
import type { Program } from '../syntax/program';
import { qualifiedBinding } from '../syntax/qualified-name';
import type { Machine } from './machine';

/** `F.relu = f`, `setattr(F, 'relu', f)`, `patch.object(F, name, f)` */
const SET =
  /^[ \t]*((?!self\.)[a-z_A-Z][\w.]*)\.(\w+)[ \t]*=(?!=)|\b(?:setattr|patch\.object)\(\s*([a-z_A-Z][\w.]*)\s*,\s*(?:['"](\w+)['"])?/gm;

/** `patch('torch.nn.functional.relu', f)`, `monkeypatch.setattr('torch.relu', f)` */
const SET_BY_PATH = /\b(?:patch|setattr)\(\s*['"]([\w.]+)['"]/g;

/** A class that answers for PyTorch's functions where they get its objects, or a context that does. */
const ANSWERS = /__torch_(function|dispatch)__/;

/** Any name of a library's module or class. */
const ANY = '*';

/** The names that a program's text replaces, one a line. */
export function replacedIn({ statements }: Program, text: string): string {
  const found = Array.from(text.matchAll(SET), ([, owner, name, other, named = ANY]) =>
    owner === undefined ? `${other}.${named}` : `${owner}.${name}`,
  );
  const paths = Array.from(text.matchAll(SET_BY_PATH), ([, path]) => canonicalName(path!));
  const roots = new Map(
    statements
      .flatMap((each) => (each.kind === 'import' ? each.bindings : []))
      .map((each) => [each.name, qualifiedBinding(each)]),
  );
  const qualified = found.flatMap((name) => {
    const root = roots.get(/^\w+/.exec(name)![0]);
    return root === undefined ? [] : [canonicalName(name.replace(/^\w+/, root))];
  });
  return together(...paths, ...qualified, ...(ANSWERS.test(text) ? ['torch.Tensor.__torch_function__'] : []));
}

export const together = (...names: readonly string[]): string =>
  [...new Set(names.flatMap((each) => each.split('\n')))].filter(Boolean).sort().join('\n');

/** A library's attribute is set, by a name that may not be known. */
export function noteReplaced(machine: Machine, owner: string, name = ANY): void {
  machine.replaced = together(machine.replaced, canonicalName(`${owner}.${name}`));
}

/** Whether what a library has under a name may be the program's own, or may call what is. */
export function isReplaced({ replaced }: Machine, name: string): boolean {
  if (replaced === '') return false;
  if (replaced !== latest.names) latest = { names: replaced, test: testFor(replaced.split('\n')) };
  return latest.test(name);
}

/** Most programs replace nothing, and one that does the same all the time. */
let latest = { names: '', test: (_: string): boolean => false };

const testFor = (names: readonly string[]): ((name: string) => boolean) =>
  byName((name) => names.some((each) => reaches(each, name)));

/** Libraries of which one is built on the other. */
const FAMILIES: Partial<Record<string, string>> = { torchvision: 'torch', torchaudio: 'torch', tensorflow: 'keras' };

const familyOf = (name: string): string => {
  const root = name.replace(/\..*/s, '');
  return own(FAMILIES, root) ?? root;
};

const lastOf = (name: string): string => name.slice(name.lastIndexOf('.') + 1);

/** What is written in Python, and calls functions and methods that have other names. */
const CALLING =
  /^(torch\.nn\.(?!init\.|(Module|Parameter|Sequential|(Module|Parameter)(List|Dict))(\.|$))|torchvision\.|keras\.)/;

/** What layers do not call for what they give. */
const APART = /^torch\.(nn\.init\.|cuda\.|(load|save|compile|manual_seed)$|Tensor\.(cuda|cpu|to|numpy)$)/;

/** Methods that operators, calls and functions of other names ask for; not those that print. */
const ASKED = /^__(?!repr|str|format|doc)\w+__$/;

/** Whether one that stands under `replaced` may be met where `name` is used. */
function reaches(replaced: string, name: string): boolean {
  if (familyOf(replaced) !== familyOf(name)) return false;
  const last = lastOf(replaced);
  if (last === ANY || ASKED.test(last)) return hasRow(name);
  return lastOf(name) === last || (hasRow(replaced) && !APART.test(replaced) && CALLING.test(name));
}
