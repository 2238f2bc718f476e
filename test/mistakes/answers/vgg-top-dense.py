from keras.applications.vgg16 import VGG16
from keras.models import Model, Sequential
from keras.layers import Dense, Flatten, Dropout
from keras import optimizers
from keras.preprocessing.image import ImageDataGenerator

base_model = VGG16(weights='imagenet', include_top=False, input_shape=(150, 150, 3))
add_model = Sequential()
add_model.add(Flatten(input_shape=(7, 7, 512)))  #-
#+ add_model.add(Flatten(input_shape=base_model.output_shape[1:]))
add_model.add(Dense(256, activation='relu'))
add_model.add(Dense(1, activation='sigmoid'))
model = Model(inputs=base_model.input, outputs=add_model(base_model.output))
#> shape-mismatch: keras.Sequential gets data of shape (B, 4, 4, 512), but needs (B_1, 7, 7, 512), where the first axis is the batch: give the first layer the shape of one sample, (4, 4, 512), or change the data.
model.compile(loss='binary_crossentropy', optimizer=optimizers.SGD(lr=1e-4, momentum=0.9))
