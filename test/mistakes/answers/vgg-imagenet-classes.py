import tensorflow as tf
m = tf.keras.applications.VGG16(weights='imagenet', classes=10)  #-
#> argument-mismatch: keras.applications.VGG16 gets ImageNet's weights for 10 classes, but needs 1000 classes, as they have: give include_top=False and a head of your own, or weights=None.
#+ m = tf.keras.applications.VGG16(weights=None, classes=10)
