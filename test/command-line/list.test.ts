/** `nabla list`, as a terminal shows it and as a program reads it. */
import assert from 'node:assert/strict';
import { nabla } from './nabla';

interface Listed {
  id: string;
  title: string;
  section?: string;
  parameters?: Record<string, { default?: unknown; description: string }>;
}

describe('nabla list', function () {
  this.timeout(60_000);

  it('says what a specification can name, each with its parameters', async () => {
    const { code, stdout, stderr } = await nabla(['list', '--json']);
    assert.deepEqual([code, stderr], [0, '']);
    const listed = JSON.parse(stdout) as Record<string, Listed[]>;
    const kinds = ['recipes', 'architectures', 'sources', 'augmentations', 'losses', 'metrics', 'schedules'];
    assert.deepEqual(Object.keys(listed), kinds);
    const member = (kind: string, id: string) => listed[kind]!.find((one) => one.id === id)!;
    assert.deepEqual(member('architectures', 'mlp').parameters!.units!.default, [128]);
    assert.ok(!('default' in member('architectures', 'module').parameters!.path!));
    assert.equal(member('sources', 'moons').parameters!.noise!.description.length > 0, true);
    assert.equal(member('recipes', 'digits-cnn').section, 'Convolutional networks');
  });

  it('as a table: every recipe in a line', async () => {
    const { code, stdout } = await nabla(['list']);
    assert.equal(code, 0);
    assert.match(stdout, /^recipes\n(?: {2}\S.*\n)+architectures\n/);
    assert.match(stdout, /^ {2}digits-cnn +Digits with a small convolutional network/m);
  });
});
