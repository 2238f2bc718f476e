import type { Location, Workspace } from './workspace';

/** Folders with their imports that are remembered: more than a program's files lie in. */
const MAX_FOLDERS = 200;

interface Found {
  location: Location | undefined;
  /** Every path that was looked at, with the version found there. */
  looked: ReadonlyMap<string, string | undefined>;
}

/** Where the imports of one folder's files lead, by the module that they name. */
export type Located = Map<string, Found>;

/**
 * Where imports lead: the same from all files of a folder for which the same is searched, as long as what was looked at
 * is as it was.
 */
export class Locations {
  private readonly known = new Map<string, Located>();

  /** Of the files of a folder, of one language, from where `bases` are searched. */
  of(folder: string, language: string, bases: readonly string[]): Located {
    const key = [language, folder, ...bases].join('\n');
    const located = this.known.get(key) ?? new Map<string, Found>();
    if (this.known.size >= MAX_FOLDERS) this.known.clear();
    this.known.set(key, located);
    return located;
  }
}

/** What is known of a module, else what `find` finds; all that was looked at is looked at in `workspace`. */
export function locationOf(
  located: Located,
  module: string,
  workspace: Workspace,
  find: (workspace: Workspace) => Location | undefined,
): Location | undefined {
  const known = located.get(module);
  if (known && isCurrent(known, workspace)) return known.location;
  const looked = new Map<string, string | undefined>();
  const location = find({
    roots: workspace.roots,
    read: (path) => workspace.read(path),
    entry: (path) => {
      const found = workspace.entry(path);
      looked.set(path, found?.version);
      return found;
    },
  });
  located.set(module, { location, looked });
  return location;
}

function isCurrent({ looked }: Found, workspace: Workspace): boolean {
  for (const [path, version] of looked) if (workspace.entry(path)?.version !== version) return false;
  return true;
}
