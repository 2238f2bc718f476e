from keras.models import Sequential
from keras.layers import Dense
import numpy
seed = 7
numpy.random.seed(seed)
dataset = numpy.loadtxt("pima-indians-diabetes.csv", delimiter=",")
X = dataset[:, 0:8]
Y = dataset[:, 8]
model = Sequential()
model.add(Dense(12, input_dim=9, init='uniform', activation='relu'))  #-
#+ model.add(Dense(12, input_dim=8, init='uniform', activation='relu'))
model.add(Dense(8, init='uniform', activation='relu'))
model.add(Dense(1, init='uniform', activation='sigmoid'))
model.compile(loss='binary_crossentropy', optimizer='adam', metrics=['accuracy'])
model.fit(X, Y, nb_epoch=150, batch_size=10)
#> shape-mismatch: model.fit gets data of shape (rows, min(columns, 8)), but needs (B, 9), where the first axis is the batch: give the first layer the sizes of the data, or change the data.
scores = model.evaluate(X, Y)
#> shape-mismatch: model.evaluate gets data of shape (rows, min(columns, 8)), but needs (B, 9), where the first axis is the batch: give the first layer the sizes of the data, or change the data.
print("%s: %.2f%%" % (model.metrics_names[1], scores[1]*100))
