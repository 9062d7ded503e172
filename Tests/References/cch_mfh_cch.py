"""MFH generator (as in zihuixue/MFH gauss/main.py) with a CCH test on linear (logistic) models.

Expected values: ../Fixtures/golden/cch_gaussian.json. Needs numpy and scipy (imports mi_vectors.py); about 40 s.
"""
import numpy as np
from mi_vectors import ksg1, ross
rng=np.random.default_rng(0)
sg=lambda z:1/(1+np.exp(-z))
def gen(a,n,ov,x1d=25,x2d=50,s1=10,s2=10):
    xs=rng.standard_normal((n,s1+s2)); y=(xs@a[:s1+s2]>0).astype(float)
    x2=rng.standard_normal((n,x2d)); x2[:,:s2]=xs[:,:s2]
    x1=rng.standard_normal((n,x1d)); x1[:,s2-ov:s2-ov+s1]=xs[:,s2-ov:s2-ov+s1]
    return x1,x2,y
def fit(X,q,lr=.2,ep=1000):
    # logistic regression on soft target q; 2-logit softmax SGD lr .1 == logistic lr .2 on logit difference
    w=np.zeros(X.shape[1]);b=0.
    for _ in range(ep):
        g=sg(X@w+b)-q; w-=lr*X.T@g/len(X); b-=lr*g.mean()
    return w,b
rows=[]
for ov in (0,2,4,6,8,10):
    R=[]
    for rep in range(30):
        a=rng.standard_normal(500); x1,x2,y=gen(a,200,ov); t1,t2,ty=gen(a,1000,ov)
        w1,b1=fit(x1,y); w2,b2=fit(x2,y)
        pt=sg(x1@w1+b1)
        # CE + 0.5*KL: torch KLDivLoss() default reduction 'mean' averages over N*2 elements
        wt=0.5; q=(y+wt*pt)/(1+wt); wk,bk=fit(x2,q,lr=.2*(1+wt))
        acc=lambda X,w,b,yy:((X@w+b>0)==(yy>.5)).mean()
        # full-weight KD (batchmean): weight 1
        q1=(y+pt)/2; wk1,bk1=fit(x2,q1,lr=.4)
        h1=(t1@w1+b1)[:,None]; h2=(t2@w2+b2)[:,None]
        s=lambda h:(h-h.mean())/h.std()
        R.append((acc(t1,w1,b1,ty),acc(t2,w2,b2,ty),acc(t2,wk,bk,ty),acc(t2,wk1,bk1,ty),ksg1(s(h1),s(h2),5),ross(s(h2),ty.astype(int),5)))
    R=np.array(R); m=R.mean(0); d=(R[:,2]-R[:,1])*100; d1=(R[:,3]-R[:,1])*100
    print('overlap %2d gamma %.2f teacher %.2f noKD %.2f | dKD(w.5) %.2f+-%.2f dKD(w1) %.2f+-%.2f | I(h1;h2) %.3f I(h2;y) %.3f CCH %s (per-run frac %.2f)'%(ov,ov/(20-ov),m[0]*100,m[1]*100,d.mean(),d.std()/30**.5,d1.mean(),d1.std()/30**.5,m[4],m[5],m[4]>m[5],(R[:,4]>R[:,5]).mean()))
