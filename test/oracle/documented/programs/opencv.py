import cv2
import numpy as np

color = cv2.imread('color.png')  #= (height, width, 3)
grey = cv2.imread('grey.png', cv2.IMREAD_GRAYSCALE)  #= (height_1, width_1)
x = np.zeros((12, 10, 3), dtype=np.uint8)  #= (12, 10, 3)
single = np.zeros((12, 10), dtype=np.uint8)  #= (12, 10)
# A size is (width, height).
v0 = cv2.resize(x, (8, 6))  #= (6, 8, 3)
v1 = cv2.resize(single, dsize=(5, 7), interpolation=cv2.INTER_AREA)  #= (7, 5)
v2 = cv2.cvtColor(x, cv2.COLOR_BGR2GRAY)  #= (12, 10)
v3 = cv2.cvtColor(single, cv2.COLOR_GRAY2RGB)  #= (12, 10, 3)
v4 = cv2.cvtColor(x, cv2.COLOR_RGB2RGBA)  #= (12, 10, 4)
v5 = cv2.Canny(single, 50, 100)  #= (12, 10)
v6 = cv2.GaussianBlur(x, (5, 5), 0)  #= (12, 10, 3)
v7 = cv2.medianBlur(x, 5)  #= (12, 10, 3)
v8 = cv2.bilateralFilter(x, 9, 75, 75)  #= (12, 10, 3)
v9 = cv2.flip(x, 1)  #= (12, 10, 3)
v10 = cv2.bitwise_not(single)  #= (12, 10)
v11 = cv2.equalizeHist(single)  #= (12, 10)
v12 = cv2.erode(single, np.ones((3, 3)))  #= (12, 10)
v13 = cv2.dilate(x, np.ones((3, 3)), iterations=2)  #= (12, 10, 3)
