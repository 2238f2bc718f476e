import assert from 'node:assert/strict';
import { analyze, check } from '../testing/check';

describe('unknown-rule', () => {
  it('reports names that no rule has, and tells the nearest', async () => {
    const found = await check(`x = 1  # nabla: ignore[shpae-mismatch, shape-comment]
#                      ^^^^^^^^^^^^^^ unknown-rule
y = 2  # why  # nabla: ignore [dtype]
#                              ^^^^^ unknown-rule
z = 3  # nabla: ignore[all]
#                      ^^^ unknown-rule
# nabla: ignore[shpae]
#               ^^^^^ unknown-rule
x = y  # nabla: ignore[]
#      ^^^^^^^^^^^^^^^^^ unknown-rule
`);
    const [typo, part, none, two, empty] = found.map(({ message }) => message);
    assert.match(typo!, /"shpae-mismatch", .*: write shape-mismatch\.$/);
    assert.match(part!, /write dtype-mismatch\.$/);
    assert.match(none!, /leave out the brackets for all, or name one of activation-before-loss, /);
    assert.match(two!, /write shape-comment or shape-comment-names or shape-mismatch\.$/);
    assert.match(empty!, /^the brackets name no rule/);
    assert.equal(found[0]!.fix!.edits[0]!.newText, 'shape-mismatch');
  });

  it('reports them in JavaScript', async () => {
    for (const sign of ['// nabla: ignore[shape]', '/* nabla: ignore[shape] */']) {
      const { findings } = await analyze(`const x = 1; ${sign}\n`, 'javascript');
      assert.deepEqual(
        findings.map(({ rule, message }) => [rule, /write .*/.exec(message)![0]]),
        [['unknown-rule', 'write shape-comment or shape-comment-names or shape-mismatch.']],
      );
    }
  });

  it('is silent of rules that there are, of all, and where it is ignored itself', () =>
    check(`x = 1  # nabla: ignore[shape-mismatch, unknown-rule]
y = 2  # nabla: ignore
z = 3  # nabla: ignore[mine, unknown-rule]
s = "# nabla: ignore[mine]"
# as in nabla: ignore[mine]
`));
});
