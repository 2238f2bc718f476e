import { check } from '../testing/check';
import { expectY } from '../testing/expect-y';

const MISTAKE = 'torch.zeros(2) @ torch.zeros(3)';

describe('nothing is found behind', () => {
  const cases: [name: string, code: string][] = [
    ['the end of the program', `import sys\nsys.exit()\n${MISTAKE}`],
    ['its end by name', `exit(1)\n${MISTAKE}`],
    [
      'a function that raises',
      `def fail(text):\n    raise ValueError(text)\ndef f():\n    fail('no')\n    ${MISTAKE}\n`,
    ],
    [
      'one that ends the program',
      `import os\ndef stop():\n    os._exit(0)\ndef f():\n    x = stop()\n    ${MISTAKE}\n`,
    ],
    ['a loop that is not left', `def f():\n    while True:\n        serve()\n    ${MISTAKE}\n`],
    ['a loop with no turn', `while False:\n    ${MISTAKE}\n`],
    ['a test that is to fail', `import unittest\n@unittest.expectedFailure\ndef test():\n    ${MISTAKE}\n`],
    [
      'a test that leaves itself out',
      `import unittest\nclass T(unittest.TestCase):\n  def test_a(self):\n    self.skipTest('slow')\n    ${MISTAKE}\n`,
    ],
    ['a test that is left out', `import pytest\n@pytest.mark.skip('slow')\ndef test():\n    ${MISTAKE}\n`],
  ];
  for (const [name, code] of cases) it(name, () => check(`import torch\n${code}`));
});

describe('what follows is looked at behind', () => {
  const found = `
    torch.zeros(2) @ torch.zeros(3)
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch`;
  const cases: [name: string, code: string][] = [
    ['a function that may raise', 'def fail(x):\n    if x: raise ValueError\ndef f(x):\n    fail(x)'],
    ['one that raises in a branch', 'def fail():\n    raise ValueError\ndef f(x):\n    x or fail()'],
    ['a method that others write', 'class A:\n  def go(self):\n    raise NotImplementedError\ndef f():\n    A().go()'],
    ['a generator', 'def values():\n    while True: yield 1\ndef f():\n    values()'],
    ['one that is handed on', 'def fail():\n    raise ValueError\ndef f(on):\n    on(fail)'],
    ['a test that may leave itself out', 'class T:\n  def test_a(self):\n    if slow(): self.skipTest(1)'],
    ['a loop that is left', 'def f(x):\n    while True:\n        if x(): break'],
  ];
  for (const [name, code] of cases) it(name, () => check(`import torch\n${code}${found}`));
});

it('a loop that only a break leaves has what it left', () =>
  expectY('n = 0\nwhile True:\n    n = 5\n    if flag(): break\ny = torch.zeros(n)', ['(5,)']));
