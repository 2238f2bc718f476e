from keras.models import Sequential
from keras.layers import Conv2D, MaxPooling2D, Dense, Flatten
from keras.preprocessing.image import ImageDataGenerator
model = Sequential()
model.add(Conv2D(64, (5, 5), activation='relu', input_shape=(48, 48, 1)))
model.add(MaxPooling2D(pool_size=(5, 5), strides=(2, 2)))
model.add(Flatten())
model.add(Dense(7, activation='softmax'))
model.compile(loss='categorical_crossentropy', optimizer='adam', metrics=['accuracy'])
gen = ImageDataGenerator()
train = gen.flow_from_directory('fer/train', target_size=(48, 48), batch_size=256, class_mode='categorical')  #-
#+ train = gen.flow_from_directory('fer/train', target_size=(48, 48), batch_size=256, class_mode='categorical', color_mode='grayscale')
model.fit_generator(train, steps_per_epoch=256, epochs=5)
#> shape-mismatch: model.fit_generator gets data of shape (n0, 48, 48, 3), but needs (B, 48, 48, 1), where the first axis is the batch: load the pictures gray (1 channel), for these are in colour (3 channels); or give the first layer their shape, (48, 48, 3).
