import tensorflow as tf

signal = tf.zeros((2, 1000))  #= (2, 1000)
frames = tf.zeros((2, 9, 16))  #= (2, 9, 16)

# floor((n - length) / step) + 1 frames, or ceil(n / step) where the end is padded; frequencies up to the middle.
s0 = tf.signal.stft(signal, 255, 128)  #= (2, floor((1000 - 255) / 128) + 1, 256 / 2 + 1)
s1 = tf.signal.stft(signal, 256, 100, fft_length=512, pad_end=True)  #= (2, ceil(1000 / 100), 512 / 2 + 1)
s2 = tf.signal.inverse_stft(s0, 256, 128)  #= (2, (6 - 1) * 128 + 256)
s3 = tf.signal.frame(signal, 256, 64)  #= (2, floor((1000 - 256) / 64) + 1, 256)
s4 = tf.signal.frame(signal, 10, 3, axis=0)  #= (0, 10, 1000)
s5 = tf.signal.overlap_and_add(frames, 20)  #= (2, (9 - 1) * 20 + 16)
s6 = tf.signal.rfft(signal)  #= (2, 1000 / 2 + 1)
s7 = tf.signal.rfft(signal, [64])  #= (2, 64 / 2 + 1)
s8 = tf.signal.irfft(s6)  #= (2, 2 * (501 - 1))
s9 = tf.signal.irfft(s6, [60])  #= (2, 60)
s10 = tf.signal.fft(s0)  #= (2, 6, 129)
s11 = tf.signal.ifft(s10)  #= (2, 6, 129)
s12 = tf.signal.hann_window(10)  #= (10,)
s13 = tf.signal.hamming_window(10)  #= (10,)
mel = tf.signal.linear_to_mel_weight_matrix(80, 129, 16000)  #= (129, 80)
s14 = tf.signal.mfccs_from_log_mel_spectrograms(tf.tensordot(tf.abs(s0), mel, 1))  #= (2, 6, 80)

# Parts of complex numbers.
c0 = tf.math.real(s0)  #= (2, 6, 129)
c1 = tf.math.imag(s0)  #= (2, 6, 129)
c2 = tf.math.angle(s0)  #= (2, 6, 129)
c3 = tf.real(s0)  #= (2, 6, 129)
c4 = tf.imag(s0)  #= (2, 6, 129)
c5 = tf.angle(s0)  #= (2, 6, 129)
c6 = tf.complex(signal, tf.zeros((1000,)))  #= (2, 1000)

# Sound from a file: samples by channels.
sound = tf.io.read_file('sound.wav')
audio, rate = tf.audio.decode_wav(sound, desired_channels=1)  #= (n, 1) ()
short = tf.audio.decode_wav(sound, 2, 500).audio  #= (500, 2)

# One row for each segment.
rows = tf.zeros((5, 3, 2))  #= (5, 3, 2)
ids = tf.constant([0, 0, 1, 3, 3])  #= (5,)
g0 = tf.math.segment_sum(rows, ids)  #= (n, 3, 2)
g1 = tf.math.segment_mean(rows, ids)  #= (n, 3, 2)
g2 = tf.math.segment_max(rows, ids)  #= (n, 3, 2)
g3 = tf.math.segment_min(rows, ids)  #= (n, 3, 2)
g4 = tf.math.segment_prod(rows, ids)  #= (n, 3, 2)
g5 = tf.math.unsorted_segment_sum(rows, ids, 7)  #= (7, 3, 2)
g6 = tf.math.unsorted_segment_mean(rows, ids, 7)  #= (7, 3, 2)
g7 = tf.math.unsorted_segment_max(rows, ids, 7)  #= (7, 3, 2)
g8 = tf.math.unsorted_segment_min(rows, ids, 7)  #= (7, 3, 2)
g9 = tf.math.unsorted_segment_prod(rows, [0, 0, 1, 3, 3], 7)  #= (7, 3, 2)
g10 = tf.math.unsorted_segment_sqrt_n(rows, tf.zeros((5, 3), tf.int32), num_segments=7)  #= (7, 2)
