"""Gaussian linear KD theorem: exact excess risk against simulation, and census of CCH against the sign of the gain.

Expected values: ../Fixtures/golden/cch_gaussian.json. numpy only; about 10 s.
"""
import numpy as np
rng=np.random.default_rng(1)
def params(S,d1,d2,w1):
    # S covariance of (x1,x2,y)
    S22=S[d1:d1+d2,d1:d1+d2]; S2y=S[d1:d1+d2,-1]; Syy=S[-1,-1]
    S11=S[:d1,:d1]; S12=S[:d1,d1:d1+d2]; S1y=S[:d1,-1]
    ws=np.linalg.solve(S22,S2y); vs=np.linalg.solve(S22,S12.T@w1)
    sy2=Syy-S2y@ws; Vt=w1@S11@w1; st2=Vt-(S12.T@w1)@vs
    c=w1@S1y-(S12.T@w1)@ws
    B=(vs-ws)@S22@(vs-ws)
    Vs=ws@S22@ws; cts=w1@S12@ws
    rts2=cts**2/(Vt*Vs); rsy2=Vs/Syy
    return dict(ws=ws,vs=vs,sy2=sy2,st2=st2,c=c,B=B,Vt=Vt,Vy=Syy,I12=-.5*np.log(1-rts2),I2y=-.5*np.log(1-rsy2),rts=cts/np.sqrt(Vt*Vs))
def risk(p,n,d,lam):
    k=d/(n-d-1)
    return (lam**2*p['B']+(p['sy2']+2*lam*p['c']+lam**2*p['st2'])*k)/(1+lam)**2
def sim(S,d1,d2,w1,n,lams,T=4000):
    L=np.linalg.cholesky(S); p=params(S,d1,d2,w1); S22=S[d1:d1+d2,d1:d1+d2]
    out=np.zeros(len(lams))
    for _ in range(T):
        Z=rng.standard_normal((n,d1+d2+1))@L.T
        X1=Z[:,:d1];X2=Z[:,d1:d1+d2];y=Z[:,-1]; t=X1@w1
        A=np.linalg.solve(X2.T@X2,X2.T@np.c_[y,t])
        for i,l in enumerate(lams):
            w=(A[:,0]+l*A[:,1])/(1+l); e=w-p['ws']; out[i]+=e@S22@e
    return out/T
d1=6;d2=8;n=40
for trial in range(4):
    M=rng.standard_normal((d1+d2+1,d1+d2+3)); S=M@M.T/(d1+d2+3)
    w1=np.linalg.solve(S[:d1,:d1],S[:d1,-1])  # population-optimal teacher
    p=params(S,d1,d2,w1); lams=[0,.05,.2,.5,1,2]
    s=sim(S,d1,d2,w1,n,lams)
    print('I12 %.3f I2y %.3f c %.3f sy2 %.3f st2 %.3f Vt %.3f Vy %.3f'%(p['I12'],p['I2y'],p['c'],p['sy2'],p['st2'],p['Vt'],p['Vy']))
    print('  theory',np.round([risk(p,n,d2,l) for l in lams],4)); print('  sim   ',np.round(s,4))
# random census: how often CCH, c<sy2, KD helps
import collections
cnt=collections.Counter(); best=collections.Counter()
for trial in range(20000):
    r=rng.integers(3,12); M=rng.standard_normal((d1+d2+1,d1+d2+1+r)); 
    M*=rng.exponential(size=(1,M.shape[1])); S=M@M.T/(M.shape[1])
    w1=np.linalg.solve(S[:d1,:d1],S[:d1,-1])
    p=params(S,d1,d2,w1); cch=p['I12']>p['I2y']; helps=p['c']<p['sy2']
    a=(p['sy2']-p['c'])/(p['sy2']-2*p['c']+p['st2']+p['B']*(n-d2-1)/d2); 
    cnt[(bool(cch),bool(helps))]+=1
    hl=risk(p,n,d2,1.0)<risk(p,n,d2,0); best[(bool(cch),bool(hl))]+=1
print('population-optimal teacher: (CCH, small-lambda helps)',dict(cnt)); print(' (CCH, lambda=1 helps)',dict(best))
# scaled teacher counterexample
cnt=collections.Counter()
for trial in range(20000):
    M=rng.standard_normal((d1+d2+1,d1+d2+6)); M*=rng.exponential(size=(1,M.shape[1])); S=M@M.T/(M.shape[1])
    w1=3*np.linalg.solve(S[:d1,:d1],S[:d1,-1]); p=params(S,d1,d2,w1)
    cnt[(p['I12']>p['I2y'],p['c']<p['sy2'])]+=1
print('teacher scaled x3',{(bool(a),bool(b)):v for (a,b),v in cnt.items()})
