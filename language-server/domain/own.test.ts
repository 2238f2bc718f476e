import assert from 'node:assert/strict';
import { check } from '../testing/check';
import { own } from './own';

const INHERITED = ['constructor', 'toString', 'valueOf', 'hasOwnProperty', '__proto__'];

describe('names that all objects inherit', () => {
  it('are no entries of a table', () => {
    assert.equal(own({ a: 1 }, 'a'), 1);
    for (const name of INHERITED) assert.equal(own({ a: 1 }, name), undefined);
  });

  for (const name of INHERITED)
    it(`are names like others for a program: ${name}`, () =>
      check(`import numpy as np
import torch
import torchvision
from PIL import Image
from sklearn import datasets
from tensorflow import keras
from tensorflow.keras.applications import VGG16
def of(): pass
a = VGG16().get_layer('${name}').output
b = keras.Sequential([keras.layers.Dense(3)])
b.compile('sgd', '${name}')
b.fit(np.zeros((4, 3)), np.zeros((4, 3)))
c = keras.preprocessing.image.load_img('a', color_mode='${name}')
d = [of().${name}(1), 'a'.${name}(1), [1].${name}(1), {}.${name}(1), (1,).${name}(1), (1.5).${name}(1)]
e = [np.${name}, torch.${name}, ${name}]
f = isinstance(1, ${name})
g = np.zeros(2, dtype='${name}') + torch.zeros(2, dtype=torch.${name}).numpy()
h = torch.zeros(2).type('${name}')
i = Image.new('${name}', (3, 4))
j = datasets.fetch_openml('${name}')
k = len(torchvision.datasets.SVHN('a', split='${name}'))
l = ${name}(1)
`));
});
