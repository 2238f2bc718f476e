import numpy as np
from tensorflow.keras.applications.mobilenet_v2 import MobileNetV2, preprocess_input, decode_predictions
from tensorflow.keras.preprocessing import image
model = MobileNetV2(weights='imagenet')
img = image.load_img('elephant.jpg', target_size=(224, 224))
x = image.img_to_array(img)
x = preprocess_input(x)  #-
#+ x = preprocess_input(np.expand_dims(x, axis=0))
preds = model.predict(x)
#> shape-mismatch: model.predict gets data of shape (224, 224, 3), but needs (B, 224, 224, 3), where the first axis is the batch: put the sample into a batch: a first axis of size 1, by np.expand_dims(x, 0).
print(decode_predictions(preds, top=3)[0])
