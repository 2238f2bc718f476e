import assert from 'node:assert/strict';
import { createAnalyzer, type Analyzer } from '../analysis';
import type { Language } from './program';

let analyzer: Analyzer;

/** The qualified name at the first `|` of the text. */
function nameAt(marked: string, language: Language = 'python'): string | undefined {
  const offset = marked.indexOf('|');
  const text = marked.slice(0, offset) + marked.slice(offset + 1);
  return analyzer.qualifiedNameAt({ path: 'a', language, text }, offset)?.name;
}

describe('qualified names', () => {
  before(async () => {
    analyzer = await createAnalyzer();
  });

  it('follows Python imports and aliases', () => {
    assert.equal(nameAt('import torch.nn as nn\nnn.Lin|ear(3, 4)'), 'torch.nn.Linear');
    assert.equal(nameAt('import torch.nn as nn\nn|n.Linear(3, 4)'), 'torch.nn');
    assert.equal(nameAt('import torch\ntorch.nn.Linear|'), 'torch.nn.Linear');
    assert.equal(nameAt('from torch import nn, optim as o\no.Ad|am(p)'), 'torch.optim.Adam');
    assert.equal(nameAt('from torch.nn import Lin|ear'), 'torch.nn.Linear');
    assert.equal(
      nameAt('import torch.nn.functional as F\ndef f(x): return F.cross_entropy|(x, y)'),
      'torch.nn.functional.cross_entropy',
    );
    assert.equal(nameAt('from torch import nn\nL = nn.Linear\nx = |L(3, 4)'), 'torch.nn.Linear');
    assert.equal(nameAt('from torch.nn.modules.linear import Linear\nLin|ear(3, 4)'), 'torch.nn.Linear');
  });

  it('gives Keras one name', () => {
    assert.equal(nameAt('from tensorflow import keras\nkeras.layers.Den|se(3)'), 'keras.layers.Dense');
    assert.equal(nameAt('import tensorflow as tf\ntf.keras.layers.Den|se(3)'), 'keras.layers.Dense');
    assert.equal(nameAt('from tensorflow.keras.layers import Dense\nDen|se(3)'), 'keras.layers.Dense');
  });

  it('follows JavaScript and TypeScript imports', () => {
    assert.equal(
      nameAt("import * as tf from '@tensorflow/tfjs';\ntf.layers.den|se({})", 'typescript'),
      'tfjs.layers.dense',
    );
    assert.equal(
      nameAt("const tf = require('@tensorflow/tfjs-node');\ntf.layers.den|se({})", 'javascript'),
      'tfjs.layers.dense',
    );
    assert.equal(nameAt("import { layers } from '@tensorflow/tfjs';\nlayers.den|se({})", 'tsx'), 'tfjs.layers.dense');
    assert.equal(
      nameAt("import * as tf from '@tensorflow/tfjs';\nconst { layers: l } = tf; l.den|se({})", 'javascript'),
      'tfjs.layers.dense',
    );
    assert.equal(nameAt('const m = tf.sequent|ial();', 'javascript'), 'tfjs.sequential');
  });

  it('knows nothing of locals and parameters', () => {
    assert.equal(nameAt('import torch\ndef f(torch): return torch.rel|u'), undefined);
    assert.equal(nameAt('x = 3\n|x'), undefined);
    assert.equal(nameAt(''), undefined);
  });
});
