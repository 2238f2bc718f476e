import pandas as pd
import numpy as np
from sklearn.decomposition import PCA
from sklearn.cluster import KMeans
sales = pd.read_csv('sales.csv')
sales['month'] = pd.to_datetime(sales['date']).dt.to_period('M')
pivot = sales.pivot_table(index='store', columns='month', values='amount', aggfunc='sum').fillna(0)
X = pivot.values
X = (X - X.mean(axis=1, keepdims=True)) / X.std(axis=1, keepdims=True)
pc = PCA(n_components=2).fit_transform(X)
km = KMeans(n_clusters=4, init='k-means++').fit(pc)
pivot['cluster'] = km.labels_
summary = pivot.groupby('cluster').mean().T
corr = np.corrcoef(summary.values.T)
merged = sales.merge(pivot[['cluster']], left_on='store', right_index=True)
dummies = pd.get_dummies(merged['cluster'], prefix='c')
merged = pd.concat([merged, dummies], axis=1)
features = merged.drop(columns=['date', 'month', 'store']).astype(float).to_numpy()
weights = np.linalg.lstsq(features[:, 1:], features[:, 0], rcond=None)[0]
residual = features[:, 0] - features[:, 1:] @ weights
print(residual.reshape(-1, 1).shape, corr[0, 1])
