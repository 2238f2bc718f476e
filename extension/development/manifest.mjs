/** The parts of package.json and the schemas that code implies; everything else in them is written by hand. */
import { build } from 'esbuild';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** max-pool-2d → maxPool2d */
export const camel = (name) => name.replace(/[-.](\w)/g, (_, letter) => letter.toUpperCase());

/** Evaluates a TypeScript module of this house with an empty stand-in for vscode: only its constants are read. */
async function evaluate(root, contents) {
  const result = await build({
    stdin: { contents, resolveDir: root, loader: 'ts' },
    bundle: true,
    write: false,
    platform: 'node',
    format: 'cjs',
    logLevel: 'error',
    external: ['onnxruntime-node'],
    plugins: [vscodeStandIn],
  });
  const module = { exports: {} };
  new Function('module', 'exports', 'require', result.outputFiles[0].text)(
    module,
    module.exports,
    createRequire(join(root, 'package.json')),
  );
  return module.exports;
}

const vscodeStandIn = {
  name: 'vscode-stand-in',
  setup(build) {
    build.onResolve({ filter: /^vscode$/ }, () => ({ path: 'vscode', namespace: 'stand-in' }));
    build.onLoad({ filter: /.*/, namespace: 'stand-in' }, () => ({
      contents: 'module.exports = new Proxy(class {}, { get: (target, key) => target[key] ?? class {} });',
    }));
  },
};

/** `{command, title, category, icon?, enablement?}` of each file in extension/commands. */
async function commands(root, names) {
  const entry = names.map((name) => `export { command as ${camel(name)} } from './extension/commands/${name}';`);
  const commands = Object.values(await evaluate(root, entry.join('\n')));
  return commands.map(({ id, title, icon, enablement }) => ({
    command: id,
    title,
    category: 'Nabla',
    ...(icon && { icon }),
    ...(enablement && { enablement }),
  }));
}

/** Which languages a snippet file serves, by the framework it is named after. */
const snippetLanguages = { pytorch: ['python'], keras: ['python'], tfjs: ['javascript', 'typescript'] };

function snippets(root) {
  const files = readdirSync(join(root, 'snippets'))
    .filter((file) => file.endsWith('.json'))
    .sort();
  return files.flatMap((file) =>
    snippetLanguages[file.replace('.json', '')].map((language) => ({ language, path: `./snippets/${file}` })),
  );
}

/** Files that VS Code completes and checks: what they are called, and the module with their JSON schema. */
const schemas = [
  { files: '*.nabla.json', name: 'specification', folder: 'engine/training/specification' },
  { files: '*.sweep.json', name: 'sweep', folder: 'engine/sweep' },
];

const jsonValidation = schemas.map(({ files, name }) => ({ fileMatch: files, url: `./dist/${name}.schema.json` }));

async function jsonSchema(root, { folder, name }) {
  const { jsonSchema } = await evaluate(root, `export * from './${folder}/${name}.schema.ts';`);
  return [`${folder}/${name}.generated.json`, `${JSON.stringify(jsonSchema, null, 2)}\n`];
}

/** package.json with its generated parts (`commandNames`: the files of extension/commands), and the JSON schemas: path → content. */
export async function manifest(root, commandNames) {
  const current = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const contributes = {
    ...current.contributes,
    commands: await commands(root, commandNames),
    snippets: snippets(root),
    jsonValidation,
  };
  return {
    'package.json': `${JSON.stringify({ ...current, contributes }, null, 2)}\n`,
    ...Object.fromEntries(await Promise.all(schemas.map((schema) => jsonSchema(root, schema)))),
  };
}
