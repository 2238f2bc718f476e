import * as tf from '@tensorflow/tfjs';

const corpus = 'the quick brown fox jumps over the lazy dog';
const words: string[] = corpus.split(' ');
const vocabulary = ['the', 'quick', 'brown', 'fox', 'jumps', 'over', 'lazy', 'dog'];
const index = (word: string): number => vocabulary.indexOf(word);

const pairs = words.slice(1).map((word, i): [number, number] => [index(words[i]), index(word)]);
const centre = tf.tensor1d(pairs.map(([c]) => c), 'int32');
const context = tf.tensor1d(pairs.map(([, o]) => o), 'int32');
const table = tf.variable(tf.randomUniform([vocabulary.length, 5]));
const vectors = tf.gather(table, centre);
const logits = tf.matMul(vectors, table as tf.Tensor2D, false, true);
const hot = tf.oneHot(context, vocabulary.length);
const probabilities = logits.softmax(-1);
const picked = probabilities.mul(hot).sum(1);
const normalized = table.div(table.norm('euclidean', 1, true));
const similarity = normalized.matMul(normalized.transpose());
const { indices } = similarity.topk(3);
