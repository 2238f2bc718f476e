import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseOverrides } from './overrides';
import { resolve } from './resolve';

const refused = (settings: string[], code: string, message: RegExp) => {
  assert.throws(() => resolve('digits-cnn', parseOverrides(settings)), { name: 'Problem', code, message });
};

describe('resolve', () => {
  it('fills every default in', () => {
    const { name, training, optimizer, model } = resolve('digits-cnn', {});
    assert.equal(name, 'digits-cnn');
    assert.equal(training.precision, 'float32');
    assert.deepEqual([training.accumulate, training.probeEvery], [1, null]);
    assert.deepEqual(training.checkpoints, { keep: 3, best: true, everySteps: null });
    assert.equal(optimizer.clipNorm, null);
    assert.equal(resolve('digits-cnn', { 'model.params': {} }).model.params.kernelSize, model.params.kernelSize);
  });

  it('takes settings by path, as JSON where they are JSON', () => {
    const settings = [
      'training.epochs=3',
      'model.params.filters=[4]',
      'optimizer.type=sgd',
      'data.path=null',
      'name=a=b',
    ];
    assert.deepEqual(parseOverrides(settings), {
      'training.epochs': 3,
      'model.params.filters': [4],
      'optimizer.type': 'sgd',
      'data.path': null,
      name: 'a=b',
    });
    const { training, model, optimizer } = resolve('digits-cnn', parseOverrides(settings.slice(0, 3)));
    assert.deepEqual([training.epochs, model.params.filters, optimizer.type], [3, [4], 'sgd']);
  });

  it('leaves the parameters of another architecture behind', () => {
    assert.deepEqual(resolve('digits-cnn', { 'model.architecture': 'mlp' }).model.params, {
      units: [128],
      activation: 'relu',
      normalization: 'none',
      dropout: 0,
    });
  });

  it('names the nearest right word', () => {
    assert.throws(() => resolve('digit-cnn', {}), { code: 'unknown-recipe', message: /did you mean "digits-cnn"\?/ });
    refused(['training.epoch=3'], 'unknown-key', /training\.epoch is not a key here; did you mean "epochs"\?/);
    refused(['optimiser.type=sgd'], 'unknown-key', /optimiser is not a key here; did you mean "optimizer"\?/);
    refused(['model.params.filter=[3]'], 'unknown-key', /model\.params\.filter .* did you mean "filters"\?/);
    refused(['optimizer.type=adma'], 'wrong-value', /"adma" is not one of sgd, .*, lion; did you mean "adam"\?/);
    refused(['optimizer.schedule.type=cosin'], 'wrong-value', /"cosin" is not one of .*; did you mean "cosine"\?/);
    refused(['model.architecture=cmn'], 'wrong-value', /nothing is called "cmn"; did you mean "cnn"\?/);
    refused(['data.source=digit'], 'wrong-value', /nothing is called "digit"; did you mean "digits"\?/);
    refused(['zzzzzzzz=1'], 'unknown-key', /there is: name, data, model/);
  });

  it('says what is expected', () => {
    refused(['training.epochs=ten'], 'wrong-value', /training\.epochs is "ten"; it must be a number/);
    refused(['training.epochs=0'], 'wrong-value', /at least 1/);
    refused(['training.accumulate=2000'], 'wrong-value', /training\.accumulate is 2000; it must be at most 1024/);
    refused(['model.params.dropout=1'], 'wrong-value', /model\.params\.dropout is 1; it must be less than 1/);
    refused(['training.epochs=1.5'], 'wrong-value', /a whole number/);
    refused(['data=3'], 'wrong-value', /data is 3; it must be an object/);
    refused(['model.params.filters=8'], 'wrong-value', /filters is 8; it must be a list, such as \[16, 32\]$/);
    refused(['metrics=auc'], 'wrong-value', /metrics is "auc"; it must be a list, such as \["accuracy"\]$/);
    refused(['data.augment=flip'], 'wrong-value', /it must be a list, such as \[\{"type":"colourJitter"\}\]$/);
    refused(['training.earlyStopping=3'], 'wrong-value', /is 3; it must be an object with patience, minDelta, rest/);
    refused(['training.epochs.x=3'], 'wrong-setting', /training.epochs|epochs is 5 and has no keys/);
    refused(['name=../x'], 'wrong-value', /it must be a name of/);
    for (const path of ['__proto__.x', 'a..b', 'data.constructor.x', '.'])
      refused([`${path}=1`], 'wrong-setting', /not a path/);
    assert.throws(() => parseOverrides(['training.epochs']), { code: 'wrong-setting' });
  });

  it('knows what is right of entries that name what they are', () => {
    const layers = (...list: unknown[]) => `model=${JSON.stringify({ layers: list })}`;
    refused(['optimizer.schedule=cosin'], 'wrong-value', /schedule is "cosin"; it must be .* as \{"type":"cosine"\}$/);
    refused(['data.augment=["crop"]'], 'wrong-value', /augment\.0 is "crop"; it must be .* as \{"type":"crop"\}$/);
    refused([layers(7)], 'wrong-value', /layers\.0 is 7; it must be an object, such as \{"type":"dense"\}$/);
    refused(['data.augment=[{"type":"flap"}]'], 'wrong-value', /augment\.0\.type: .*; did you mean "flip"\?$/);
    const one = [{ type: 'flip' }, { type: 'flip', horizonta: 1 }];
    refused([`data.augment=${JSON.stringify(one)}`], 'unknown-key', /augment\.1\.horizonta .* mean "horizontal"\?$/);
    const schedule = 'optimizer.schedule={"type":"step","evry":2}';
    refused([schedule], 'unknown-key', /schedule\.evry is not a key here; did you mean "every"\?$/);
    refused([layers({ type: 'dense', unit: 3 })], 'unknown-key', /layers\.0\.unit .*; did you mean "units"\?$/);
  });

  describe('from a file', () => {
    let folder: string;
    let file: string;
    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), 'nabla-resolve-'));
      file = join(folder, 'mine.nabla.json');
    });
    afterEach(() => {
      rmSync(folder, { recursive: true });
    });

    it('names the run after it, and reads its paths relative to it', () => {
      const asked = { data: { source: 'digits', path: 'mnist' }, model: { architecture: 'mlp', weights: 'a/b.onnx' } };
      writeFileSync(file, JSON.stringify(asked));
      const { name, data, model } = resolve(file, {});
      assert.deepEqual([name, data.path, model.params.units], ['mine', join(folder, 'mnist'), [128]]);
      assert.equal(model.weights, join(folder, 'a', 'b.onnx'));
    });

    it('says where it is not JSON, what is missing, and what cannot be read', () => {
      writeFileSync(file, '{\n  "name": "x",\n  oops\n}');
      assert.throws(() => resolve(file, {}), { code: 'not-json', message: /is not JSON at line 3, column 3/ });
      writeFileSync(file, '{ "model": { "architecture": "mlp" } }');
      assert.throws(() => resolve(file, {}), { code: 'missing-key', message: /data is missing/ });
      writeFileSync(file, '{ "data": { "source": "digits" }, "modle": { "architecture": "mlp" } }');
      assert.throws(() => resolve(file, {}), { code: 'unknown-key', message: /modle is not a key.*mean "model"/ });
      writeFileSync(file, '[]');
      assert.throws(() => resolve(file, {}), { message: /not an object/ });
      assert.throws(() => resolve(folder, {}), { code: 'unreadable-specification' });
      assert.throws(() => resolve(join(folder, 'no.nabla.json'), {}), { message: /ENOENT/ });
    });
  });

  it('says what is wrong within what may be one thing or another', () => {
    const wrong: [path: string, value: unknown, message: RegExp][] = [
      ['diagnosis.deadRelu', true, /diagnosis.deadRelu is true; it must be false or an object$/],
      ['diagnosis.deadRelu.shar', 0.5, /diagnosis.deadRelu.shar is not a key here; did you mean "share"\?$/],
      ['diagnosis.deadRelu.share', 'x', /diagnosis.deadRelu.share is "x"; it must be a number$/],
      ['diagnosis.deadRelu.patience', 0, /diagnosis.deadRelu.patience is 0; it must be at least 1$/],
      ['diagnosis.ded', false, /diagnosis.ded is not a key here/],
      ['training.batchSize', 'fall', /training.batchSize is "fall"; it must be a number or "full"$/],
    ];
    for (const [path, value, message] of wrong) {
      assert.throws(() => resolve('digits-cnn', { [path]: value }), { name: 'Problem', message });
    }
    assert.equal(resolve('digits-cnn', { 'diagnosis.deadRelu': false }).diagnosis.deadRelu, false);
  });
});
