import assert from 'node:assert/strict';
import { check, shapesOf } from '../testing/check';
import { joinEntries, possible } from './dictionaries';
import { integer, string } from './value';

const HEAD = `import torch
import somewhere
from torch.utils.data import DataLoader, TensorDataset
flag = somewhere.flag()
`;

/** Sizes without a name are all called n. */
const expect = async (program: string, claims: string[]): Promise<void> => {
  const found = await shapesOf(HEAD + program);
  assert.deepEqual(
    found.filter((claim) => /^[a-z]: /.test(claim)).map((claim) => claim.replace(/\bn\d+\b/g, 'n')),
    claims,
  );
};

describe('dictionaries that differ from branch to branch', () => {
  it('keep what all have, and join what some have with what stands in its place', () =>
    expect(
      `d = {'rows': 3, 'columns': 4}
if flag:
    d['depth'] = 5
    d['columns'] = 6
a = torch.zeros(d['rows'], d['columns'])
b = torch.zeros(d['depth'])
c = torch.zeros(d.get('depth', 5), d.get('other', 7), d.get('depth', 8))
e = torch.zeros(3, 4) if 'depth' in d else torch.zeros(3, 5)
f = torch.zeros(3, 4) if 'other' in d else torch.zeros(3, 5)
`,
      ['a: (3, n)', 'b: (5,)', 'c: (5, 7, n)', 'e: (3, n)', 'f: (3, 5)'],
    ));

  it('differ by an entry whose key is empty, too', () => {
    const entry = { key: string(''), value: integer(1) };
    const joined = joinEntries([new Map([['', entry]]), new Map()]);
    assert.deepEqual(
      possible(joined).map(({ value }) => value),
      [integer(1)],
    );
  });

  it('are one of those that the branches made: what is written to either is seen, whichever it was', () =>
    expect(
      `first = {'n': 2, 'm': 3}
second = {'n': 2, 'k': 4}
d = first if flag else second
a = torch.zeros(d['n'], d['m'])
d['n'] = 9
b = torch.zeros(d['n'])
c = torch.zeros(first['n'])
first['n'] = 7
e = torch.zeros(d['n'])
f = torch.zeros(first['n'], second['k'])
`,
      ['a: (2, 3)', 'b: (9,)', 'c: (n,)', 'e: (n,)', 'f: (7, 4)'],
    ));

  it('pass by ** what may be there: the default or that', () =>
    expect(
      `options = {'batch_size': 8}
if flag:
    options.update({'shuffle': True, 'num_workers': 1})
for x, y in DataLoader(TensorDataset(torch.zeros(64, 3), torch.zeros(64)), **options):
    a = x
def make(rows, columns=4, **rest):
    return torch.zeros(rows, columns, rest.get('depth', 5))
sizes = {'rows': 2}
if flag:
    sizes['columns'] = 6
    sizes['depth'] = 5
b = make(**sizes)
c = make(**{**sizes, 'columns': 3, 'depth': 1})
`,
      ['a: (8, 3)', 'b: (2, n, 5)', 'c: (2, 3, 1)'],
    ));

  it('settle in loops of unknown length', () =>
    expect(
      `totals = {}
for name in somewhere.names():
    totals[name] = torch.zeros(3)
    totals['all'] = torch.zeros(4, 5)
a = totals['all']
made = {'x': torch.zeros(2, 3)}
for name in somewhere.names():
    made['x'] = made['x'] + 1
    made['y'] = torch.zeros(4)
b = made['x']
c = made['y']
`,
      ['a: ?', 'b: (2, 3)', 'c: (4,)'],
    ));
});

describe('lists that differ from branch to branch', () => {
  it('keep their places where they are of one length, and what elements are like otherwise', () =>
    expect(
      `sizes = [3, 4] if flag else [3, 5]
a = torch.zeros(sizes[0], sizes[1])
sizes.append(6)
b = torch.zeros(sizes[2])
parts = [torch.zeros(2, 3)]
if flag:
    parts.append(torch.zeros(4, 3))
c = parts[0]
e = torch.cat(parts, dim=0)
`,
      ['a: (3, n)', 'b: (6,)', 'c: (n, 3)', 'e: (n, 3)'],
    ));

  it('report nothing that one of them fits', async () => {
    const program = `${HEAD}sizes = {'in': 3} if flag else {'in': 5}
layer = torch.nn.Linear(sizes['in'], 2)
y = layer(torch.zeros(7, 5))
`;
    assert.deepEqual(await check(program), []);
  });
});

describe('dictionaries of which the keys are not known', () => {
  it('hold numbers, where only numbers are put in', () =>
    expect(
      `words = open('words.txt').read().split()
class Vocabulary:
    def __init__(self):
        self.index = {'<pad>': 0}
        self.words = []
    def add(self, word):
        if word not in self.index:
            self.words.append(word)
            self.index[word] = len(self.index)
        return self.index[word]
vocabulary, scores, lists, lost = Vocabulary(), {}, {}, {}
for word in words:
    vocabulary.add(word)
    scores[word] = 0.5
    lists[word] = [1, 2]
    lost[word] = 1
mystery(lost)
letters = {letter: i for i, letter in enumerate(sorted(set(words)))}
a = torch.tensor([vocabulary.index[word] for word in words[:7]])
b = torch.tensor([vocabulary.index.get(word, 1) for word in words])
c = torch.tensor([scores[word] for word in words])
d = torch.tensor([letters[word] for word in words])
e = torch.tensor([lists[word] for word in words])
f = torch.tensor([lost[word] for word in words])
g = torch.tensor([scores.get(word) for word in words])
h = torch.tensor([vocabulary.index['<pad>'], vocabulary.add('x')])
scores['first'] = [1, 2]
i = torch.tensor([scores[word] for word in words])
letters.update(vocabulary.index)
j = torch.tensor([letters.pop('a'), letters['b']])
`,
      ['a: (n,)', 'b: (n,)', 'c: (n,)', 'd: (n,)', 'e: (…)', 'f: (…)', 'g: (…)', 'h: (2,)', 'i: (…)', 'j: (2,)'],
    ));

  it('are as many arguments by name as may be', () =>
    expect(
      `def make(width=3, **more):
    return torch.zeros(width)
sizes = {}
for word in open('words.txt'):
    sizes[word] = 4
a = make(**sizes)
b = torch.zeros(2 if 'width' in sizes else 3)
c = torch.zeros(2 if sizes else 3)
d = torch.zeros(len(sizes))
`,
      ['a: (…)', 'b: (n,)', 'c: (n,)', 'd: (n,)'],
    ));
});
