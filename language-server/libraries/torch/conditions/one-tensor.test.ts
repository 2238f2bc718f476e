import assert from 'node:assert/strict';
import { check } from '../../../testing/check';

const HEAD = 'import torch\nfrom torch import nn\nfrom torchvision import models\n';

describe('one tensor', () => {
  it('is what layers and losses get, no tuple, dictionary or list', async () => {
    const findings = await check(`${HEAD}y = torch.zeros(4, dtype=torch.long)
a = nn.CrossEntropyLoss()((torch.randn(4, 2), y), y)
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ argument-mismatch
b = nn.CrossEntropyLoss()({'scores': torch.randn(4, 2)}, y)
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ argument-mismatch
c = nn.Linear(3, 4)([torch.randn(2, 3)])
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ argument-mismatch
d = nn.Linear(3, 4)(torch.stack([torch.randn(2, 3)]))
`);
    const advice = [/output, state = rnn/, /output\['scores'\]/, /torch\.stack or torch\.cat/];
    advice.forEach((each, i) => {
      assert.match(findings[i]!.message, each);
    });
  });

  it('is a part of what a network gives', async () => {
    const findings = await check(`${HEAD}net = models.inception_v3(init_weights=False)
scores = net(torch.randn(4, 3, 299, 299))
a = nn.functional.cross_entropy(scores, torch.zeros(4, dtype=torch.long))
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ argument-mismatch
b = nn.functional.cross_entropy(scores.logits, torch.zeros(4, dtype=torch.long))
`);
    assert.match(findings[0]!.message, /\.logits or \.aux_logits/);
  });
});
