"""Float64 reference values for distillation losses and McNemar tests. Writes ../Fixtures/golden/kd_losses.json.

Student gradients are given for Hinton KD and the ARMADA losses only.
Needs numpy and scipy. The whole file runs in a few seconds.
"""
import numpy as np, json, math, os
from scipy import stats
def sm(z,T=1.0):
    z=np.asarray(z,float)/T; z=z-z.max(1,keepdims=True); e=np.exp(z); return e/e.sum(1,keepdims=True)
def lsm(z,T=1.0):
    z=np.asarray(z,float)/T; m=z.max(1,keepdims=True); return z-m-np.log(np.exp(z-m).sum(1,keepdims=True))
def fd(f,x,h=1e-6):
    g=np.zeros_like(x)
    for i in np.ndindex(x.shape):
        a=x.copy();a[i]+=h;b=x.copy();b[i]-=h;g[i]=(f(a)-f(b))/(2*h)
    return g
out={}
zs=np.array([[1.0,2.0,0.5],[0.0,-1.0,3.0]]);zt=np.array([[2.0,1.0,0.0],[0.5,-0.5,2.5]]);y=np.array([0,2])
out['inputs_logits']=dict(student=zs.tolist(),teacher=zt.tolist(),labels=y.tolist())
for T in(1.0,2.0,5.0):
    p=sm(zt,T);lq=lsm(zs,T);q=np.exp(lq)
    KL=(p*(np.log(p)-lq)).sum(1).mean();CE=-(p*lq).sum(1).mean()
    g=T*(q-p)/len(zs)                                   # d(T^2*KL)/dz
    f=lambda z:T*T*(p*(np.log(p)-lsm(z,T))).sum(1).mean()
    assert np.allclose(g,fd(f,zs),atol=1e-7)
    out[f'hinton_T{T:g}']=dict(KL_batchmean=KL,T2_KL=T*T*KL,CE_soft=CE,T2_CE=T*T*CE,grad_T2KL_student=g.tolist())
ce=-lsm(zs)[np.arange(2),y].mean();out['hard_ce_T1']=ce
lam=0.7;T=2.0;s=sm(zt,T)
soft_noT=-(s*lsm(zs)).sum(1).mean()
out['lopez_paz_eq_T2_lam0.7']=dict(paper=(1-lam)*ce+lam*soft_noT,repo_code=(1-lam)*ce+lam*T*T*soft_noT,hinton_consistent=(1-lam)*ce+lam*T*T*(-(s*lsm(zs,T)).sum(1).mean()))
# ARMADA
T=5.0;P=sm(zt,T);Q=sm(zs,T)
out['armada_logit_tau5']=dict(paper_mean_L2=float(np.linalg.norm(P-Q,axis=1).mean()),paper_frobenius=float(np.linalg.norm(P-Q)),code_T2_mse=float(T*T*((P-Q)**2).mean()))
l2=lambda z:np.linalg.norm(P-sm(z,5.0),axis=1).mean();ms2=lambda z:25*((P-sm(z,5.0))**2).mean()
out['armada_logit_tau5'].update(grad_paper_mean_L2=fd(l2,zs.copy()).tolist(),grad_code_T2_mse=fd(ms2,zs.copy()).tolist())
dd=Q-P;g=dd/np.linalg.norm(dd,axis=1,keepdims=True)/len(zs)
assert np.allclose((Q*(g-(g*Q).sum(1,keepdims=True)))/5.0,fd(l2,zs.copy()),atol=1e-8)
g=2*25*dd/dd.size
assert np.allclose((Q*(g-(g*Q).sum(1,keepdims=True)))/5.0,fd(ms2,zs.copy()),atol=1e-8)
pt=np.array([[1.0,0.0,2.0],[0.0,1.0,-1.0]]);ps=np.array([[0.5,0.5,1.0],[1.0,0.0,0.0]])
out['inputs_proj']=dict(aligner=pt.tolist(),student=ps.tolist())
mt=pt.mean(0);n=len(ps)
cosn=lambda a:1-mt@a.mean(0)/(np.linalg.norm(mt)*np.linalg.norm(a.mean(0)))
cosr=lambda a:1-mt@a.mean(0)
eu=lambda a:np.linalg.norm(mt-a.mean(0));eum=lambda a:((mt-a.mean(0))**2).mean()
el=lambda a:np.linalg.norm(pt-a,axis=1).mean();elm=lambda a:((pt-a)**2).mean()
for k,f in dict(cosine_eq3_raw=cosr,cosine_normalised_code=cosn,euclid_eq4=eu,euclid_code_mse=eum,elementwise_eq5=el,elementwise_code_mse=elm).items():
    out['armada_'+k]=dict(value=float(f(ps)),grad_student=np.round(fd(f,ps.copy()),9).tolist())
ms=ps.mean(0);nt,ns=np.linalg.norm(mt),np.linalg.norm(ms)
ga=-(mt/(nt*ns)-(mt@ms)*ms/(nt*ns**3))/n
assert np.allclose(np.tile(ga,(n,1)),fd(cosn,ps.copy()),atol=1e-7)
d=ms-mt;assert np.allclose(np.tile(d/np.linalg.norm(d)/n,(n,1)),fd(eu,ps.copy()),atol=1e-7)
# RKD
S=np.array([[0.,0.],[1.,0.],[0.,2.],[3.,1.]]);Tm=np.array([[0.,0.,0.],[2.,0.,1.],[0.,1.,0.],[1.,1.,1.]])
out['inputs_rel']=dict(student=S.tolist(),teacher=Tm.tolist())
hub=lambda r:np.where(np.abs(r)<1,0.5*r*r,np.abs(r)-0.5)
def pd(E):
    D=np.sqrt(((E[:,None]-E[None])**2).sum(-1));return D/D[D>0].mean()
