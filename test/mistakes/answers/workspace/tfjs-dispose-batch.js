import * as tf from '@tensorflow/tfjs';
export function makePrediction(model, img) {
  return tf.tidy(() => {
    const tensor = tf.browser.fromPixels(img).resizeNearestNeighbor([224, 224]).toFloat();
    return tensor.div(127.5).sub(1);
  });
}
const net = tf.sequential();
net.add(tf.layers.conv2d({filters: 16, kernelSize: 3, activation: 'relu', inputShape: [224, 224, 3]}));
net.add(tf.layers.globalAveragePooling2d({}));
net.add(tf.layers.dense({units: 2, activation: 'softmax'}));
const image = document.getElementById('img');
const x = makePrediction(net, image);
const result = net.predict(x);  //-
//> shape-mismatch: model.predict gets data of shape (224, 224, 3), but needs (B, 224, 224, 3), where the first axis is the batch: put the sample into a batch: a first axis of size 1, by .expandDims(0).
//+ const result = net.predict(x.expandDims(0));
console.log(result.dataSync());
