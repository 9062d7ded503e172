"""Lopez-Paz et al. (2016) synthetic experiments 1-4 (numpy only): acceptance targets for generalised distillation.

Softmax regression, RMSprop (lr=1e-3, rho=.9, eps=1e-6), batch 128, 1000 epochs, lambda=T=1, d=50, n_train=200, n_test=2000.
Usage: python lopezpaz_synth.py [repeats]   (default 30, the value used for lopezpaz_synth.json; about 70 s)
Writes ../Fixtures/golden/lopezpaz_synth.json when run with the default, otherwise only prints.
"""
import numpy as np, sys, json, os
def sm(z): z=z-z.max(1,keepdims=True); e=np.exp(z); return e/e.sum(1,keepdims=True)
def fit(X,P,rng,ep=1000,bs=128,lr=1e-3):
    n,d=X.shape; W=rng.uniform(-1,1,(d,2))*np.sqrt(6/(d+2)); b=np.zeros(2); vW=np.zeros_like(W); vb=np.zeros(2)
    for _ in range(ep):
        p=rng.permutation(n)
        for i in range(0,n,bs):
            k=p[i:i+bs]; G=(sm(X[k]@W+b)-P[k])/len(k); gW=X[k].T@G; gb=G.sum(0)
            vW=.9*vW+.1*gW**2; vb=.9*vb+.1*gb**2; W-=lr*gW/np.sqrt(vW+1e-6); b-=lr*gb/np.sqrt(vb+1e-6)
    return W,b
def e1(a,n,r): x=r.standard_normal((n,a.size)); xs=(x@a)[:,None]; return xs,x,((xs[:,0]+r.standard_normal(n))>0)
def e2(a,n,r): x=r.standard_normal((n,a.size)); return x,x+r.standard_normal(x.shape),(x@a>0)
def e3(a,n,r): x=r.standard_normal((n,a.size)); xs=x[:,:3]; return xs,x,(xs@a[:3]>0)
def e4code(a,n,r):
    x=r.standard_normal((n,a.size)); xs=x[:,r.permutation(a.size)[:3]]; s=xs@a[:3]; return xs,x,(s>np.median(s))
def e4paper(a,n,r):
    x=r.standard_normal((n,a.size)); J=np.array([r.permutation(a.size)[:3] for _ in range(n)]); xs=np.take_along_axis(x,J,1); return xs,x,((xs*a[J]).sum(1)>0)
def e4pos(a,n,r):
    x=r.standard_normal((n,a.size)); J=np.array([r.permutation(a.size)[:3] for _ in range(n)]); xs=np.take_along_axis(x,J,1); return xs,x,(xs@a[:3]>0)
def run(f,R,nte):
    o=[]
    for s in range(R):
        r=np.random.default_rng(s); a=r.standard_normal(50); xs,x,y=f(a,200,r); ts,t,ty=f(a,nte,r)
        sc=lambda A,B:((A-A.mean(0))/A.std(0),(B-A.mean(0))/A.std(0)); x,t=sc(x,t); xs,ts=sc(xs,ts)
        Y=np.c_[y,~y].astype(float); acc=lambda X,m:float((((X@m[0]+m[1]).argmax(1)==0)==ty).mean())
        mp=fit(xs,Y,r); mr=fit(x,Y,r); S=sm(xs@mp[0]+mp[1]); md=fit(x,S,r); o.append([acc(ts,mp),acc(t,mr),acc(t,md)])
    o=np.array(o); return o.mean(0).round(3).tolist(),o.std(0).round(3).tolist()
if __name__=='__main__':
    R=int(sys.argv[1]) if len(sys.argv)>1 else 30
    res={}
    for n,f in dict(exp1=e1,exp2=e2,exp3=e3,exp4_code=e4code,exp4_paper=e4paper,exp4_positional=e4pos).items():
        m,s=run(f,R,2000); res[n]=dict(priv=m[0],reg=m[1],dist=m[2],sd=s); print(n,m,s,flush=True)
    if len(sys.argv)==1:
        json.dump(dict(reps=R,results=res),open(os.path.join(os.path.dirname(os.path.abspath(__file__)),'..','Fixtures','golden','lopezpaz_synth.json'),'w'),indent=1)
