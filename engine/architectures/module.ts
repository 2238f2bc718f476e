import * as core from '@tensorflow/tfjs-core';
import * as tfjs from '@tensorflow/tfjs-layers';
import { stat } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import * as v from 'valibot';
import type { Task } from '../data/task';
import { placesOf } from '../layers/logits';
import { causeOf, Problem } from '../process/problem';
import { defineArchitecture } from './architecture';

/** A tfjs model of any copy of tfjs. */
type AnyModel = Pick<tfjs.LayersModel, 'getClassName' | 'getConfig'>;

/** What a user's module may export: a model, or a function that makes one. */
type Exported = AnyModel | ((call: ModuleCall) => unknown);

/** What such a function is called with. */
interface ModuleCall {
  /** TensorFlow.js: tensors, `tf.layers`, `tf.sequential`, `tf.model`, `tf.input`. */
  tf: object;
  task: Task;
}

const broken = (path: string, cause: string) =>
  new Problem(
    'broken-module',
    `model.module ${path}: ${cause}; export a tfjs model or a function ({ tf, task }) => model`,
  );

/** By path; a module's code runs once a process. */
const loaded = new Map<string, Exported>();

/** Everything of tfjs under one name, as its users know it. */
const tf = { ...tfjs, ...core };

async function importModule(path: string): Promise<Exported> {
  const status = await stat(path).catch((error: unknown) => {
    throw broken(path, `cannot be read (${causeOf(error)})`);
  });
  if (!status.isFile()) throw broken(path, 'is no regular file');
  const found = (await import(pathToFileURL(path).href).catch((error: unknown) => {
    throw broken(
      path,
      `fails when it is loaded (${error instanceof Error ? error.message.split('\n')[0]! : String(error)})`,
    );
  })) as Record<string, unknown>;
  const exported = pick(found);
  if (!exported) throw broken(path, 'exports neither');
  return exported;
}

/** The default export, or one called `model` or `build`; CommonJS modules have their exports under `default`. */
function pick(module: Record<string, unknown>): Exported | undefined {
  const inner = typeof module.default === 'object' && module.default !== null ? module.default : {};
  const candidates = [module.default, module.build, module.model, ...['default', 'build', 'model'].map((name) => Reflect.get(inner, name) as unknown)]; // prettier-ignore
  return candidates.find(isExported);
}

const isModel = (value: unknown): value is AnyModel =>
  typeof value === 'object' && value !== null && 'getConfig' in value && 'getClassName' in value && 'layers' in value;

const isExported = (value: unknown): value is Exported => typeof value === 'function' || isModel(value);

/** The user's model in terms of our copy of tfjs: the same layers, with weights still to be drawn. */
function modelOf(path: string, task: Task): tfjs.LayersModel {
  const exported = loaded.get(path)!;
  try {
    const made: unknown = typeof exported === 'function' ? exported({ tf, task }) : exported;
    if (!isModel(made)) throw new Error('its function returns no tfjs model');
    if (made instanceof tfjs.LayersModel) return made;
    const config = made.getConfig();
    if (made.getClassName() === 'Sequential')
      return tfjs.Sequential.fromConfig<tfjs.Sequential>(tfjs.Sequential, config);
    return tfjs.LayersModel.fromConfig<tfjs.LayersModel>(tfjs.LayersModel, config);
  } catch (error) {
    throw broken(path, error instanceof Error ? error.message.split('\n')[0]! : String(error));
  }
}

function check(model: tfjs.LayersModel, { inputShape, target, outputs }: Task, path: string): void {
  const compare = (what: string, shape: unknown, wanted: number[]) => {
    const found = Array.isArray(shape) && !Array.isArray(shape[0]) ? shape.slice(1) : null;
    if (found?.length === wanted.length && found.every((extent, axis) => extent === null || extent === wanted[axis]))
      return;
    const has = found ? `[${found.join(', ')}]` : 'several tensors';
    throw broken(path, `its model's ${what} is ${has} a sample, the data needs [${wanted.join(', ')}]`);
  };
  compare('input', model.inputs.length === 1 ? model.inputs[0]!.shape : null, inputShape);
  compare('output', model.outputs.length === 1 ? model.outputs[0]!.shape : null, [...placesOf(target), outputs]);
}

/** A model of the user's own, by a JavaScript module. Its code runs: in trusted places only. */
export const architecture = defineArchitecture({
  id: 'module',
  title: 'A model of your own',
  section: 'Your own',
  equations: [],
  runsCode: true,
  parameters: v.strictObject({
    path: v.pipe(
      v.string(),
      v.description(
        'A JavaScript file (.mjs, .js, .cjs) that exports a tfjs model, or a function ({ tf, task }) => model.',
      ),
    ),
  }),
  async load({ path }) {
    if (!loaded.has(path)) loaded.set(path, await importModule(path));
  },
  build({ path }, task) {
    const model = modelOf(path, task);
    check(model, task, path);
    return model;
  },
});
