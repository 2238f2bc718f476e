/** What a path leads to; `version` is another one whenever the content is. */
export interface Entry {
  kind: 'file' | 'folder';
  version: string;
}

/** All that analysis sees of files beside the one asked for; it reads nothing by itself. Paths are absolute. */
export interface Workspace {
  /** Folders from which programs are started, so that absolute imports are looked for in them. */
  readonly roots: readonly string[];
  /** undefined where there is nothing that can be read. */
  entry(path: string): Entry | undefined;
  /** A program's text; undefined where it is no text or too long. */
  read(path: string): string | undefined;
}

/** Where an import leads: a file or folder of the workspace, or a library by its name. */
export type Location = { path: string } | { library: string };

/** For a document without surroundings. */
export const NO_WORKSPACE: Workspace = { roots: [], entry: () => undefined, read: () => undefined };
