"""Golden vectors for KSG-1, KSG-2, Ross and Gaussian plug-in mutual information (nats), with a portable RNG.

Expected values: ../Fixtures/golden/mi.json. Brute force, O(N^2) memory; needs numpy, scipy
and (for the cross-check only) scikit-learn.
"""
import numpy as np, math
from scipy.special import digamma
M=(1<<64)-1
class SM:
    def __init__(s,seed): s.s=seed&M
    def next(s):
        s.s=(s.s+0x9E3779B97F4A7C15)&M; z=s.s
        z=((z^(z>>30))*0xBF58476D1CE4E5B9)&M; z=((z^(z>>27))*0x94D049BB133111EB)&M
        return z^(z>>31)
    def u(s): return (s.next()>>11)*2.0**-53            # [0,1)
    def normal(s):                                       # one normal per two uniforms (cos branch only)
        u1=1.0-s.u(); u2=s.u(); return math.sqrt(-2*math.log(u1))*math.cos(2*math.pi*u2)
def cheb(A): return np.abs(A[:,None,:]-A[None,:,:]).max(-1)
def ksg1(x,y,k,metric='cheb'):
    N=len(x); dx,dy=(cheb(x),cheb(y)) if metric=='cheb' else (np.sqrt(((x[:,None]-x[None])**2).sum(-1)),np.sqrt(((y[:,None]-y[None])**2).sum(-1)))
    dz=np.maximum(dx,dy); np.fill_diagonal(dz,np.inf)
    eps=np.sort(dz,1)[:,k-1]
    nx=(dx<eps[:,None]).sum(1)-1; ny=(dy<eps[:,None]).sum(1)-1
    return digamma(k)+digamma(N)-np.mean(digamma(nx+1)+digamma(ny+1))
def ksg2(x,y,k):
    N=len(x); dx=cheb(x);dy=cheb(y);dz=np.maximum(dx,dy); np.fill_diagonal(dz,np.inf)
    nn=np.argsort(dz,1,kind='stable')[:,:k]; r=np.arange(N)[:,None]
    ex=dx[r,nn].max(1); ey=dy[r,nn].max(1)
    nx=(dx<=ex[:,None]).sum(1)-1; ny=(dy<=ey[:,None]).sum(1)-1
    return digamma(k)-1/k+digamma(N)-np.mean(digamma(nx)+digamma(ny))
def ross(x,lab,k,metric='cheb'):
    N=len(x); d=cheb(x) if metric=='cheb' else np.sqrt(((x[:,None]-x[None])**2).sum(-1))
    s=0;n=0
    out=[]
    for i in range(N):
        same=np.where((lab==lab[i])&(np.arange(N)!=i))[0]; Nc=len(same)+1
        if Nc<2: continue
        kk=min(k,Nc-1); e=np.sort(d[i,same])[kk-1]
        m=(d[i]<e).sum()   # includes i itself
        out.append((digamma(kk),digamma(Nc),digamma(m)))
    o=np.array(out); return digamma(len(o))+o[:,0].mean()-o[:,1].mean()-o[:,2].mean()
def gauss_mi(S,dx): return .5*(np.linalg.slogdet(S[:dx,:dx])[1]+np.linalg.slogdet(S[dx:,dx:])[1]-np.linalg.slogdet(S)[1])
def cca_mi(x,y):
    S=np.cov(np.c_[x,y].T); return gauss_mi(S,x.shape[1])
if __name__=='__main__':
    r=SM(42); print('SplitMix64(42) first 3 u64',[r.next() for _ in range(3)])
    r=SM(42); print('first 4 normals',[r.normal() for _ in range(4)])
    def bi(seed,N,rho):
        r=SM(seed); a=np.array([[r.normal(),r.normal()] for _ in range(N)]); return a[:,:1],rho*a[:,:1]+math.sqrt(1-rho*rho)*a[:,1:]
    for N,rho in ((500,.6),(500,0.),(500,.9)):
        x,y=bi(42,N,rho); print('BI',N,rho,'true',-.5*math.log(1-rho*rho))
        for k in (3,5): print('  k',k,'ksg1',ksg1(x,y,k),'ksg2',ksg2(x,y,k))
        print('  gaussian plug-in',cca_mi(x,y))
        from sklearn.feature_selection._mutual_info import _compute_mi_cc
        print('  sklearn k=3 (clipped at 0)',_compute_mi_cc(x.ravel(),y.ravel(),3))
    # multivariate 3x3, per-coordinate rho .6,.4,0
    r=SM(7); N=500; Z=np.array([[r.normal() for _ in range(6)] for _ in range(N)]); rr=np.array([.6,.4,0.])
    X=Z[:,:3]; Y=rr*X+np.sqrt(1-rr**2)*Z[:,3:]; print('3x3 true',-.5*np.log(1-rr**2).sum(),'ksg1 k3',ksg1(X,Y,3),'ksg1 euclid k3',ksg1(X,Y,3,'e'),'ksg2 k3',ksg2(X,Y,3),'cca',cca_mi(X,Y))
    # Ross: label = i mod 3, x = 2*label + normal
    r=SM(11); N=600; lab=np.arange(N)%3; x=np.array([[2.0*l+r.normal()] for l in lab])
    from sklearn.feature_selection._mutual_info import _compute_mi_cd
    print('ROSS 1D k3',ross(x,lab,3),'k5',ross(x,lab,5),'sklearn k3',_compute_mi_cd(x.ravel(),lab,3))
    g=np.linspace(-12,18,600001); ph=lambda m: np.exp(-(g-m)**2/2)/np.sqrt(2*np.pi); P=[ph(0),ph(2),ph(4)]; mx=sum(P)/3
    print('  true',sum(np.trapezoid(p*np.log(np.maximum(p,1e-300)/np.maximum(mx,1e-300)),g) for p in P)/3)
    print('  KSG1 with label as coordinate*1e3',ksg1(x,1e3*lab[:,None].astype(float),3),' (ties: exact label ties) ; standardised label',ksg1(x/x.std(),(lab[:,None]-1.)/np.std(lab),3))
    r=SM(12); X=np.array([[r.normal() for _ in range(4)] for _ in range(N)]); X[:,0]+=2.*(lab==1); X[:,1]+=2.*(lab==2)
    print('ROSS 4D cheb k3',ross(X,lab,3),'euclid k3',ross(X,lab,3,'e'),'KSG1 label*1e3',ksg1(X,1e3*lab[:,None].astype(float),3))
    for z in (1,2,3,5,10,100,600): print('digamma',z,repr(float(digamma(z))))
