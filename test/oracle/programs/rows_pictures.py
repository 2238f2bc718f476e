import io
import numpy as np
from PIL import Image, ImageFilter
from torchvision import transforms

grey = Image.fromarray((np.arange(30).reshape(5, 6) * 8).astype(np.uint8))
color = Image.fromarray(np.zeros((12, 10, 3), dtype=np.uint8))
file = io.BytesIO(); color.save(file, format='PNG')

y0 = np.array(color)
y1 = np.asarray(grey)
y2 = np.array(color.convert('L'))
y3 = np.array(grey.convert('RGB'))
y4 = np.array(color.convert('RGBA'))
y5 = np.array(color.resize((8, 4)))
y6 = np.array(grey.resize((3, 7)))
y7 = np.array(color.copy())
y8 = np.array(color.filter(ImageFilter.BLUR))
y9 = np.array(grey.point(lambda value: value // 2))
y10 = np.array(color.crop((1, 2, 9, 8)))
y11 = np.array(color.rotate(90, expand=True))
y12 = np.array(color.transpose(Image.Transpose.ROTATE_90))
y13 = np.array(Image.open(io.BytesIO(file.getvalue())).convert('RGB'))
y14 = transforms.ToTensor()(color.resize((8, 4)))
y15 = transforms.ToTensor()(grey)
y16 = np.array(Image.fromarray(np.array(color)[:, ::-1]))
y17 = np.array(color.convert('P'))
y18 = np.array(Image.open(io.BytesIO(file.getvalue())).convert('L').resize((9, 5)))
y19 = np.array(color.convert('1'))
y20 = np.array(color.convert('HSV').resize((4, 4)))
y21 = np.array(grey.convert('LA'))
y22 = np.array(color.point(lambda value: 255 - value))
y23 = np.array(grey.convert('F'))
y24 = np.array(grey.convert('I'))
