import pandas as pd
from keras.models import Sequential
from keras.layers import Dense
df = pd.read_csv('iris.csv')
X = df[['a', 'b', 'c', 'd']].values
y = pd.get_dummies(df['species']).values
model = Sequential()
model.add(Dense(8, input_shape=(4,), activation='relu'))
model.add(Dense(1, activation='sigmoid'))  #-
#+ model.add(Dense(3, activation='softmax'))
model.compile('adam', 'categorical_crossentropy', metrics=['accuracy'])
model.fit(X, y)
#> shape-mismatch: model.fit gets targets of shape (rows, columns) for an output of shape (rows, 1) with categorical_crossentropy, but needs rows of one number, as the output has: give the last layer as many units as there are classes.
