import assert from 'node:assert/strict';
import { check } from '../testing/check';

const HEAD = 'import torch\nfrom torch import nn\nimport torch.nn.functional as F\n';

describe('softmax-before-cross-entropy', () => {
  it('removes a softmax that only the loss gets', async () => {
    const [finding] = await check(`${HEAD}def step(logits, labels):
    return F.cross_entropy(F.softmax(logits, dim=1), labels)
#          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ softmax-before-cross-entropy
`);
    assert.deepEqual([finding!.fix?.safe, finding!.fix?.edits[0]?.newText], [true, 'logits']);
  });

  it('follows it through a model and a reshape', () =>
    check(`${HEAD}class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.body = nn.Linear(8, 4)
        self.head = nn.Softmax(dim=-1)

    def forward(self, x):
        return self.head(self.body(x))

model = Net()
criterion = nn.CrossEntropyLoss()
outputs = model(torch.randn(2, 3, 8)).view(-1, 4)
loss = criterion(outputs, torch.zeros(6).long())
#      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ softmax-before-cross-entropy
`));

  it('knows the losses of TensorFlow that take logits', () =>
    check(`import tensorflow as tf
x = tf.placeholder(tf.float32, [None, 784])
labels = tf.placeholder(tf.float32, [None, 10])
logits = tf.matmul(x, tf.Variable(tf.zeros([784, 10])))
y = tf.nn.softmax(logits)
loss = tf.nn.softmax_cross_entropy_with_logits(labels=labels, logits=y)
#      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ softmax-before-cross-entropy
loss = tf.nn.softmax_cross_entropy_with_logits(labels=tf.nn.softmax(labels), logits=logits)
loss = tf.nn.sigmoid_cross_entropy_with_logits(labels=labels, logits=logits)
`));

  it('is silent about other activations, other losses and logits', () =>
    check(`${HEAD}x = torch.randn(2, 3)
y = torch.zeros(2).long()
F.cross_entropy(torch.relu(x), y)
F.cross_entropy(x.softmax(1) * 2, y)
F.nll_loss(F.log_softmax(x, dim=1), y)
F.cross_entropy(x, F.softmax(x, dim=1))
`));
});
