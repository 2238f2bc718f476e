import tensorflow as tf
import tensorflow_addons as tfa
from tensorflow import keras
from tensorflow.keras import layers

vector = tf.zeros((2, 8))  #= (2, 8)
series = tf.zeros((2, 9, 6))  #= (2, 9, 6)
image = tf.zeros((2, 12, 10, 4))  #= (2, 12, 10, 4)
volume = tf.zeros((2, 6, 7, 8, 4))  #= (2, 6, 7, 8, 4)

# What keeps every size.
k0 = layers.SpatialDropout1D(0.1)(series)  #= (2, 9, 6)
k1 = layers.SpatialDropout2D(0.1)(image)  #= (2, 12, 10, 4)
k2 = layers.SpatialDropout3D(0.1)(volume)  #= (2, 6, 7, 8, 4)
k3 = layers.GaussianDropout(0.1)(vector)  #= (2, 8)
k4 = layers.AlphaDropout(0.1)(vector)  #= (2, 8)
k5 = layers.ELU()(vector)  #= (2, 8)
k6 = layers.ThresholdedReLU(theta=1.0)(vector)  #= (2, 8)
k7 = layers.ActivityRegularization(l1=0.1)(vector)  #= (2, 8)
k8 = layers.Rescaling(1 / 255)(image)  #= (2, 12, 10, 4)
k9 = layers.RandomFlip('horizontal')(image)  #= (2, 12, 10, 4)
k10 = layers.RandomRotation(0.1)(image)  #= (2, 12, 10, 4)
k11 = layers.RandomZoom(0.1)(image)  #= (2, 12, 10, 4)
k12 = layers.RandomTranslation(0.1, 0.1)(image)  #= (2, 12, 10, 4)
k13 = layers.RandomContrast(0.1)(image)  #= (2, 12, 10, 4)
k14 = layers.RandomBrightness(0.1)(image)  #= (2, 12, 10, 4)
k15 = layers.Identity()(series)  #= (2, 9, 6)
k16 = layers.PReLU()(vector)  #= (2, 8)
k17 = layers.Normalization()(vector)  #= (2, 8)
k18 = layers.UnitNormalization()(vector)  #= (2, 8)
k19 = layers.SpectralNormalization(layers.Dense(5))(vector)  #= (2, 5)
k20 = layers.GroupNormalization(2)(image)  #= (2, 12, 10, 4)
k21 = layers.Subtract()([vector, vector])  #= (2, 8)
k22 = layers.Maximum()([vector, vector])  #= (2, 8)
k23 = tfa.layers.InstanceNormalization()(image)  #= (2, 12, 10, 4)
k24 = tfa.layers.WeightNormalization(layers.Conv2D(5, 3))(image)  #= (2, 12 - 2, 10 - 2, 5)
k25 = tfa.layers.GroupNormalization(groups=2, axis=-1)(image)  #= (2, 12, 10, 4)

# ⌊(n − k)/s⌋ + 1 places of a window; a transposed one makes (n − 1)s + k of n.
c0 = layers.Convolution1D(5, 3, strides=2)(series)  #= (2, floor((9 - 3) / 2) + 1, 5)
c1 = layers.Conv1DTranspose(5, 3, strides=2)(series)  #= (2, (9 - 1) * 2 + 3, 5)
c2 = layers.Convolution1DTranspose(5, 3, strides=2, padding='same')(series)  #= (2, 9 * 2, 5)
c3 = layers.Deconvolution1D(5, 4)(series)  #= (2, (9 - 1) * 1 + 4, 5)
c4 = layers.Convolution2D(5, 3)(image)  #= (2, 12 - 3 + 1, 10 - 3 + 1, 5)
c5 = layers.Convolution2DTranspose(5, 3, strides=2)(image)  #= (2, (12 - 1) * 2 + 3, (10 - 1) * 2 + 3, 5)
c6 = layers.Deconvolution2D(5, 2, strides=2)(image)  #= (2, 12 * 2, 10 * 2, 5)
c7 = layers.Convolution3D(5, 3, padding='same', strides=2)(volume)  #= (2, ceil(6 / 2), ceil(7 / 2), ceil(8 / 2), 5)
c8 = layers.Convolution3DTranspose(5, 2)(volume)  #= (2, 6 + 1, 7 + 1, 8 + 1, 5)
c9 = layers.Deconvolution3D(5, 3, strides=2, padding='same')(volume)  #= (2, 6 * 2, 7 * 2, 8 * 2, 5)
c10 = layers.SeparableConv1D(5, 3)(series)  #= (2, 9 - 3 + 1, 5)
c11 = layers.SeparableConvolution2D(5, 3, padding='same')(image)  #= (2, 12, 10, 5)
c12 = layers.DepthwiseConv1D(3, depth_multiplier=2)(series)  #= (2, 9 - 3 + 1, 6 * 2)
c13 = layers.ConvLSTM1D(5, 3)(tf.zeros((2, 4, 9, 6)))  #= (2, 9 - 3 + 1, 5)
c14 = layers.ConvLSTM3D(5, 3, return_sequences=True)(tf.zeros((2, 4, 6, 7, 8, 3)))  #= (2, 4, 6 - 2, 7 - 2, 8 - 2, 5)

