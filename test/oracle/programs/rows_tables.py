import io
import numpy as np
import pandas as pd
import torch
from sklearn import datasets
from sklearn.cluster import KMeans
from sklearn.decomposition import PCA, TruncatedSVD
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer
from sklearn.feature_selection import SelectKBest
from sklearn.impute import SimpleImputer
from sklearn.model_selection import KFold, StratifiedKFold, train_test_split
from sklearn.preprocessing import LabelEncoder, MaxAbsScaler, MinMaxScaler, Normalizer, OneHotEncoder, OrdinalEncoder
from sklearn.preprocessing import PolynomialFeatures, PowerTransformer, QuantileTransformer, RobustScaler, StandardScaler

df = pd.DataFrame({'a': [1, 2, 3, 4, 5, 6, 7, 8], 'b': np.arange(8.0), 'c': np.ones(8), 'y': [0, 1, 0, 1, 1, 0, 1, 0]})
f = np.random.rand(24, 6)
labels = np.arange(24) % 3
small = np.random.rand(30, 3).astype(np.float32)
texts = ['the cat sat', 'the dog ran', 'a cat ran']
words = pd.DataFrame({'kind': ['x', 'y', 'x', 'z'], 'size': [1, 2, 3, 4]})

y0 = df.values
y1 = df.to_numpy()
y2 = df.to_numpy(dtype=np.float32)
y3 = df['a'].values
y4 = df['b'].to_numpy()
y5 = df[['a', 'c']].values
y6 = df.drop(columns=['y']).values
y7 = df.drop('y', axis=1).values
y8 = df.drop(['a', 'b'], axis=1).values
y9 = df.drop([0, 3]).shape[1] * np.ones(2)
y10 = df.iloc[:, :-1].values
y11 = df.iloc[:, -1].values
y12 = df.iloc[:5].values
y13 = df.iloc[2].values
y14 = df.iloc[:, [0, 2]].values
y15 = df.iloc[1:7:2, 1:3].values
y16 = df.iloc[[0, 3, 5], 1].values
y17 = df.iloc[-3:, 2:].values
y18 = df.loc[:, ['a', 'b', 'y']].values
y19 = df.loc[:, 'a'].values
y20 = df[:3].values
y21 = df[2:].values
y22 = df.head(3).values
y23 = df.head().values
y24 = df.tail(2).values
y25 = df.sample(4).values
y26 = df.sample(frac=1).values
y27 = df.sample(frac=1.0, random_state=3).reset_index(drop=True).values
y28 = np.zeros(df.shape)
y29 = np.zeros((len(df), df.shape[1]))
y30 = df.astype('float32').values
y31 = df.fillna(0).values
y32 = df.copy().values
y33 = df.sort_values('b').values
y34 = df.set_index('a').values
y35 = df.assign(d=1, e=2).values
y36 = df.rename(columns={'a': 'first'}).values
y37 = df.T.values
y38 = torch.tensor(df.values, dtype=torch.float32)
y39 = torch.from_numpy(df[['b', 'c']].values)
y40 = torch.tensor(df['y'].values)
y41 = torch.FloatTensor(df.iloc[:, 1:3].values)
y42 = np.array(df)
y43 = np.asarray(df['a'])
y44 = torch.tensor(df['b'].values).unsqueeze(1)
y45 = df['a'].values.reshape(-1, 1)
t = df.copy(); t['d'] = t['a']; y46 = t.values
t = df.copy(); t['a'] = 0; y47 = t.values
t = df.copy(); t.drop('a', axis=1, inplace=True); y48 = t.values
t = df.copy(); s = t.pop('y'); y49 = t.values
t = df.copy(); y50 = t.pop('a').values
t = df.copy(); del t['b']; y51 = t.values
t = df.copy(); t.columns = ['p', 'q', 'r', 's']; y52 = t[['p', 's']].values
t = df.copy(); t.insert(1, 'new', 5); y53 = t.values
y54 = pd.DataFrame(f).values
y55 = pd.DataFrame(f, columns=['a', 'b', 'c', 'd', 'e', 'f'])[['a', 'f']].values
y56 = pd.DataFrame(labels).values
y57 = pd.DataFrame([[1, 2], [3, 4], [5, 6]]).values
y58 = pd.Series([1, 2, 3]).values
y59 = pd.Series(f[:, 0]).to_numpy()
y60 = pd.Series([1, 2, 3]).to_frame().values
y61 = pd.concat([df, df]).values
y62 = pd.concat([df, df], axis=0).values
y63 = pd.get_dummies(words).values[:, :3]
y64 = pd.read_csv(io.StringIO('1,2,3\n4,5,6'), names=['a', 'b', 'c']).values.shape[1] * np.ones(2)
y65 = pd.to_numeric(df['a']).values
y66 = df['a'].map(lambda x: x + 1).values
y67 = df['a'].astype(np.float32).values
y68 = df['a'][2:5].values
y69 = df['a'].iloc[:4].values
y70 = df['a'].head(3).values
y71 = datasets.load_iris().data
y72 = datasets.load_iris().target
y73 = datasets.load_iris()['data']
y74, y75 = datasets.load_iris(return_X_y=True)
y76 = datasets.load_iris(as_frame=True).data.values
y77 = datasets.load_iris(as_frame=True).frame.values
y78 = datasets.load_digits().images
y79 = datasets.load_digits().data
y80, y81 = datasets.load_breast_cancer(return_X_y=True)
y82, y83 = datasets.load_wine(return_X_y=True)
y84, y85 = datasets.load_diabetes(return_X_y=True)
y86, y87 = datasets.load_linnerud(return_X_y=True)
y88, y89 = datasets.make_moons(n_samples=50)
y90, y91 = datasets.make_moons((20, 30), noise=0.1)
y92, y93 = datasets.make_circles(40)
y94, y95 = datasets.make_blobs(n_samples=60, n_features=3, centers=4)
y96, y97 = datasets.make_blobs([10, 20], centers=[[0, 0], [5, 5]])
y98, y99 = datasets.make_classification(n_samples=70, n_features=8)
y100, y101 = datasets.make_regression(n_samples=40, n_features=5, n_targets=2)
y102, y103 = datasets.make_regression(30, 4)
y104, y105 = datasets.make_swiss_roll(25)
y106, y107 = datasets.make_friedman1(30)
y108, y109 = datasets.make_friedman2(30)
y110, y111 = datasets.make_gaussian_quantiles(n_samples=20, n_features=3)
y112, y113 = datasets.make_multilabel_classification(n_samples=20, n_classes=4)
y114, y115 = train_test_split(f, test_size=0.3)
y116, y117, y118, y119 = train_test_split(f, labels, test_size=0.25, random_state=1)
y120, y121, y122, y123 = train_test_split(f, labels)
y124, y125 = train_test_split(f, train_size=0.6)
y126, y127 = train_test_split(f, test_size=5)
y128, y129 = train_test_split(f, test_size=0.2, train_size=0.5)
y130, y131 = train_test_split(torch.tensor(f), test_size=0.5)
y132, y133 = [part.values for part in train_test_split(df, test_size=2)]
y134 = StandardScaler().fit_transform(f)
y135 = MinMaxScaler(feature_range=(0, 1)).fit_transform(small)
y136 = RobustScaler().fit(f).transform(f[:4])
y137 = MaxAbsScaler().fit_transform(df)
y138 = Normalizer().fit_transform(f)
y139 = PowerTransformer().fit_transform(f)
y140 = QuantileTransformer(n_quantiles=10).fit_transform(f)
y141 = OrdinalEncoder().fit_transform(words)
y142 = StandardScaler().fit(f).inverse_transform(f[:3])
y143 = OneHotEncoder().fit_transform(words).toarray()[:, :2]
y144 = OneHotEncoder(sparse_output=False).fit_transform(words[['kind']])[:, :2]
y145 = PolynomialFeatures(degree=2).fit_transform(f)
y146 = PolynomialFeatures(3, include_bias=False).fit_transform(small)
y147 = PCA(n_components=2).fit_transform(f)
y148 = PCA(3).fit(f).transform(f[:10])
y149 = PCA().fit_transform(f)
y150 = TruncatedSVD(n_components=4).fit_transform(f)
y151 = SelectKBest(k=3).fit_transform(f, labels)
y152 = SimpleImputer().fit_transform(f)[:, 0]
y153 = LabelEncoder().fit_transform(['a', 'b', 'a'])
y154 = LabelEncoder().fit_transform(words['kind'])
y155 = KMeans(n_clusters=3, n_init=1).fit_predict(f)
y156 = CountVectorizer().fit_transform(texts).toarray()[:, 0]
y157 = TfidfVectorizer().fit_transform(texts).toarray()[:, 1:3]
y158 = list(KFold(n_splits=5).split(f))[0][0]
y159 = list(KFold(n_splits=4, shuffle=True).split(f, labels))[3][1]
y160 = torch.tensor(StandardScaler().fit_transform(df.drop('y', axis=1)), dtype=torch.float32)
y161 = np.ones(len(datasets.load_wine().feature_names))
y162 = np.ones(len(list(StratifiedKFold(3).split(f, labels))))
y163 = (df['a'] * 2).values
y164 = (df > 3).values
y165 = (10 - df['b']).to_numpy()
y166 = df[df['y'] == 1].values[:2]
y167 = df['a'][df['b'] > 3].values[:1]
y168 = (-df['a']).values
y169 = (df / 8).iloc[:, 1:].values
