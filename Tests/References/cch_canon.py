"""Canonical one-line Gaussian generator: exact expected excess risk of linear KD against simulation, cases A-F.

Expected values: ../Fixtures/golden/cch_gaussian.json. numpy only.
"""
import numpy as np
rng=np.random.default_rng(5)
def case(name,al,be,ga,de,b,sg,kap=1,n=60,d=20,T=4000):
    al,be,ga,de=[kap*v for v in (al,be,ga,de)]
    sy2=b*b+sg*sg; c=b*be; st2=be*be+ga*ga; B=(1-al)**2+de**2; Vt=al*al+de*de+st2; Vy=1+sy2
    I12=-.5*np.log(1-al*al/Vt); I2y=.5*np.log(1+1/sy2); I1y=-.5*np.log(1-(al+c)**2/(Vt*Vy)); k=d/(n-d-1)
    f=lambda l:(l*l*B+(sy2+2*l*c+l*l*st2)*k)/(1+l)**2
    a=np.clip((sy2-c)/(sy2-2*c+st2+B/k),0,1)
    L=[0,.1,.5,1,3]; sim=np.zeros(len(L))
    for _ in range(T):
        X=rng.standard_normal((n,d)); u,e,v=rng.standard_normal((3,n)); s=X[:,0]; y=s+b*u+sg*e; t=al*s+be*u+ga*v+de*X[:,1]
        W=np.linalg.solve(X.T@X,X.T@np.c_[y,t])
        for i,l in enumerate(L):
            w=(W[:,0]+l*W[:,1])/(1+l); w=w.copy(); w[0]-=1; sim[i]+=w@w
    print(name,'| I12 %.4f I2y %.4f I1y %.4f CCH %s | c %.4f sy2 %.4f st2 %.4f B %.4f Vt %.4f Vy %.4f | a* %.4f lam* %s'%(I12,I2y,I1y,I12>I2y,c,sy2,st2,B,Vt,Vy,a,('%.4f'%(a/(1-a)) if a<1 else 'inf')))
    print('   excess risk theory',[float('%.6f'%f(l)) for l in L],'sim',np.round(sim/T,4))
print('params alpha beta gamma delta b sigma kappa; n=60 d=20; lambdas 0,.1,.5,1,3')
case('A good teacher',.9,.3,.2,0,.6,.8)
case('B weak overlap ',.3,.5,.2,.2,.6,.8)
case('C A scaled x5  ',.9,.3,.2,0,.6,.8,kap=5)
case('D copy of label',1.,.6,.8,0,.6,.8)   # independent noise copy
case('E pure noise   ',0.,0.,.5,0,.6,.8)
case('F nuisance-shared',.9,.3,.2,.9,.6,.8)
