/** Properties of objects and classes that are functions: `get` and `set`. */
import * as tf from '@tensorflow/tfjs';

const layer = {
  width: 4,
  get twice() {
    return this.width * 2;
  },
  set wider(by) {
    this.width += by;
  },
};
const before = tf.ones([layer.twice]);
layer.wider = 3;
const after = tf.ones([layer.twice, layer.width]);
layer['wider'] = 1;
const byName = tf.ones([layer.twice, layer.wider === undefined ? 2 : 3]);

const kernel = {
  set size(size) {
    this.half = (size - 1) / 2;
  },
  get size() {
    return 2 * this.half + 1;
  },
};
kernel.size = 5;
const padding = tf.ones([kernel.half, kernel.size]);

class Window {
  #length = 8;
  set stride(stride) {
    this.count = this.#length / stride;
  }
  get length() {
    return this.#length;
  }
}
const windows = new Window();
windows.stride = 2;
const counted = tf.ones([windows.count, windows.length, windows.stride === undefined ? 1 : 3]);
const bytes = tf.ones([new Uint8Array([300, 7])[0], new Uint8Array([300, 7])[1]]);

let channels = 5;
const live = {
  get channels() {
    return channels;
  },
};
const copies = [{ ...live }, Object.assign({}, live)];
const listed = Object.values(live);
channels = 7;
const kept = tf.ones([copies[0].channels, copies[1].channels, listed[0], live.channels]);
const both = {
  get size() {
    return 3;
  },
  ...live,
  set size(size) {
    this.other = size;
  },
};
both.size = 4;
const merged = tf.ones([both.size, both.other]);