# A pool steps by its own size.
p0 = layers.MaxPool1D(2)(series)  #= (2, floor((9 - 2) / 2) + 1, 6)
p1 = layers.AvgPool1D(2, padding='same')(series)  #= (2, ceil(9 / 2), 6)
p2 = layers.MaxPool2D(3)(image)  #= (2, floor((12 - 3) / 3) + 1, floor((10 - 3) / 3) + 1, 4)
p3 = layers.AvgPool2D((2, 3), strides=1)(image)  #= (2, 12 - 2 + 1, 10 - 3 + 1, 4)
p4 = layers.MaxPool3D(2)(volume)  #= (2, 3, floor((7 - 2) / 2) + 1, 4, 4)
p5 = layers.AveragePooling3D(2)(volume)  #= (2, 3, floor((7 - 2) / 2) + 1, 4, 4)
p6 = layers.AvgPool3D(2, padding='same')(volume)  #= (2, ceil(6 / 2), ceil(7 / 2), ceil(8 / 2), 4)
p7 = layers.GlobalAvgPool1D()(series)  #= (2, 6)
p8 = layers.GlobalMaxPooling1D()(series)  #= (2, 6)
p9 = layers.GlobalMaxPool1D(keepdims=True)(series)  #= (2, 1, 6)
p10 = layers.GlobalAvgPool2D(keepdims=True)(image)  #= (2, 1, 1, 4)
p11 = layers.GlobalMaxPool2D()(image)  #= (2, 4)
p12 = layers.GlobalAveragePooling3D()(volume)  #= (2, 4)
p13 = layers.GlobalAvgPool3D()(volume)  #= (2, 4)
p14 = layers.GlobalMaxPooling3D(keepdims=True)(volume)  #= (2, 1, 1, 1, 4)
p15 = layers.GlobalMaxPool3D()(volume)  #= (2, 4)
p16 = layers.UpSampling1D(3)(series)  #= (2, 9 * 3, 6)
p17 = layers.UpSampling3D((1, 2, 3))(volume)  #= (2, 6 * 1, 7 * 2, 8 * 3, 4)
p18 = layers.ZeroPadding1D((1, 2))(series)  #= (2, 9 + 1 + 2, 6)
p19 = layers.ZeroPadding3D(2)(volume)  #= (2, 6 + 2 * 2, 7 + 2 * 2, 8 + 2 * 2, 4)
p20 = layers.Cropping1D((1, 2))(series)  #= (2, 9 - 1 - 2, 6)
p21 = layers.Cropping3D(((1, 1), (0, 2), (2, 1)))(volume)  #= (2, 6 - 1 - 1, 7 - 0 - 2, 8 - 2 - 1, 4)
p22 = layers.Resizing(5, 7)(image)  #= (2, 5, 7, 4)
p23 = layers.CenterCrop(5, 7)(image)  #= (2, 5, 7, 4)
p24 = layers.RandomCrop(5, 7)(image)  #= (2, 5, 7, 4)

