import { basename, dirname, join, relative, sep } from 'node:path';
import { isPackage, packageRoot } from './search-path';
import type { Location, Workspace } from './workspace';

/** Libraries that are compiled, or that tables describe: their own Python source says less. */
const NATIVE = new Set(
  'torch numpy scipy pandas sklearn matplotlib PIL cv2 tensorflow keras tf_keras jax einops'.split(' '),
);

/** Python's own modules, which come before all but a script's own folder. */
const STANDARD = new Set(
  (
    '__future__ abc argparse array ast asyncio base64 bisect builtins calendar cmath codecs collections concurrent ' +
    'configparser contextlib copy copyreg csv ctypes dataclasses datetime decimal difflib dis email enum errno ' +
    'fnmatch fractions functools gc getpass glob gzip hashlib heapq html http importlib inspect io ipaddress ' +
    'itertools json keyword linecache locale logging lzma math mimetypes multiprocessing numbers operator os pathlib ' +
    'pickle pkgutil platform pprint profile queue random re resource secrets select shelve shlex shutil signal site ' +
    'socket sqlite3 ssl stat statistics string struct subprocess sys sysconfig tarfile tempfile textwrap threading ' +
    'time timeit token tokenize traceback types typing typing_extensions unittest urllib uuid warnings weakref ' +
    'webbrowser xml zipfile zlib'
  ).split(' '),
);

/** The module `parts` below `folder` as Python chooses it: a package, a file, a folder of modules. */
function below(workspace: Workspace, folder: string, parts: readonly string[]): string | undefined {
  const path = join(folder, ...parts);
  if (isPackage(workspace, path)) return join(path, '__init__.py');
  if (parts.length > 0 && workspace.entry(`${path}.py`)?.kind === 'file') return `${path}.py`;
  return workspace.entry(path)?.kind === 'folder' ? path : undefined;
}

const isRegular = (path: string | undefined): boolean => path?.endsWith('.py') ?? false;

/** Folders of installed packages, which have nothing to do with each other. */
const INSTALLED = /^(site|dist)-packages$/;

/** Whether a file of one installed package asks for another, which is then a library like all others. */
const leavesPackage = (base: string, top: string, from: string): boolean =>
  INSTALLED.test(basename(base)) && from.startsWith(base + sep) && !from.startsWith(join(base, top) + sep);

function absolute(
  workspace: Workspace,
  parts: readonly string[],
  from: string,
  bases: readonly string[],
): Location | undefined {
  const [top] = parts as [string];
  if (NATIVE.has(top)) return undefined;
  const allowed = bases.filter((base) => !leavesPackage(base, top, from));
  const searched = STANDARD.has(top) ? allowed.slice(0, 1) : allowed;
  const tops = searched.map((base) => ({ base, found: below(workspace, base, [top]) }));
  const chosen = tops.find(({ found }) => isRegular(found)) ?? tops.find(({ found }) => found !== undefined);
  const path = chosen && below(workspace, chosen.base, parts);
  // A folder that merely has a library's name holds no module.
  return path === undefined || (STANDARD.has(top) && !isRegular(path)) ? undefined : { path };
}

/** `.a.b` from a file of a package; within a library's own source, the library. */
function relativeTo(workspace: Workspace, module: string, from: string): Location | undefined {
  const dots = /^\.+/.exec(module)![0].length;
  const parts = module.slice(dots).split('.').filter(Boolean);
  const folder = join(dirname(from), ...Array.from({ length: dots - 1 }, () => '..'));
  const native = nativeName(workspace, folder, parts);
  if (native !== undefined) return { library: native };
  const path = below(workspace, folder, parts);
  return path === undefined ? undefined : { path };
}

/** The name of a module of a library's own source; most folders have no library's name. */
function nativeName(workspace: Workspace, folder: string, parts: readonly string[]): string | undefined {
  if (!folder.split(sep).some((each) => NATIVE.has(each))) return undefined;
  const names = [...relative(packageRoot(workspace, folder), folder).split(sep), ...parts];
  return NATIVE.has(names[0]!) ? names.join('.') : undefined;
}

/** Where `import module` in the file `from` leads when `bases` are searched; undefined: to no file of the workspace. */
export function locatePython(
  workspace: Workspace,
  module: string,
  from: string,
  bases: readonly string[],
): Location | undefined {
  if (module.startsWith('.')) return relativeTo(workspace, module, from);
  // Scripts that extend sys.path reach the modules beside the importing file.
  return absolute(workspace, module.split('.'), from, [...bases, dirname(from)]);
}

/** The submodule `name` of the package whose `__init__.py`, or folder, is at `path`. */
export function locateSubmodule(workspace: Workspace, path: string, name: string): Location | undefined {
  const folder = path.endsWith('__init__.py') ? dirname(path) : path;
  if (folder === path && workspace.entry(path)?.kind !== 'folder') return undefined;
  const found = below(workspace, folder, [name]);
  return found === undefined ? undefined : { path: found };
}
