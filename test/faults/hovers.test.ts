/** What a program says of itself is shown as text: no link, no command, no HTML. */
import assert from 'node:assert/strict';
import { createAnalyzer, type Analyzer } from '../../language-server/analysis';
import { hoverAt } from '../../language-server/hovers/hover-at';
import { describeModel } from '../../language-server/models/describe';
import { modelTable } from '../../language-server/models/markdown';

const EVIL = '[run](command:nabla.train) <img src=x onerror=alert(1)> `<b>` ![x](https://example.org/x.png)';

const PROGRAM = `"""${EVIL}"""
import torch
from collections import OrderedDict
from torch import nn

class Net(nn.Module):
    """${EVIL}

    Args:
        x: (B, ${EVIL}, H)
    """

    def __init__(self):
        super().__init__()  # ${EVIL}
        self.layers = nn.ModuleDict({"${EVIL}": nn.Linear(8, 4)})
        self.rest = nn.Sequential(OrderedDict([("${EVIL.replaceAll('.', '-')}", nn.ReLU())]))

    def forward(self, x):  # x: (B, ${EVIL})
        """${EVIL}"""
        y = self.layers["${EVIL}"](x)  # (B, \`4\`)
        return self.rest(y)

names = {"${EVIL}": torch.zeros(2, 8)}
names["${EVIL}"] = torch.zeros(2, 8)
out = Net()(names["${EVIL}"])
`;

/** Without code and escaped characters, neither of which means anything. */
const meaning = (markdown: string): string =>
  markdown
    .replace(/^```text\n[^]*?\n```$/gm, '')
    .replace(/(?<![\\`])(`+)(?!`)[^]*?(?<!`)\1(?!`)/g, '')
    .replace(/\\./g, '');

/** Links of ours lead to the source of an equation. */
function assertHarmless(markdown: string): void {
  const rest = meaning(markdown).replace(/^Source: \[[^\]]*\]\(https:[^)]*\)$/gm, '');
  assert.doesNotMatch(rest, /<|\]\(|\]\[|&\w+;/, markdown);
}

describe('a docstring, a comment and a name with a command, a link or HTML', () => {
  let analyzer: Analyzer;
  before(async () => {
    analyzer = await createAnalyzer((fault) => {
      throw fault;
    });
  });
  const document = { path: '[a](command:b) <i>.py', language: 'python', text: PROGRAM } as const;

  it('are escaped in hovers, at every place', () => {
    const { claims, calls } = analyzer.analyze(document);
    const place = { ...document, claims, calls, theme: 'dark', pictures: {} } as const;
    const shown = new Set<string>();
    for (let offset = 0; offset <= PROGRAM.length; offset++) {
      const found = hoverAt({ ...place, offset, name: analyzer.qualifiedNameAt(document, offset) });
      if (found) shown.add(found.markdown);
    }
    assert.ok(shown.size > 5);
    for (const markdown of shown) assertHarmless(markdown);
  });

  it('are escaped where a claim has them', () => {
    const [claim] = analyzer.analyze({ ...document, text: 'import torch\nx = torch.zeros(2)\n' }).claims;
    const claims = [{ ...claim!, name: EVIL, context: `called from line 1 of ${EVIL}` }];
    const place = { text: 'x', language: 'python', name: undefined, theme: 'dark', pictures: {} } as const;
    const { markdown } = hoverAt({ ...place, claims, offset: claim!.range.start })!;
    assert.equal(markdown.split('command:nabla.train').length, 3);
    assertHarmless(markdown);
  });

  it('are escaped in a model’s table', () => {
    const [model] = analyzer.analyze(document).models;
    const table = modelTable(describeModel(model!));
    assert.match(table, /command:nabla\.train/);
    assertHarmless(table);
  });
});
