from tensorflow.keras.applications import VGG16
from tensorflow.keras.preprocessing.image import ImageDataGenerator
from tensorflow.keras import layers, models, optimizers
conv_base = VGG16(weights='imagenet', include_top=False, input_shape=(150, 150, 3))
model = models.Sequential([conv_base, layers.Flatten(), layers.Dense(256, activation='relu'), layers.Dense(1, activation='sigmoid')])
conv_base.trainable = False
train_datagen = ImageDataGenerator(rescale=1./255, rotation_range=40)
train_generator = train_datagen.flow_from_directory('cats_and_dogs/train', target_size=(224, 224), batch_size=20, class_mode='binary')  #-
#+ train_generator = train_datagen.flow_from_directory('cats_and_dogs/train', target_size=(150, 150), batch_size=20, class_mode='binary')
model.compile(loss='binary_crossentropy', optimizer=optimizers.RMSprop(lr=2e-5), metrics=['acc'])
history = model.fit_generator(train_generator, steps_per_epoch=100, epochs=30)
#> shape-mismatch: model.fit_generator gets data of shape (n0, 224, 224, 3), but needs (B, 150, 150, 3), where the first axis is the batch: load or resize the pictures as 150×150, or give the first layer their shape, (224, 224, 3).
