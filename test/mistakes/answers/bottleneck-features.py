import numpy as np
from keras.applications import VGG16
from keras.preprocessing.image import ImageDataGenerator
from keras import models, layers
conv_base = VGG16(weights='imagenet', include_top=False, input_shape=(150, 150, 3))
datagen = ImageDataGenerator(rescale=1./255)
def extract_features(directory, sample_count):
    features = np.zeros(shape=(sample_count, 4, 4, 512))
    labels = np.zeros(shape=(sample_count))
    generator = datagen.flow_from_directory(directory, target_size=(150, 150), batch_size=20, class_mode='binary')
    i = 0
    for inputs_batch, labels_batch in generator:
        features_batch = conv_base.predict(inputs_batch)
        features[i * 20:(i + 1) * 20] = features_batch
        labels[i * 20:(i + 1) * 20] = labels_batch
        i += 1
        if i * 20 >= sample_count:
            break
    return features, labels
train_features, train_labels = extract_features('train', 2000)
#+ train_features = np.reshape(train_features, (2000, 4 * 4 * 512))
model = models.Sequential()
model.add(layers.Dense(256, activation='relu', input_dim=4 * 4 * 512))
model.add(layers.Dense(1, activation='sigmoid'))
model.compile(optimizer='rmsprop', loss='binary_crossentropy')
model.fit(train_features, train_labels, epochs=30, batch_size=20)
#> shape-mismatch: model.fit gets data of shape (2000, 4, 4, 512), but needs (B, 8192), where the first axis is the batch: flatten the data behind the batch, or start the model with a Flatten layer.
