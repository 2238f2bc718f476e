import numpy as np
import pandas as pd
from sklearn import datasets, metrics
from sklearn.cluster import KMeans
from sklearn.decomposition import PCA, TruncatedSVD
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer
from sklearn.feature_selection import SelectKBest
from sklearn.impute import SimpleImputer
from sklearn.manifold import TSNE
from sklearn.preprocessing import Binarizer, LabelEncoder, MaxAbsScaler, MinMaxScaler, Normalizer, OneHotEncoder
from sklearn.preprocessing import OrdinalEncoder, PolynomialFeatures, PowerTransformer, QuantileTransformer, RobustScaler
from sklearn.preprocessing import StandardScaler

f = np.random.rand(24, 6)
part = np.random.rand(7, 6)
labels = np.arange(24) % 3
texts = ['the cat sat', 'the dog ran', 'a cat ran']
words = pd.DataFrame({'kind': ['x', 'y', 'x', 'z'], 'size': [1, 2, 3, 4]})
guesses = (labels + np.arange(24) % 2) % 3

y0, y1 = datasets.make_hastie_10_2(n_samples=40)
y2, y3 = datasets.make_s_curve(30)
y4, y5 = datasets.make_friedman3(n_samples=20, noise=0.1)
y6, y7 = datasets.make_sparse_uncorrelated(15, 7)
y8 = StandardScaler().partial_fit(f).partial_fit(part).transform(part)
y9 = MinMaxScaler().fit(f).transform(part)
y10 = MinMaxScaler().partial_fit(f).inverse_transform(part)
y11 = RobustScaler().fit_transform(f)
y12 = RobustScaler().fit(f).inverse_transform(part)
y13 = MaxAbsScaler().fit(f).transform(part)
y14 = MaxAbsScaler().partial_fit(f).inverse_transform(part)
y15 = Normalizer().fit(f).transform(part)
y16 = QuantileTransformer(n_quantiles=5).fit(f).transform(part)
y17 = QuantileTransformer(n_quantiles=5).fit(f).inverse_transform(part)
y18 = PowerTransformer().fit(f).transform(part)
y19 = PowerTransformer().fit(f).inverse_transform(part)
y20 = Binarizer(threshold=0.5).fit_transform(f)
y21 = Binarizer().fit(f).transform(part)
y22 = OrdinalEncoder().fit(words).transform(words)
y23 = OneHotEncoder(handle_unknown='ignore', sparse_output=False).fit(words).transform(words)[:, :1]
y24 = PolynomialFeatures(2).fit(f).transform(part)
y25 = PolynomialFeatures(degree=3, include_bias=False).fit_transform(part)
y26 = TruncatedSVD(3).fit(f).transform(part)
y27 = TSNE(n_components=2, perplexity=3.0, init='random', n_iter=250).fit_transform(part)
y28 = TSNE(perplexity=3.0, n_iter=250).fit(part).fit_transform(f)
y29 = SelectKBest(k=2).fit(f, labels).transform(part)
y30 = SimpleImputer(strategy='mean').fit(f).transform(part)[:, 0]
y31 = LabelEncoder().fit(['a', 'b', 'c']).transform(['c', 'a'])
y32 = KMeans(3, n_init=1).fit(f).predict(part)
y33 = CountVectorizer().fit(texts).transform(texts[:2]).toarray()[:, 0]
y34 = TfidfVectorizer().fit(texts).transform(texts).toarray()[:, :2]
y35 = np.ones(CountVectorizer().fit_transform(texts).shape[0])
y36 = StandardScaler().set_output(transform='pandas').fit_transform(words[['size']]).values
y37 = MinMaxScaler().set_output(transform='default').fit_transform(f)
y38 = RobustScaler().set_output(transform='pandas').fit_transform(pd.DataFrame(f)).values
y39 = MaxAbsScaler().set_output(transform='pandas').fit_transform(pd.DataFrame(f)).to_numpy()
y40 = Normalizer().set_output(transform='pandas').fit_transform(pd.DataFrame(f)).to_numpy()
y41 = QuantileTransformer(n_quantiles=5).set_output(transform='pandas').fit_transform(pd.DataFrame(f)).to_numpy()
y42 = PowerTransformer().set_output(transform='pandas').fit_transform(pd.DataFrame(f)).to_numpy()
y43 = Binarizer().set_output(transform='pandas').fit_transform(pd.DataFrame(f)).to_numpy()
y44 = OrdinalEncoder().set_output(transform='pandas').fit_transform(words).to_numpy()
y45 = OneHotEncoder(sparse_output=False).set_output(transform='pandas').fit_transform(words).to_numpy()
y46 = PolynomialFeatures(2).set_output(transform='pandas').fit_transform(pd.DataFrame(f)).to_numpy()
y47 = PCA(2).set_output(transform='pandas').fit_transform(f).to_numpy()
y48 = TruncatedSVD(2).set_output(transform='pandas').fit_transform(f).to_numpy()
y49 = SelectKBest(k=2).set_output(transform='pandas').fit_transform(pd.DataFrame(f), labels).to_numpy()
y50 = SimpleImputer().set_output(transform='pandas').fit_transform(pd.DataFrame(f)).to_numpy()
y51 = TruncatedSVD(n_components=4).fit_transform(f)
y52 = PCA(0.9).fit_transform(f)[:, :1]
y53 = PCA(n_components='mle').fit_transform(f)[:, :1]
y54 = metrics.accuracy_score(labels, guesses)
y55 = metrics.balanced_accuracy_score(labels, guesses)
y56 = metrics.f1_score(labels, guesses, average='macro')
y57 = metrics.precision_score(labels, guesses, average='macro')
y58 = metrics.recall_score(labels, guesses, average='macro')
y59 = metrics.jaccard_score(labels, guesses, average='macro')
y60 = metrics.classification_report(labels, guesses)
y61 = metrics.confusion_matrix(labels, guesses)
y62 = metrics.cohen_kappa_score(labels, guesses)
y63 = metrics.matthews_corrcoef(labels, guesses)
y64 = metrics.hamming_loss(labels, guesses)
y65 = metrics.zero_one_loss(labels, guesses)
y66 = metrics.mean_squared_error(f, f + 1)
y67 = metrics.mean_absolute_error(labels[:, None], guesses)
y68 = metrics.r2_score(labels, guesses.tolist())
y69 = metrics.median_absolute_error(labels, guesses)
y70 = metrics.explained_variance_score(labels, guesses)
y71 = metrics.max_error(labels, guesses)