# A cell takes one step; stacked cells take it one behind the other.
cell = layers.LSTMCell(7)
r0 = layers.RNN(layers.SimpleRNNCell(7), return_sequences=True)(series)  #= (2, 9, 7)
r1 = layers.RNN(layers.StackedRNNCells([layers.LSTMCell(7), layers.LSTMCell(5)]))(series)  #= (2, 5)
r2, r3 = layers.GRUCell(7)(vector, [tf.zeros((2, 7))])
step = layers.LSTMCell(7)(vector, [tf.zeros((2, 7)), tf.zeros((2, 7))])
plain = layers.SimpleRNNCell(7)(vector, [tf.zeros((2, 7))])
deep = layers.StackedRNNCells([layers.GRUCell(7)])(vector, [tf.zeros((2, 7))])
r4 = layers.Lambda(tf.nn.relu)(series)  #= (2, 9, 6)
r5 = layers.MultiHeadAttention(num_heads=3, key_dim=4)(series, tf.zeros((2, 5, 8)))  #= (2, 9, 6)
r6 = layers.MultiHeadAttention(3, 4, output_shape=10)(series, series)  #= (2, 9, 10)
r7, weights = layers.MultiHeadAttention(3, 4)(series, series, return_attention_scores=True)  #= (2, 9, 6) (2, 3, 9, 9)

# Functions of the layers' names.
f0 = layers.add([vector, vector])  #= (2, 8)
f1 = layers.subtract([vector, vector])  #= (2, 8)
f2 = layers.multiply([vector, vector])  #= (2, 8)
f3 = layers.average([vector, vector])  #= (2, 8)
f4 = layers.maximum([vector, vector])  #= (2, 8)
f5 = layers.minimum([vector, vector])  #= (2, 8)
f6 = layers.dot([vector, vector], axes=1)  #= (2, 1)
f7 = layers.concatenate([vector, tf.zeros((2, 3))])  #= (2, 8 + 3)


class Scale(layers.Layer):
    def __init__(self, size, width):
        super().__init__()
        self.kernel = self.add_weight(shape=(size, width))  #= (8, 5)

    def call(self, x):
        self.add_loss(tf.reduce_sum(x))
        self.add_metric(tf.reduce_mean(x), name='mean')
        y = tf.matmul(x, self.kernel)  #= (2, 5)
        return y  #= (2, 5)


own = Scale(8, 5)
o0 = own(vector)  #= (2, 5)
o1 = layers.Layer()(vector)


class Affine(layers.Layer):
    def __init__(self, units):
        super().__init__()
        self.units = units

    def build(self, input_shape):
        self.kernel = self.add_weight(shape=(input_shape[-1], self.units))  #= (8, 6)
        self.bias = self.add_variable('bias', shape=(self.units,))  #= (6,)
        super().build(input_shape)

    def call(self, x):
        return tf.matmul(x, self.kernel) + self.bias  #= (2, 6)


o2 = Affine(6)(vector)  #= (2, 6)


class Bilinear(layers.Layer):
    def build(self, input_shapes):
        left, right = input_shapes
        self.kernel = self.add_weight(shape=(left[-1], right[-1]))  #= (8, 3)

    def call(self, inputs):
        left, right = inputs  #= (2, 8) (2, 3)
        return tf.matmul(left, self.kernel) * right  #= (2, 3)


o3 = Bilinear()([vector, tf.zeros((2, 3))])  #= (2, 3)

# Texts and categories; how many words there are only they tell.
words = layers.TextVectorization(max_tokens=500, output_mode='int', output_sequence_length=12)
words.adapt(['a text', 'another'])
texts = layers.Input((1,), dtype='string')  #= (B, 1)
q0 = words(texts)  #= (B, 12)
q1 = layers.Embedding(500, 8)(q0)  #= (B, 12, 8)
q2 = layers.TextVectorization()(texts)  #= (B, n)
q3 = layers.TextVectorization(max_tokens=30, output_mode='tf_idf', pad_to_max_tokens=True)(texts)  #= (B, 30)
q4 = layers.TextVectorization(output_mode='multi_hot')(layers.Input((), dtype='string'))  #= (B, n)
q5 = layers.StringLookup(vocabulary=['a', 'b'])(texts)  #= (B, 1)
q6 = layers.IntegerLookup(vocabulary=[3, 4])(tf.zeros((5, 2), tf.int64))  #= (5, 2)
q7 = layers.Hashing(num_bins=7)(texts)  #= (B, 1)
q8 = layers.Discretization(bin_boundaries=[0.0, 1.0])(tf.zeros((5, 3)))  #= (5, 3)
q9 = layers.CategoryEncoding(num_tokens=6)(tf.zeros((5, 3), tf.int32))  #= (5, 6)
