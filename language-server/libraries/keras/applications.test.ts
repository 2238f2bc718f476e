import { check } from '../../testing/check';

const HEAD = `import tensorflow as tf
from tensorflow.keras import applications as A
`;

describe('networks that were trained on ImageNet', () => {
  it('have 1000 classes, and with their head the size they were trained on', () =>
    check(`${HEAD}a = A.VGG16(classes=10)
#   ^^^^^^^^^^^^^^^^^^^ argument-mismatch
b = A.ResNet50(weights='imagenet', input_shape=(128, 128, 3))
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
c = A.InceptionV3(input_shape=(224, 224, 3))
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
`));

  it('have others without these weights or without their head', () =>
    check(`${HEAD}a = A.VGG16(weights=None, classes=10)
b = A.VGG16(include_top=False, classes=10, input_shape=(64, 64, 3))
c = A.ResNet50(weights=None, input_shape=(128, 128, 3))
d = A.InceptionV3(input_shape=(299, 299, 3))
e = A.MobileNetV2(input_shape=(96, 96, 3), include_top=False)
`));
});
