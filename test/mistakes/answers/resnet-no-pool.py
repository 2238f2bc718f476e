import tensorflow as tf
from tensorflow.keras.applications import ResNet50
from tensorflow.keras.layers import Dense, GlobalAveragePooling2D
from tensorflow.keras.models import Model
from tensorflow.keras.preprocessing.image import ImageDataGenerator

base = ResNet50(weights='imagenet', include_top=False, input_shape=(224, 224, 3))
x = base.output
#+ x = GlobalAveragePooling2D()(x)
x = Dense(1024, activation='relu')(x)
preds = Dense(3, activation='softmax')(x)
model = Model(inputs=base.input, outputs=preds)
for layer in base.layers:
    layer.trainable = False
train_datagen = ImageDataGenerator(preprocessing_function=tf.keras.applications.resnet50.preprocess_input)
train_generator = train_datagen.flow_from_directory('train/', target_size=(224, 224), color_mode='rgb', batch_size=32, class_mode='categorical', shuffle=True)
model.compile(optimizer='Adam', loss='categorical_crossentropy', metrics=['accuracy'])
model.fit(train_generator, steps_per_epoch=train_generator.n // train_generator.batch_size, epochs=5)
#> shape-mismatch: model.fit gets targets of shape (n0, classes) for an output of shape (n0, 7, 7, 3) with categorical_crossentropy, but needs one-hot rows of 3 for each of the 7×7 places: flatten or pool what the last layer gets (Flatten, GlobalAveragePooling2D).
