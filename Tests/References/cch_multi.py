"""Choosing among three teachers by several policies, population quantities of random Gaussian models.

Expected values: ../Fixtures/golden/cch_gaussian.json. numpy only.
"""
import numpy as np
rng=np.random.default_rng(3)
d1,d2,n=5,8,40; K=(n-d2-1)/d2
def one():
    D=3*d1+d2+1; r=rng.integers(3,12); M=rng.standard_normal((D,D+r))*rng.exponential(size=(1,D+r)); S=M@M.T/(D+r)
    s2=slice(3*d1,3*d1+d2); S22=S[s2,s2]; S2y=S[s2,-1]; ws=np.linalg.solve(S22,S2y); Vy=S[-1,-1]; Vs=ws@S22@ws; sy2=Vy-Vs; I2y=-.5*np.log(1-Vs/Vy)
    out=[]
    for j in range(3):
        s1=slice(j*d1,(j+1)*d1); w1=np.linalg.solve(S[s1,s1],S[s1,-1]); Vt=w1@S[s1,s1]@w1
        C=S[s2,s1]@w1; vs=np.linalg.solve(S22,C); st2=Vt-C@vs; c=w1@S[s1,-1]-C@ws; B=(vs-ws)@S22@(vs-ws)
        r2=(ws@C)**2/(Vt*Vs); I12=-.5*np.log(1-r2); Ity=-.5*np.log(1-Vt/Vy)
        f=lambda a:((1-a)**2*sy2+2*a*(1-a)*c+a*a*(st2+K*B))/sy2
        a=np.clip((sy2-c)/(sy2-2*c+st2+K*B),0,1); out.append((I12,Ity,1-f(.5),1-f(a),1-f(1/11.)))
    return I2y,np.array(out)
T=20000; g={k:[] for k in ('oracle@1','maxI12@1','CCHgate@1','bestTeacherAcc@1','random@1','oracle@opt','maxI12@opt','CCHgate@opt','bestTeacherAcc@opt','maxI12@.1','CCHgate@.1','bestTeacherAcc@.1')}
hit=0;n2=0
for _ in range(T):
    I2y,o=one(); j=o[:,0].argmax(); t=o[:,1].argmax(); ok=o[j,0]>I2y
    g['oracle@1'].append(max(0,o[:,2].max())); g['maxI12@1'].append(o[j,2]); g['CCHgate@1'].append(o[j,2] if ok else 0); g['bestTeacherAcc@1'].append(o[t,2]); g['random@1'].append(o[0,2])
    g['oracle@opt'].append(o[:,3].max()); g['maxI12@opt'].append(o[j,3]); g['CCHgate@opt'].append(o[j,3] if ok else 0); g['bestTeacherAcc@opt'].append(o[t,3])
    g['maxI12@.1'].append(o[j,4]); g['CCHgate@.1'].append(o[j,4] if ok else 0); g['bestTeacherAcc@.1'].append(o[t,4])
    hit+=(j==o[:,2].argmax()); 
for k,v in g.items(): print('%-22s mean relative excess-risk reduction %.4f, frac harmful %.3f'%(k,np.mean(v),np.mean(np.array(v)<-1e-12)))
print('argmax I12 is best teacher at lambda=1:',hit/T)
