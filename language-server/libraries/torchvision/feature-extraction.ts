import { getAttribute } from '../../interpreter/attributes';
import { callValue } from '../../interpreter/calls';
import { noArguments } from '../../interpreter/arguments';
import { made } from '../../interpreter/construction';
import { listed } from '../../interpreter/dictionaries';
import { attributeCell } from '../../interpreter/setting-attributes';
import { dictionary, library, string, UNKNOWN, type Entry, type Instance, type Value } from '../../interpreter/value';
import type { Described } from '../../project/described';
import { attributeOf, elementsIn, layerOf, valueOf } from '../call';
import { row, type Call, type Rule, type Table } from '../library';
import { LAYER_GETTER } from './networks/layer-getter';

const EXTRACTOR = 'torchvision.models.feature_extraction.FeatureExtractor';

/** Wanted outputs: the path of a module, and the name that its output gets. */
function nodesIn(value: Value): (readonly [path: string, name: string])[] | undefined {
  const named = value.kind === 'dictionary' ? listed(value.entries.value) : undefined;
  const pairs = named
    ? named.map(({ key, value: name }) => [key, name] as const)
    : elementsIn(value)?.map((each) => [each, each] as const);
  const texts = pairs?.flatMap(([path, name]) =>
    path.kind === 'string' && name.kind === 'string' ? [[path.value, name.value] as const] : [],
  );
  return texts?.length === pairs?.length ? texts : undefined;
}

/** A module that gives, by name, what modules within another give. */
const createExtractor: Rule = (call) => {
  const model = valueOf(call, 'model');
  const nodes = valueOf(call, 'return_nodes');
  if (model.kind !== 'instance' || !nodesIn(nodes)) return UNKNOWN;
  const instance = made(library(EXTRACTOR), call);
  const write = (name: string, value: Value): void => {
    call.machine.store.write(attributeCell(instance.attributes, name), value);
  };
  write('@model', model);
  write('@nodes', nodes);
  return instance;
};

/** The module that a path such as `layer4.0.conv1` leads to; what is no module is an operation's name. */
function moduleAt(call: Call, model: Value, path: string): Instance | undefined {
  const found = path.split('.').reduce((value, name) => getAttribute(call.machine, value, name, call.site), model);
  return found.kind === 'instance' ? found : undefined;
}

/** Runs the model, and keeps what the first call of each wanted module gives. */
const extract: Rule = (call) => {
  const { machine } = call;
  const self = layerOf(call);
  const model = attributeOf(self, '@model');
  const nodes = nodesIn(attributeOf(self, '@nodes'));
  if (!nodes) return UNKNOWN;
  const wanted = nodes.map(([path, name]) => [name, moduleAt(call, model, path)] as const);
  const outer = machine.watched;
  const watched = new Map<Instance, Value>();
  machine.watched = { modules: new Set(wanted.flatMap(([, module]) => module ?? [])), outputs: watched };
  callValue(machine, model, { ...noArguments(), positional: [valueOf(call, 'x')] }, { site: call.site });
  machine.watched = outer;
  return dictionary(
    new Map(
      wanted.map(([name, module]): [string, Entry] => [
        `s${name}`,
        { key: string(name), value: (module && watched.get(module)) ?? UNKNOWN },
      ]),
    ),
  );
};

const GETTER: Described = { path: 'library:torchvision.models._utils', text: LAYER_GETTER };

const getLayers: Rule = (call) => {
  const type = call.machine.modules.described(call.machine, GETTER, 'IntermediateLayerGetter', call.site);
  const positional = [valueOf(call, 'model'), valueOf(call, 'return_layers')];
  return type ? callValue(call.machine, type, { ...noArguments(), positional }, { site: call.site }) : UNKNOWN;
};

export const FEATURE_EXTRACTION: Table = {
  'torchvision.models.feature_extraction.create_feature_extractor': row(
    'model, return_nodes=None, train_return_nodes=None, eval_return_nodes=None, *args, **kwargs',
    createExtractor,
  ),
  [`${EXTRACTOR}.forward`]: row('self, x', extract),
  'torchvision.models._utils.IntermediateLayerGetter': row('model, return_layers', getLayers),
};
