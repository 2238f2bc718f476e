// Layers that are used seldom: noise, aliases of pooling, cells, resizing, initializers and regularizers.
const tf = require('@tensorflow/tfjs');

const sequence = tf.input({shape: [12, 6]});
const noisy = tf.layers.spatialDropout1d({rate: 0.2}).apply(sequence);
const scaled = tf.layers.gaussianDropout({rate: 0.1}).apply(noisy);
const steady = tf.layers.alphaDropout({rate: 0.1}).apply(scaled);
const bent = tf.layers.elu().apply(steady);
const learned = tf.layers.prelu().apply(bent);
const cut = tf.layers.thresholdedReLU({theta: 0.5}).apply(learned);
const half = tf.layers.maxPool1d({poolSize: 2}).apply(cut);
const mean = tf.layers.avgPooling1d({poolSize: 2}).apply(half);
const third = tf.layers.avgPool1d({poolSize: 3}).apply(mean);
const peak = tf.layers.globalMaxPooling1d().apply(half);
const top = tf.layers.globalMaxPool1d().apply(mean);
const best = tf.layers.maximum().apply([peak, top]);
const states = tf.layers.rnn({cell: tf.layers.simpleRNNCell({units: 5}), returnSequences: true}).apply(sequence);
const gates = tf.layers.rnn({cell: tf.layers.gruCell({units: 4})}).apply(states);
const memory = tf.layers.rnn({cell: tf.layers.stackedRNNCells({cells: [tf.layers.lstmCell({units: 7}), tf.layers.lstmCell({units: 3})]})}).apply(states);

const pixels = tf.layers.input({shape: [16, 16, 3]});
const small = tf.layers.rescaling({scale: 1 / 255}).apply(pixels);
const picture = tf.zeros([2, 16, 16, 3]);
const sized = tf.layers.resizing({height: 12, width: 10}).apply(picture);
const middle = tf.layers.centerCrop({height: 8, width: 8}).apply(picture);
const pooled = tf.layers.maxPool2d({poolSize: 2}).apply(small);
const averaged = tf.layers.avgPooling2d({poolSize: 2}).apply(pooled);
const again = tf.layers.avgPool2d({poolSize: 2}).apply(averaged);
const channels = tf.layers.globalMaxPool2d({}).apply(averaged);

const volume = tf.input({shape: [8, 8, 8, 2]});
const cube = tf.layers.maxPooling3d({poolSize: 2}).apply(volume);
const smooth = tf.layers.averagePooling3d({poolSize: 2}).apply(cube);
const smoother = tf.layers.avgPooling3d({poolSize: 2}).apply(smooth);
const block = tf.layers.avgPool3d({poolSize: 2}).apply(cube);

const initializers = [
  tf.initializers.constant({value: 0.1}), tf.initializers.glorotNormal({}), tf.initializers.glorotUniform({}),
  tf.initializers.heNormal({}), tf.initializers.heUniform({}), tf.initializers.leCunNormal({}),
  tf.initializers.leCunUniform({}), tf.initializers.randomNormal({}), tf.initializers.randomUniform({}),
  tf.initializers.truncatedNormal({}), tf.initializers.varianceScaling({}), tf.initializers.zeros(),
  tf.initializers.orthogonal({}),
];
const same = tf.layers.dense({ units: 6, kernelInitializer: tf.initializers.identity({}) }).apply(best);
const wide = initializers.map((kernelInitializer) => tf.layers.dense({units: 3, kernelInitializer}).apply(best));
const joined = tf.layers.concatenate().apply(wide);
const sparse = tf.layers.dense({units: 4, kernelRegularizer: tf.regularizers.l1({l1: 0.01})}).apply(joined);
const dense = tf.layers.dense({units: 4, kernelRegularizer: tf.regularizers.l2({l2: 0.01})}).apply(sparse);
const both = tf.layers.dense({units: 2, kernelRegularizer: tf.regularizers.l1l2({l1: 0.01})}).apply(dense);

const model = tf.model({inputs: sequence, outputs: both});
model.compile({optimizer: tf.train.momentum(0.1, 0.9), loss: 'meanSquaredError'});
const answer = model.predictOnBatch(tf.randomNormal([5, 12, 6]));
const first = model.getLayer(null, 1);
const total = model.countParams();
const stacked = tf.sequential();
const entry = tf.layers.inputLayer({inputShape: [6]});
stacked.add(entry);
const hidden = tf.layers.dense({units: 5});
stacked.add(hidden);
const weights = hidden.getWeights();
const kernel = weights[0];
hidden.setWeights(weights);
const config = hidden.getConfig();
const made = stacked.predict(tf.zeros([3, 6]));
const alone = tf.layers.dense({units: 2});
const pair = alone.apply(tf.ones([7, 4]));
alone.build([null, 4]);
const last = tf.layers.dense({ units: 2, inputShape: [4] });
const spare = tf.sequential();
spare.add(last);
last.dispose();

