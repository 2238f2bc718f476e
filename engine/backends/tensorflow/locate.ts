/** Where @tensorflow/tfjs-node-gpu is installed, found without running any of it. */
import * as tf from '@tensorflow/tfjs-core';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import * as v from 'valibot';
import { addonMissing, FOLDER_VARIABLE, notInstalled, otherVersion, PACKAGE } from './errors';

/** An installation whose version is ours and whose native library is there. */
export interface Installation {
  /** The package's own folder. */
  folder: string;
  version: string;
  /** The native library's file. */
  addon: string;
}

/** What its package.json says: `binary` is node-pre-gyp's, which puts the library where it says. */
const manifestSchema = v.object({
  version: v.string(),
  binary: v.object({
    module_name: v.string(),
    module_path: v.string(),
    napi_versions: v.array(v.number()),
  }),
});

type Manifest = v.InferOutput<typeof manifestSchema>;

/**
 * Finds the package: in the folder that NABLA_TENSORFLOW_DIR names, else where Node finds it from this file.
 * @throws TensorflowError
 */
export function locate(): Installation {
  const folder = folders().find((candidate) => existsSync(join(candidate, 'package.json')));
  if (folder === undefined) throw notInstalled();
  const text = readFileSync(join(folder, 'package.json'), 'utf8');
  const manifest = v.safeParse(v.pipe(v.string(), v.parseJson(), manifestSchema), text);
  if (!manifest.success) throw addonMissing(folder);
  const { version, binary } = manifest.output;
  if (version !== tf.version_core) throw otherVersion(version, folder);
  const addon = join(folder, addonOf(binary));
  if (!existsSync(addon)) throw addonMissing(folder);
  return { folder, version, addon };
}

function folders(): string[] {
  const chosen = process.env[FOLDER_VARIABLE];
  return [...(chosen ? [join(chosen, 'node_modules', PACKAGE)] : []), ...ordinary()];
}

function ordinary(): string[] {
  try {
    return [dirname(createRequire(__filename).resolve(`${PACKAGE}/package.json`))];
  } catch {
    return [];
  }
}

/** The library for the highest version of Node-API that both the package and this Node have. */
function addonOf({ module_name, module_path, napi_versions }: Manifest['binary']): string {
  const newest = Number(process.versions.napi);
  const version = Math.max(...napi_versions.filter((candidate) => candidate <= newest));
  return join(module_path.replace('{napi_build_version}', String(version)), `${module_name}.node`);
}
