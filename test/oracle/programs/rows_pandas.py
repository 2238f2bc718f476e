import io
import numpy as np
import pandas as pd

df = pd.DataFrame({'a': [1, 2, 3, 4, 5, 6, 7, 8], 'b': np.arange(8.0), 'c': np.ones(8), 'y': [0, 1, 0, 1, 1, 0, 1, 0]})
ints = pd.DataFrame([[1, 2, 3], [4, 5, 6]], columns=['p', 'q', 'r'])
truths = pd.DataFrame([[True, False], [False, False], [True, True]], columns=['s', 't'])
holes = pd.DataFrame({'u': [1.0, np.nan, 3.0, np.nan], 'v': [np.nan, 2.0, 2.0, np.nan]})
a = df['a']
flags = pd.Series([True, False, True])
days = pd.Series(['2020-01-01', '2020-01-02', '2020-01-05'])
text = 'm\tn\n1\t2\n3\t4\n5\t6\n'

y0 = pd.read_table(io.StringIO(text), names=['m', 'n']).values.shape[1] * np.ones(2)
y1 = pd.to_datetime(days).values
y2 = pd.cut(df['a'], 3, labels=False).values
y3 = pd.qcut(df['b'], 4, labels=False).values
t = df.copy(); t.iat[0, 1] = 3.0; y4 = t.values
t = df.copy(); t.at[2, 'b'] = 3.0; y5 = t[['b', 'c']].values
t = df.copy(); t.iloc[1:3, 0] = 0; y6 = t.values
t = df.copy(); t.loc[:, 'a'] = 0; y7 = np.ones(len(t))
s = df['a'].copy(); s.iat[0] = 3; y8 = s.values
s = df['a'].copy(); s.at[0] = 3; y9 = np.ones(len(s))
s = df['a'].copy(); s.loc[0] = 3; y10 = np.ones(len(s))
y11 = np.ones(df['a'].iat[3])
y12 = df['a'].tail(3).values
y13 = df['a'].sample(2).values
y14 = np.ones(len(df['a']))
y15 = np.zeros(df['a'].shape)
y16 = df.replace(1, 7).values
y17 = df.sort_index(ascending=False).values
y18 = holes.ffill().values
y19 = holes.bfill().values
y20 = holes.pad().values
y21 = holes.backfill().values
y22 = holes.interpolate().values
y23 = df.clip(0, 2).values
y24 = df.where(df > 2, 0).values
y25 = df.mask(df > 2, 0).values
y26 = df.rename_axis('row').values
y27 = df.round(1).values
y28 = df.abs().values
y29 = holes.isna().values
y30 = holes.isnull().values
y31 = holes.notna().values
y32 = holes.notnull().values
y33 = df.applymap(lambda x: x * 2).values
y34 = df.infer_objects().values
y35 = df.convert_dtypes().values
y36 = df.cumsum().values
y37 = df.shift(1).values
y38 = df.set_axis(['e', 'f', 'g', 'h'], axis=1).values
y39 = df.add_prefix('x_').values
y40 = df.add_suffix('_x').values
y41 = df.drop_duplicates().values[:2]
y42 = df.query('a > 4').values[:3]
y43 = df.truncate(before=2, after=4).values[:2]
y44 = df.select_dtypes('float').values[:, :1]
y45 = df.filter(items=['a', 'b']).values[:, :1]
y46 = df.eval('a + b').values
t = df.copy(); t.update(ints); y47 = t.values
t = df.copy(); t.isetitem(0, [0] * 8); y48 = t.values
y49 = np.ones(len(df.columns))
y50 = df.transpose().values
y51 = holes['u'].fillna(0).values
y52 = a.replace(1, 7).values
y53 = a.sort_values(ascending=False).values
y54 = a.sort_index().values
y55 = holes['u'].ffill().values
y56 = holes['u'].bfill().values
y57 = holes['u'].pad().values
y58 = holes['u'].backfill().values
y59 = holes['u'].interpolate().values
y60 = a.clip(0, 2).values
y61 = a.where(a > 2, 0).values
y62 = a.mask(a > 2, 0).values
y63 = a.rename_axis('row').values
y64 = a.copy().values
y65 = a.round(1).values
y66 = a.abs().values
y67 = holes['v'].isna().values
y68 = holes['v'].isnull().values
y69 = holes['v'].notna().values
y70 = holes['v'].notnull().values
y71 = a.infer_objects().values
y72 = a.convert_dtypes().to_numpy()
y73 = a.cumsum().values
y74 = a.shift(2).values
y75 = a.rename('other').values
y76 = a.drop([0, 3]).values[:2]
y77 = holes['v'].dropna().values[:1]
y78 = a.drop_duplicates().values[:2]
y79 = a.reset_index(drop=True).values
s = a.copy(); one = s.pop(3); y80 = np.ones(one)
s = a.copy(); s[0] = 5; y81 = np.ones(len(s))
y82 = (df + 1).values
y83 = (1 + df).values
y84 = (df - 1).values
y85 = (1 - df).values
y86 = (df * 2).values
y87 = (2 * df).values
y88 = (1 / (df + 1)).values
y89 = (df // 2).values
y90 = (9 // (df + 1)).values
y91 = (df % 2).values
y92 = (9 % (df + 1)).values
y93 = (df ** 2).values
y94 = (2 ** df).values
y95 = (ints & 1).values
y96 = (1 & ints).values
y97 = (ints | 1).values
y98 = (1 | ints).values
y99 = (ints ^ 1).values
y100 = (1 ^ ints).values
y101 = (df < 3).values
y102 = (df <= 3).values
y103 = (df >= 3).values
y104 = (df == 3).values
y105 = (df != 3).values
y106 = (-df).values
y107 = (~truths).values
y108 = (a + 1).values
y109 = (1 + a).values
y110 = (a - 1).values
y111 = (2 * a).values
y112 = (a / 2).values
y113 = (1 / a).values
y114 = (a // 2).values
y115 = (9 // a).values
y116 = (a % 2).values
y117 = (9 % a).values
y118 = (a ** 2).values
y119 = (2 ** a).values
y120 = (a & 1).values
y121 = (1 & a).values
y122 = (a | 1).values
y123 = (1 | a).values
y124 = (a ^ 1).values
y125 = (1 ^ a).values
y126 = (a < 3).values
y127 = (a <= 3).values
y128 = (a > 3).values
y129 = (a >= 3).values
y130 = (a == 3).values
y131 = (a != 3).values
y132 = (~flags).values
y133 = a.isin([1, 2]).values
y134 = a.between(2, 5).values
y135 = a.duplicated().values
y136 = df[(df['a'] > 2) & (df['b'] < 6)].values[:2]
y137 = df[(df['a'] > 6) | ~(df['b'] < 2)].values[:2]
y138 = df.truncate(before='a', after='b', axis=1).values
y139 = df.sort_index(axis=1, ascending=False).values
y140 = np.ones(df.iat[2, 0].astype(int))
y141 = df.filter(like='a').values
y142 = df.sort_index(axis=1, ascending=False).iloc[:, :2].drop(columns='y').values
s = a.copy(); s[s > 3] = 5; y143 = np.ones(len(s))
s = a.copy(); s[1:4] = 5; y144 = s.values
