from keras.preprocessing.image import ImageDataGenerator
from keras.models import Model
from keras.layers import Input, Conv2D, MaxPooling2D, UpSampling2D, concatenate, Dropout, Conv2DTranspose
args = dict(rotation_range=0.2, zoom_range=0.05, fill_mode='nearest')
image_gen = ImageDataGenerator(**args).flow_from_directory('train', classes=['image'], class_mode=None, color_mode='grayscale', target_size=(256, 256), batch_size=2, seed=1)
mask_gen = ImageDataGenerator(**args).flow_from_directory('train', classes=['label'], class_mode=None, color_mode='grayscale', target_size=(256, 256), batch_size=2, seed=1)
def adjust(img, mask):
    img = img / 255
    mask = mask / 255
    mask[mask > 0.5] = 1
    mask[mask <= 0.5] = 0
    return img, mask
def gen():
    for img, mask in zip(image_gen, mask_gen):
        yield adjust(img, mask)
i = Input((256, 256, 1))
c1 = Conv2D(16, 3, activation='relu', padding='same')(i)
p1 = MaxPooling2D()(c1)
c2 = Conv2D(32, 3, activation='relu', padding='same')(p1)
u = Conv2DTranspose(16, 2, strides=2, padding='same')(c2)
o = Conv2D(1, 1, activation='sigmoid')(concatenate([u, c1]))
m = Model(inputs=i, outputs=o)
m.compile(optimizer='adam', loss='binary_crossentropy', metrics=['accuracy'])
m.fit_generator(gen(), steps_per_epoch=300, epochs=1)
m.fit_generator(zip(image_gen, mask_gen), steps_per_epoch=300, epochs=1)
