import assert from 'node:assert/strict';
import { check, shapesOf } from '../../testing/check';

const HEAD = 'import argparse\nimport torch\nfrom torch import nn\n';

describe('argparse', () => {
  it('an integer option is one symbol of its name wherever it is used', async () => {
    const found = await shapesOf(`${HEAD}def main():
    parser = argparse.ArgumentParser(description='x')
    parser.add_argument('--batch-size', '-b', type=int, default=64)
    group = parser.add_argument_group('model')
    group.add_argument('-w', '--width', type=int, default=32, help='h')
    parser.add_argument('--lr', type=float, default=1)
    parser.add_argument('--train', action='store_true')
    parser.add_argument('--sizes', nargs='+', type=int, default=3)
    args = parser.parse_args()
    x = torch.zeros(args.batch_size, 10)
    y = nn.Linear(10, args.width * 4)(x)
    z = torch.zeros(args.sizes)
    w = y.view(-1, args.width)
    args.width = 7
    v = torch.zeros(args.width)
main()
`);
    assert.deepEqual(found, [
      ...['x: (batch_size, 10)', 'y: (batch_size, width*4)', 'z: (…)', 'w: (batch_size*4, width)', 'v: (7,)'],
    ]);
  });

  it('claims nothing that another call of the program could make wrong', () =>
    check(`${HEAD}parser = argparse.ArgumentParser()
parser.add_argument('--width', type=int, default=32)
args, rest = parser.parse_known_args()
nn.Linear(32, 10)(torch.zeros(4, args.width))
if args.width == 31:
    nn.Linear(31, 10)(torch.zeros(4, args.width))
nn.Linear(args.width + 1, 10)(torch.zeros(4, args.width))
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
nn.Linear(5, 10)(torch.zeros(4, argparse.Namespace(width=6).width))
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
`));

  it('has its defaults where it is parsed of nothing', async () => {
    const found = await shapesOf(`${HEAD}parser = argparse.ArgumentParser()
parser.add_argument('--width', type=int, default=32)
parser.add_argument('--deep', action='store_true')
parser.add_argument('--text', type=int, default='5')
args = parser.parse_args([])
a = torch.zeros(args.width) if not args.deep else torch.zeros(2, 2)
b = torch.zeros(args.text)
`);
    assert.deepEqual(found, ['a: (32,)', 'b: (…)']);
  });

  it('is parsed anew of other arguments, and into what it is given', async () => {
    const found = await shapesOf(`${HEAD}parser = argparse.ArgumentParser()
parser.add_argument('--width', type=int, default=32)
args, other = parser.parse_args(), parser.parse_args(['--width', '7'])
kept = argparse.Namespace(height=2)
parser.parse_args(namespace=kept)
a = torch.zeros(args.width, other.width)
b = torch.zeros(kept.height)
`);
    assert.equal(new Set(found[0]!.match(/width\w*/g)).size, 2);
    assert.equal(found[1], 'b: (…)');
  });
});
