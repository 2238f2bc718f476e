import keras
import tensorflow as tf
from tensorflow.keras.initializers import Constant, HeNormal, HeUniform

w0, w1 = keras.initializers.Zeros()((2, 3)), keras.initializers.Ones()(shape=(4,))  #= (2, 3) (4,)
w2, w3 = Constant(0.5)([5, 6]), tf.keras.initializers.RandomNormal(stddev=0.1)((2, 7), dtype='float32')  #= (5, 6) (2, 7)
w4, w5 = keras.initializers.RandomUniform(seed=1)((2, 8)), keras.initializers.TruncatedNormal()((2, 9))  #= (2, 8) (2, 9)
w6, w7 = keras.initializers.VarianceScaling(2.0)((3, 2)), keras.initializers.GlorotNormal()((3, 4))  #= (3, 2) (3, 4)
w8, w9 = keras.initializers.GlorotUniform()((3, 5)), HeNormal()((3, 6))  #= (3, 5) (3, 6)
w10, w11 = HeUniform()((3, 7)), keras.initializers.LecunNormal()((3, 8))  #= (3, 7) (3, 8)
w12, w13 = keras.initializers.LecunUniform()((3, 9)), keras.initializers.Orthogonal(gain=2.0)((4, 2))  #= (3, 9) (4, 2)
w14 = keras.initializers.Identity()((4, 4))  #= (4, 4)
draw = tf.random_normal_initializer(stddev=0.05)
w15 = tf.Variable(initial_value=draw(shape=(5, 2), dtype='float32'), trainable=True)  #= (5, 2)
w16 = tf.Variable(tf.zeros_initializer()(shape=(5,), dtype='float32'))  #= (5,)
w17, w18 = tf.ones_initializer()([5, 3]), tf.constant_initializer(2.0)([5, 4])  #= (5, 3) (5, 4)
w19 = tf.random_uniform_initializer(-1.0, 1.0)((5, 6))  #= (5, 6)
w20 = tf.initializers.Ones()((2, 2))  #= (2, 2)
