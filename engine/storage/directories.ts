/** Directories made one by one: Node's own recursive mkdir never returns where a file system answers ENOENT (/proc). */
import { dirname } from 'node:path';
import { codeOf, disk, type FileSystem } from './file-system';

/** Makes a directory and what is missing above it. @throws the system's error */
export function makeDirectories(path: string, files: FileSystem = disk): void {
  if (files.existsSync(path)) return;
  const parent = dirname(path);
  if (parent !== path) makeDirectories(parent, files);
  try {
    files.mkdirSync(path);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  }
}
