import { dirname, isAbsolute, join } from 'node:path';
import type { Workspace } from './workspace';

/** Folders within each other that are climbed; deeper ones are cycles of links. */
const MAX_CLIMB = 40;

/** What stands at the top of a project. */
const MARKERS = ['.git', 'pyproject.toml', 'setup.py', 'package.json'];

const isFile = (workspace: Workspace, path: string): boolean => workspace.entry(path)?.kind === 'file';

/** Whether a folder is a regular package of Python. */
export const isPackage = (workspace: Workspace, folder: string): boolean =>
  isFile(workspace, join(folder, '__init__.py'));

/** The folder itself and those around it, innermost first. */
function* around(folder: string): Generator<string> {
  let current = folder;
  for (let i = 0; i < MAX_CLIMB; i++) {
    yield current;
    const parent = dirname(current);
    if (parent === current) return;
    current = parent;
  }
}

/** The folder that holds the outermost package around `folder`; `folder` itself where that is none. */
export function packageRoot(workspace: Workspace, folder: string): string {
  for (const each of around(folder)) if (!isPackage(workspace, each)) return each;
  return folder;
}

/** From `folder` up to the workspace's root that holds it, else to a project's top; none where neither is found. */
function upToTop(workspace: Workspace, folder: string): string[] {
  const folders: string[] = [];
  for (const each of around(folder)) {
    folders.push(each);
    if (workspace.roots.includes(each) || MARKERS.some((name) => workspace.entry(join(each, name)))) return folders;
  }
  return [];
}

/**
 * Where Python looks for absolute imports when it runs `main`, most likely first: the folder of a script; of a part of
 * a package, the folder that holds the package, from where `python -m` is called. Then where the project may have been
 * put on the path.
 */
export function searchPath(workspace: Workspace, main: string): string[] {
  if (!isAbsolute(main)) return [];
  const own = dirname(main);
  const root = packageRoot(workspace, own);
  const { roots } = workspace;
  const all = [root, ...upToTop(workspace, root), ...roots, ...roots.map((each) => join(each, 'src')), own];
  return [...new Set(all)];
}