const w = tf.variable(tf.randomNormal([4, 2]));
const x = tf.randomNormal([6, 4]);
const loss = () => x.matMul(w).square().mean();
for (const optimizer of [tf.train.adadelta(0.1), tf.train.adamax(0.1), tf.train.adagrad(0.1)]) {
  const {value, grads} = optimizer.computeGradients(loss);
  optimizer.applyGradients(grads);
  optimizer.dispose();
}
w.assign(tf.zeros([4, 2]));
const after = x.matMul(w);
const slope = tf.valueAndGrad((z) => z.square().sum())(x);
const steep = slope.grad;
after.print();
tf.print(after);
after.dispose();
tf.dispose(steep);
const ratio = Math.abs(-3) + Math.cbrt(8) + Math.exp(0) + Math.log(1) + Math.log2(8) + Math.log10(10);
const angle = Math.cos(0) + Math.tan(0) + Math.tanh(0) + Math.sign(2) + Math.trunc(1.5) + Math.pow(2, 2) + Math.hypot(3, 4);
const noise = Math.random();
const sizes = Object.freeze({rows: 4, columns: 3});
const grid = tf.zeros([sizes.rows, sizes.columns]);
const table = Object.fromEntries([['a', 2], ['b', 5]]);
const rect = tf.zeros([table.a, table.b]);
const three = tf.tensor1d(Array.of(1, 2, 3));

class Half extends tf.layers.Layer {
  constructor() {
    super({});
    this.setFastWeightInitDuringBuild(true);
  }
  computeOutputShape(shape) {
    return shape;
  }
  call(inputs, kwargs) {
    this.invokeCallHook(inputs, kwargs);
    return tf.mul(Array.isArray(inputs) ? inputs[0] : inputs, 0.5);
  }
  static get className() {
    return 'Half';
  }
}
const halved = new Half().apply(tf.ones([3, 5]));
const text = stacked.toJSON();
stacked.summary();

async function session() {
  await tf.ready();
  await tf.setBackend('cpu');
  const name = tf.getBackend();
  const used = tf.memory();
  const flags = tf.env();
  const engine = tf.engine();
  const timed = await tf.time(() => tf.zeros([4]));
  const profiled = await tf.profile(() => tf.zeros([4]));
  await stacked.save(tf.io.withSaveHandler(async () => ({modelArtifactsInfo: {dateSaved: new Date()}})));
  await Promise.resolve();
  await new Promise((resolve) => resolve());
  tf.disposeVariables();
  const finished = tf.zeros([2, name.length > 0 ? 3 : 3]);
  return finished;
}
session();

const started = performance.now();
const today = Date.now();
const again2 = structuredClone({rows: 3});
const square = tf.zeros([again2.rows, JSON.parse(JSON.stringify({n: 2})).n]);
const parsed = tf.zeros([parseFloat('2.0') + Number.parseInt('1'), 4]);
const checks = [isNaN(1), isFinite(1), Number.isNaN(1), Number.isFinite(1)];
const faults = [new Error('a'), new TypeError('b'), new RangeError('c')];
const usage = process.memoryUsage();
const clock = process.hrtime();
console.info(started, today);
console.warn(text.length);
console.error(checks);
console.debug(faults);
console.table(usage);
console.time('a');
console.timeEnd('a');
console.assert(clock);
const float32s = [new Float32Array(6), Float32Array.from([1, 2, 3]), Float32Array.of(4, 5)];
const float64s = [new Float64Array(6), Float64Array.from([1, 2, 3]), Float64Array.of(4, 5)];
const int32s = [new Int32Array(6), Int32Array.from([1, 2, 3]), Int32Array.of(4, 5)];
const int16s = [new Int16Array(6), Int16Array.from([1, 2, 3]), Int16Array.of(4, 5)];
const int8s = [new Int8Array(6), Int8Array.from([1, 2, 3]), Int8Array.of(4, 5)];
const uint32s = [new Uint32Array(6), Uint32Array.from([1, 2, 3]), Uint32Array.of(4, 5)];
const uint16s = [new Uint16Array(6), Uint16Array.from([1, 2, 3]), Uint16Array.of(4, 5)];
const uint8s = [new Uint8Array(6), Uint8Array.from([1, 2, 3]), Uint8Array.of(4, 5)];
const uint8Clampeds = [new Uint8ClampedArray(6), Uint8ClampedArray.from([1, 2, 3]), Uint8ClampedArray.of(4, 5)];
const rows = tf.tensor2d(new Float32Array(6), [2, 3]);
const few = tf.tensor1d(Int32Array.from([1, 2, 3]), 'int32');
const two = tf.tensor1d(Uint8Array.of(4, 5), 'int32');