def ang(E):
    V=E[None]-E[:,None]                                  # V[i,j]=E_j-E_i ; anchor i
    nv=np.linalg.norm(V,axis=2,keepdims=True);U=np.where(nv>1e-12,V/np.maximum(nv,1e-12),0);return np.einsum('ijk,ilk->ijl',U,U)
D=hub(pd(S)-pd(Tm));A=hub(ang(S)-ang(Tm));N=len(S)
out['rkd']=dict(distance_mean_over_N2=float(D.mean()),distance_mean_offdiag=float(D.sum()/(N*(N-1))),angle_mean_over_N3=float(A.mean()),repdistiller_25d_50a=float(25*D.mean()+50*A.mean()),rkd_repo_1d_2a=float(D.mean()+2*A.mean()))
# FitNets
out['fitnets']=dict(half_sq_sum_mean_over_batch=float(0.5*((pt-ps)**2).sum(1).mean()),mse=float(((pt-ps)**2).mean()))
def cka(X,Y):
    X=X-X.mean(0);Y=Y-Y.mean(0);return (np.linalg.norm(X.T@Y)**2)/(np.linalg.norm(X.T@X)*np.linalg.norm(Y.T@Y))
def hs(K,L):
    K=K.copy();L=L.copy();np.fill_diagonal(K,0);np.fill_diagonal(L,0);n=len(K);o=np.ones(n)
    return ((K*L).sum()+K.sum()*L.sum()/((n-1)*(n-2))-2/(n-2)*(o@K@L@o))/(n*(n-3))
R=np.random.RandomState(0);X=R.randn(8,3);Y=np.c_[X[:,:2]+0.1*R.randn(8,2),R.randn(8,2)]
X=np.round(X,4);Y=np.round(Y,4)
out['inputs_cka']=dict(X=X.tolist(),Y=Y.tolist())
def deb(X,Y):
    X=X-X.mean(0);Y=Y-Y.mean(0);n=len(X);rx=(X*X).sum(1);ry=(Y*Y).sum(1)
    h=lambda xty,a,b:xty-n/(n-2.)*(a@b)+a.sum()*b.sum()/((n-1)*(n-2))
    return h(np.linalg.norm(X.T@Y)**2,rx,ry)/math.sqrt(h(np.linalg.norm(X.T@X)**2,rx,rx)*h(np.linalg.norm(Y.T@Y)**2,ry,ry))
u=hs(X@X.T,Y@Y.T)/math.sqrt(hs(X@X.T,X@X.T)*hs(Y@Y.T,Y@Y.T))
assert abs(u-deb(X,Y))<1e-9,(u,deb(X,Y))
out['cka']=dict(linear_biased=float(cka(X,Y)),linear_debiased=float(u),self=float(cka(X,X)))
# CRD (NCE form), explicit scores
tau=0.07;Kn=2;M=10;dots=np.array([0.9,0.1,-0.2]);Z=50.0;P=np.exp(dots/tau)/Z;c=Kn/M
out['crd']=dict(tau=tau,K=Kn,n_data=M,dots=dots.tolist(),Z=Z,loss_one_side=float(-(math.log(P[0]/(P[0]+c))+sum(math.log(c/(p+c)) for p in P[1:]))))
def nrm(a):return a/np.linalg.norm(a,axis=1,keepdims=True)
L=nrm(ps)@nrm(pt).T/0.1
out['infonce_tau0.1']=float(-np.mean(np.diag(lsm(L))))
p=sm(zt,2);kd=4*(p*(np.log(p)-lsm(zs,2))).sum(1).mean();cosl=float((1-(ps*pt).sum(1)/(np.linalg.norm(ps,axis=1)*np.linalg.norm(pt,axis=1))).mean())
out['distilbert']=dict(ce_T2=kd,cos=cosl,mlm_ce=ce,total_5_2_1=float(5*kd+2*ce+1*cosl))
def mc(b,c):
    n=b+c;k=min(b,c);ex=min(1.0,2*stats.binom.cdf(k,n,.5)) ;mid=ex-stats.binom.pmf(k,n,.5) if b!=c else 1-0.5*stats.binom.pmf(k,n,.5)
    e=(abs(b-c)-1)**2/n;ch=(b-c)**2/n
    return dict(b=b,c=c,exact_p=float(ex),midp=float(mid),edwards_chi2=e,edwards_p=float(stats.chi2.sf(e,1)),chi2=ch,chi2_p=float(stats.chi2.sf(ch,1)))
out['mcnemar']=[mc(121,59),mc(70,59),mc(80,59),mc(10,2),mc(0,5)]
def r(o):
    if isinstance(o,dict):return{k:r(v) for k,v in o.items()}
    if isinstance(o,list):return[r(v) for v in o]
    if isinstance(o,(float,np.floating)):return float('%.10g'%float(o))
    return o
if __name__=='__main__':
    json.dump(r(out),open(os.path.join(os.path.dirname(os.path.abspath(__file__)),'..','Fixtures','golden','kd_losses.json'),'w'),indent=1)
