#!/usr/bin/python3
"""High-precision reference set. Run: python3 make_models.py MODEL [maxrows]
Every number is computed twice: A = closed form (or exact finite sum) at >= 100 digits,
B = numerical integration over the mixing / death-time distributions (own adaptive Gauss-Legendre, hpquad.py).
A value is written only when |A/B-1| < 1e-24 (i.e. all 20 printed digits are verified)."""
import sys, os, csv, time, math, random, signal
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import mpmath as mp
from mpmath import mpf
from hpquad import quad, quad1, QuadFail, gl_nodes
mp.mp.dps = 60
HI = 110
TOLV = mpf(10) ** (-24)
OUT = os.path.dirname(os.path.abspath(__file__))

class TO(Exception): pass
def _alarm(*a): raise TO()
signal.signal(signal.SIGALRM, _alarm)
def limited(sec, f, *a, **k):
    signal.setitimer(signal.ITIMER_REAL, sec)
    try: return f(*a, **k)
    finally: signal.setitimer(signal.ITIMER_REAL, 0)

def s20(x):
    x = mpf(x)
    if x == 0: return "0"
    return mp.nstr(x, 20, min_fixed=mp.inf, max_fixed=-mp.inf, show_zero_exponent=True, strip_zeros=False)
def agree(a, b):
    if a == b: return 60.0
    d = abs(a - b) / max(abs(a), abs(b))
    return float(-mp.log10(d))

STAT = {}
def both(name, fa, fb, row, dig, sec=12, absolute=False):
    """fill row[name] when A and B agree"""
    st = STAT.setdefault(name, [0, 0, 0, 99.0])
    st[0] += 1
    try:
        with mp.workdps(HI): a = limited(sec, fa)
        b = limited(sec, fb)
        if isinstance(a, (list, tuple)): raise ValueError
        if absolute:   # log quantities: relative error of exp() == absolute difference
            d = abs(a - b); ag = 60.0 if d == 0 else float(-mp.log10(d)); ag = min(ag, agree(a, b)) if a != 0 and b != 0 else ag
            if abs(a) < mpf(10) ** -20 and d > TOLV * abs(a): ag = 0 if a != b else 60
        else: ag = agree(a, b)
        if not mp.isfinite(a): raise ValueError
    except (TO, QuadFail, ValueError, ZeroDivisionError, mp.libmp.NoConvergence, OverflowError, MemoryError) as e:
        st[2] += 1; row[name] = ""; dig[name] = type(e).__name__; return None
    if ag >= 24:
        st[1] += 1; st[3] = min(st[3], ag); row[name] = s20(a); dig[name] = "%.0f" % ag; return a
    st[2] += 1; row[name] = ""; dig[name] = "DISAGREE%.0f" % ag
    return None

def pow_int(m, T):  # helper: (1-rho^m)/m with limit
    if m == 0: return -mp.log(T)
    return -mp.expm1(m * mp.log(T)) / m

# ------------------------------------------------------------------ Pareto/NBD
class PNBD:
    names = ["r", "alpha", "s", "beta"]
    sets = [("cdnow", (0.5533, 10.5776, 0.6061, 11.6660)), ("cdnow_rounded", (0.55, 10.58, 0.61, 11.67)), ("grocery", (0.7866, 5.7349, 0.0, 0.0)),
        ("eq", (0.8, 10.0, 0.5, 10.0)), ("eq_tiny", (2.5, 1e-3, 1.5, 1e-3)), ("eq_huge", (0.3, 5e3, 0.3, 5e3)), ("eq_s1", (1.0, 1.0, 1.0, 1.0)),
        ("near_eq_ulp", (0.8, 10.0, 0.5, math.nextafter(10.0, 11))), ("near_eq_1e-12", (1.3, 10.0, 0.7, 10.0 * (1 + 1e-12))), ("near_eq_1e-8", (0.4, 3.0 * (1 + 1e-8), 2.0, 3.0)),
        ("near_eq_1e-4", (0.4, 3.0, 0.2, 3.0003)), ("tiny_r", (1e-3, 5.0, 0.6, 12.0)), ("tiny_s", (0.6, 5.0, 1e-3, 12.0)), ("tiny_rs", (1e-3, 2.0, 1e-3, 1.0)),
        ("huge_r", (1000.0, 800.0, 0.6, 11.0)), ("huge_r4", (2e4, 1e4, 0.8, 40.0)), ("huge_s", (0.6, 11.0, 1000.0, 5e4)), ("homog", (5e3, 1e4, 5e3, 2e5)),
        ("tiny_alpha", (0.5, 1e-4, 0.6, 11.0)), ("tiny_beta", (0.5, 11.0, 0.6, 1e-4)), ("alpha<<beta", (0.7, 1e-4, 0.9, 1e5)), ("alpha>>beta", (0.7, 1e5, 0.9, 1e-4)),
        ("s=1", (0.9, 7.0, 1.0, 30.0)), ("s=1+1e-9", (0.9, 7.0, 1.0 + 1e-9, 30.0)), ("s=1-1e-12", (0.9, 7.0, 1.0 - 1e-12, 30.0)), ("s=2_int", (2.0, 20.0, 2.0, 7.0)),
        ("lifetimes_overflow", (10.465, 7.98565181e-03, 3.0516, 2.820)), ("days_unit", (0.5533, 74.0432, 0.6061, 81.662)), ("donation", (1.188, 2.41, 0.55, 1.3)),
        ("btyd_issue", (0.16, 1.2e-2, 0.03, 7e-3)), ("large_s_small_beta", (1.7, 4.0, 25.0, 0.5)), ("fast_buyers", (30.0, 1.5, 0.4, 60.0)), ("sec_unit", (0.55, 6.4e6, 0.61, 7.05e6))]
    sets[2] = ("grocery", (1.2, 5.7, 0.35, 40.0))
    @staticmethod
    def M_closed(r, al, s, be, x, tx, T):
        n = r + s + x
        if al >= be: m, d, p = al, al - be, s + 1
        else: m, d, p = be, be - al, r + x
        def F(t): return mp.hyp2f1(n, p, n + 1, d / (m + t)) * (m + t) ** (-n)
        T1 = (al + T) ** (-(r + x)) * (be + T) ** (-s)
        A0 = F(tx) - F(T) if T > tx else mpf(0)
        return T1, s / n * A0
    @staticmethod
    def J(r, al, s, be, x, tx, T, full=False):
        if T <= tx: return [mpf(0)] * 5
        c = min(al, be)
        W = mp.log((c + T) / (c + tx)); sc = -(r + x) * mp.log(al + tx) - (s + 1) * mp.log(be + tx)
        def f(w):
            # dead at tau; tau = (c+tx) e^w - c
            tau = tx + (c + tx) * mp.expm1(w); A = al + tau; B = be + tau
            lA = mp.log(A); lB = mp.log(B)
            h = mp.exp(-(r + x) * lA - (s + 1) * lB - sc) * (c + tau)
            return [h, h * lA, h * lB, h / A, h / B] if full else [h]
        pts = [mpf(0)] + [W * mpf(2) ** (-k) for k in range(24, -1, -2)]
        v = quad(f, pts, 5 if full else 1)
        e = mp.exp(sc)
        return [e * y for y in v] + ([mpf(0)] * 4 if not full else [])
    def compute(self, P, x, tx, T, t, dl, tp, k, row, dig, heavy=True):
        r, al, s, be = [mpf(v) for v in P]; x = mpf(x); tx = mpf(tx); T = mpf(T); t = mpf(t); dl = mpf(dl); tp = mpf(tp)
        cache = {}
        def mc():
            if ("c", mp.mp.dps) not in cache: cache[("c", mp.mp.dps)] = self.M_closed(r, al, s, be, x, tx, T)
            return cache[("c", mp.mp.dps)]
        def ji():
            if "j" not in cache: cache["j"] = self.J(r, al, s, be, x, tx, T, True)
            return cache["j"]
        K = lambda: mp.loggamma(r + x) - mp.loggamma(r) + r * mp.log(al) + s * mp.log(be)
        T1f = lambda: (al + T) ** (-(r + x)) * (be + T) ** (-s)
        both("ll", lambda: K() + mp.log(sum(mc())), lambda: K() + mp.log(T1f() + s * ji()[0]), row, dig, absolute=True)
        pa_c = lambda: mc()[0] / sum(mc()); pa_i = lambda: T1f() / (T1f() + s * ji()[0])
        both("p_alive", pa_c, pa_i, row, dig)
        both("p_dead", lambda: mc()[1] / sum(mc()), lambda: s * ji()[0] / (T1f() + s * ji()[0]), row, dig) if T > tx else row.update(p_dead="0")
        def gi(i):
            j = ji(); t1 = T1f(); M = t1 + s * j[0]
            if i == 0: return mp.psi(0, r + x) - mp.psi(0, r) + mp.log(al) - (mp.log(al + T) * t1 + s * j[1]) / M
            if i == 1: return r / al - ((r + x) / (al + T) * t1 + s * (r + x) * j[3]) / M
            if i == 2: return mp.log(be) + (-mp.log(be + T) * t1 + j[0] - s * j[2]) / M
            return s / be - (s / (be + T) * t1 + s * (s + 1) * j[4]) / M
        def gc(i):
            h = mpf(10) ** (-32) * [r, al, s, be][i]
            def LL(d):
                q = [r, al, s, be]; q[i] = q[i] + d
                return mp.loggamma(q[0] + x) - mp.loggamma(q[0]) + q[0] * mp.log(q[1]) + q[2] * mp.log(q[3]) + mp.log(sum(self.M_closed(*q, x, tx, T)))
            return (LL(h) - LL(-h)) / (2 * h)
        for i, nm in enumerate(self.names):
            if heavy and (x > 0 or T > 0): both("dll_d" + nm, lambda: gc(i), lambda: gi(i), row, dig)
        def phi_i(b0, tt):
            if tt == 0: return mpf(0)
            return quad1(lambda w: mp.exp(w * (1 - s)) * b0, [mp.log1p(tt / b0) * mpf(q) / 4 for q in range(5)])
        phi_c = lambda b0, tt: b0 * pow_int(s - 1, b0 / (b0 + tt))
        both("cet", lambda: pa_c() * (r + x) / (al + T) * phi_c(be + T, t), lambda: pa_i() * (r + x) / (al + T) * phi_i(be + T, t), row, dig)
        both("ext", lambda: r / al * phi_c(be, t), lambda: r / al * phi_i(be, t), row, dig)
        def d_i():
            z = dl * (be + T)
            pts = [mpf(0)]; q = min(z, mpf(1))
            while q < 150: pts.append(q); q *= 8
            pts.append(mpf(150))
            return pa_i() * (r + x) / (al + T) / dl * quad1(lambda v: mp.exp(-v - s * mp.log1p(v / z)), pts)
        def d_c():
            z = dl * (be + T)
            return pa_c() * (r + x) / (al + T) * (be + T) ** s * dl ** (s - 1) * mp.hyperu(s, s, z)
        both("dert", d_c, d_i, row, dig)
        # PMF
        k = int(k)
        if tp > 0:
            pre = lambda: mp.exp(mp.loggamma(r + k) - mp.loggamma(r) - mp.loggamma(mpf(k + 1)))
            first = lambda: pre() * (al / (al + tp)) ** r * (tp / (al + tp)) ** k * (be / (be + tp)) ** s
            def pm_i():
                c = min(al, be); W = mp.log1p(tp / c)
                def f(w):
                    tau = c * mp.expm1(w)
                    if tau <= 0 and k > 0: return mpf(0)
                    return mp.exp((k * mp.log(tau) if k else 0) - (r + k) * mp.log(al + tau) - (s + 1) * mp.log(be + tau)) * (c + tau)
                return first() + pre() * al ** r * s * be ** s * quad1(f, [mpf(0)] + [W * mpf(q) / 6 for q in range(1, 7)])
            def pm_c():
                if k <= 20:
                    for dd in (110, 220, 440, 900):
                        with mp.workdps(dd):
                            if al >= be: m, d, p = al, al - be, s + 1
                            else: m, d, p = be, be - al, r + k
                            B1 = mp.hyp2f1(r + s, p, r + s + k + 1, d / m) / m ** (r + s)
                            acc = mpf(0)
                            for i in range(k + 1):
                                acc += mp.rf(r + s, i) * tp ** i / mp.factorial(i) * mp.hyp2f1(r + s + i, p, r + s + k + 1, d / (m + tp)) / (m + tp) ** (r + s + i)
                            if abs(B1 - acc) > abs(B1) * mpf(10) ** (-(dd - 60)):
                                return first() + al ** r * be ** s * mp.beta(r + k, s + 1) / mp.beta(r, s) * (B1 - acc)
                    raise ValueError
                # by parts, second quadrature in tau itself
                S = lambda u: (be / (be + u)) ** s
                G = lambda u: mp.exp(k * mp.log(u) - (r + k) * mp.log(al + u))
                with mp.workdps(60):
                    I = quad1(lambda u: S(u) * G(u) * (k / u - (r + k) / (al + u)) if u > 0 else mpf(0), [mpf(0)] + [tp * mpf(2) ** (-q) for q in range(20, -1, -2)])
                    return first() + pre() * al ** r * (-S(tp) * G(tp) + I)
            both("pmf", pm_c, pm_i, row, dig)

# ------------------------------------------------------------------ BG/NBD & MBG/NBD
def igamma_num(shape, rate, f=None):
    """integral_0^inf lam^(shape-1) e^(-rate lam) f(lam) dlam by quadrature"""
    if f is None and shape < mpf(1) / 50: return igamma_num(shape + 1, rate) * rate / shape   # by parts (steep end-point)
    f = f or (lambda l: mpf(1))
    if shape < mpf(3) / 10:
        inv = 1 / shape; zmax = mpf(160) ** shape
        return quad1(lambda z: mp.exp(-(z ** inv)) * f(z ** inv / rate) / shape if z > 0 else mpf(1) / shape * f(mpf(0)), [zmax * mpf(q) / 8 for q in range(9)]) * rate ** (-shape)
    if shape <= 12:
        lo = quad1(lambda y: mp.exp(-shape * y - mp.exp(-y)) * f(mp.exp(-y) / rate), [mpf(0)] + [mpf(140) / shape * mpf(q) / 10 for q in range(1, 11)])
        hi = quad1(lambda u: mp.exp((shape - 1) * mp.log(u) - u) * f(u / rate), [mpf(1), mpf(6), mpf(16), mpf(36), mpf(70), mpf(120), mpf(200)])
        return (lo + hi) * rate ** (-shape)
    sd = mp.sqrt(shape); lo = max(mpf(0), shape - 25 * sd - 200); hi = shape + 25 * sd + 220
    ref = (shape - 1) * mp.log(shape) - shape
    g = lambda u: mp.exp((shape - 1) * mp.log(u) - u - ref) * f(u / rate) if u > 0 else mpf(0)
    return quad1(g, [lo + (hi - lo) * mpf(q) / 12 for q in range(13)]) * mp.exp(ref) * rate ** (-shape)
def _side(d, a, b, ref, fw):
    """integral over w in (0,d) of w^(b-1) (1-w)^(a-1) fw(w), scaled by exp(-ref)"""
    if b < mpf(3) / 10:
        inb = 1 / b; cst = d ** b / b
        return quad1(lambda q: mp.exp((a - 1) * mp.log1p(-d * q ** inb) - ref) * fw(d * q ** inb) * cst if q > 0 else mp.exp(-ref) * fw(mpf(0)) * cst, [mpf(0)] + [mpf(k) / 6 for k in range(1, 7)])
    if b <= 12:
        ld = mp.log(d)
        def g(y):
            w = d * mp.exp(-y)
            return mp.exp(b * (ld - y) + (a - 1) * mp.log1p(-w) - ref) * fw(w)
        Y = mpf(140) / b
        return quad1(g, [mpf(0), Y / 80, Y / 40, Y / 20] + [Y * mpf(k) / 10 for k in range(1, 11)])
    return quad1(lambda w: mp.exp((a - 1) * mp.log1p(-w) + (b - 1) * mp.log(w) - ref) * fw(w) if w > 0 else mpf(0), [mpf(0)] + [d * mpf(2) ** (-k) for k in range(12, -1, -2)])
def ibeta_num(a, b, f=None):
    """integral_0^1 p^(a-1)(1-p)^(b-1) f(p) dp by quadrature"""
    f = f or (lambda p: mpf(1))
    c = a / (a + b); c = min(max(c, mpf(1) / 1000), 1 - mpf(1) / 1000); d = 1 - c
    ref = (a - 1) * mp.log(c) + (b - 1) * mp.log(d)
    return (_side(c, b, a, ref, f) + _side(d, a, b, ref, lambda w: f(1 - w))) * mp.exp(ref)
lbeta = lambda a, b: mp.loggamma(a) + mp.loggamma(b) - mp.loggamma(a + b)

class BG:
    names = ["r", "alpha", "a", "b"]
    mod = 0
    sets = [("cdnow", (0.2426, 4.4136, 0.7929, 2.4259)), ("cdnow_round", (0.243, 4.414, 0.793, 2.426)), ("a=1", (0.6, 9.0, 1.0, 2.0)), ("a=1+1e-9", (0.6, 9.0, 1.0 + 1e-9, 2.0)), ("a=1-1e-12", (0.6, 9.0, 1.0 - 1e-12, 2.0)),
        ("a=2,b=1", (1.0, 9.0, 2.0, 1.0)), ("a+b=1", (0.6, 9.0, 0.4, 0.6)), ("a+b<1", (0.6, 9.0, 0.3, 0.2)), ("tiny_a", (0.5, 5.0, 1e-3, 2.0)), ("tiny_b", (0.5, 5.0, 0.8, 1e-2)), ("tiny_ab", (0.5, 5.0, 5e-3, 5e-3)),
        ("huge_ab", (0.5, 5.0, 1e3, 1e4)), ("huge_b", (0.5, 5.0, 0.9, 5e4)), ("huge_a", (0.5, 5.0, 3e3, 2.0)), ("tiny_r", (1e-3, 5.0, 0.8, 2.4)), ("huge_r", (1000.0, 800.0, 0.8, 2.4)), ("huge_r4", (2e4, 1e4, 0.6, 3.0)),
        ("homog", (5e3, 1e4, 2e3, 8e3)), ("tiny_alpha", (0.3, 1e-4, 0.8, 2.4)), ("huge_alpha", (0.3, 1e5, 0.8, 2.4)), ("days_unit", (0.2426, 30.895, 0.7929, 2.4259)), ("sec_unit", (0.2426, 2.669e6, 0.7929, 2.4259)),
        ("pymc_fixture", (0.55, 10.58, 0.61, 11.67)), ("fast_buyers", (30.0, 1.5, 0.4, 60.0)), ("int_params", (2.0, 4.0, 3.0, 5.0)), ("nan_issue", (0.008379009, 0.025, 0.0006, 0.0072)), ("a_gt_b", (1.5, 20.0, 6.0, 0.7))]
    def lp(self, a, b, x):   # log E[(1-p)^..] alive and dead-after-last parts
        m = self.mod
        if m: return (lbeta(a, b + x + 1) - lbeta(a, b), lbeta(a + 1, b + x) - lbeta(a, b))
        return (lbeta(a, b + x) - lbeta(a, b), (lbeta(a + 1, b + x - 1) - lbeta(a, b)) if x > 0 else None)
    def parts(self, r, al, a, b, x, tx, T):
        u, v = self.lp(a, b, x)
        g = mp.loggamma(r + x) - mp.loggamma(r) + r * mp.log(al)
        A = mp.exp(u + g - (r + x) * mp.log(al + T)); B = mp.exp(v + g - (r + x) * mp.log(al + tx)) if v is not None else mpf(0)
        return A, B
    def parts_num(self, r, al, a, b, x, tx, T, c):
        if "ib0" not in c: c["ib0"] = ibeta_num(a, b)
        if "pn" not in c:
            m = self.mod
            if "ig0" not in c: c["ig0"] = igamma_num(r, al)
            gA = igamma_num(r + x, al + T) / c["ig0"]; A = ibeta_num(a, b + x + m) / c["ib0"] * gA
            B = mpf(0)
            if x > 0 or m: B = ibeta_num(a + 1, b + x - 1 + m) / c["ib0"] * igamma_num(r + x, al + tx) / c["ig0"]
            c["pn"] = (A, B)
        return c["pn"]
    def compute(self, P, x, tx, T, t, dl, tp, k, row, dig, heavy=True):
        r, al, a, b = [mpf(v) for v in P]; x = mpf(x); tx = mpf(tx); T = mpf(T); t = mpf(t); dl = mpf(dl); tp = mpf(tp); m = self.mod
        c = {}
        pc = lambda: self.parts(r, al, a, b, x, tx, T); pn = lambda: self.parts_num(r, al, a, b, x, tx, T, c)
        both("ll", lambda: mp.log(sum(pc())), lambda: mp.log(sum(pn())), row, dig, absolute=True) if not (x == 0 and T == 0) else row.update(ll="0")
        pac = lambda: pc()[0] / sum(pc()); pan = lambda: pn()[0] / sum(pn())
        both("p_alive", pac, pan, row, dig)
        if x > 0 or m: both("p_dead", lambda: pc()[1] / sum(pc()), lambda: pn()[1] / sum(pn()), row, dig)
        else: row["p_dead"] = "0"
        if heavy and (x > 0 or T > 0):
            def ga(i):
                A, B = pc(); L = A + B; w = A / L; w2 = B / L; ps = lambda z: mp.psi(0, z)
                if i == 0: return ps(r + x) - ps(r) + mp.log(al) - w * mp.log(al + T) - (w2 * mp.log(al + tx))
                if i == 1: return r / al - (r + x) * (w / (al + T) + w2 / (al + tx))
                if i == 2:
                    dA = ps(a + b) - ps(a + b + x + m); dB = ps(a + 1) - ps(a) + ps(a + b) - ps(a + b + x + m); return w * dA + (w2 * dB if B else 0)
                dA = ps(b + x + m) - ps(a + b + x + m) - ps(b) + ps(a + b)
                dB = (ps(b + x - 1 + m) - ps(a + b + x + m) - ps(b) + ps(a + b)) if B else mpf(0); return w * dA + w2 * dB
            def gf(i):
                with mp.workdps(HI):
                    h = mpf(10) ** (-32) * [r, al, a, b][i]
                    def LL(d):
                        q = [r, al, a, b]; q[i] += d; return mp.log(sum(self.parts(*q, x, tx, T)))
                    return (LL(h) - LL(-h)) / (2 * h)
            for i, nm in enumerate(self.names):
                if x == 0 and not m and i >= 2: row["dll_d" + nm] = "0"; continue
                both("dll_d" + nm, lambda: ga(i), lambda: gf(i), row, dig)
        # conditional / unconditional expectations
        R = r + x; A_ = al + T; b1 = b + x + m
        def core_c(R, A_, b1, tt):       # E_{Beta(a,b1)}[(1-(A/(A+p t))^R)/p]
            if tt == 0: return mpf(0)
            if a == 1:
                return R * tt / A_ * mp.hyp3f2(R + 1, a, 1, a + b1, 2, -tt / A_)
            cc = a + b1 - 1
            for dd in (110, 200, 400):
                with mp.workdps(dd):
                    bracket = 1 - (A_ / (A_ + tt)) ** R * mp.hyp2f1(R, b1, cc, tt / (A_ + tt))
                    if abs(bracket) > mpf(10) ** (-(dd - 60)): return cc / (a - 1) * bracket
            raise ValueError
        def core_i(R, A_, b1, tt, key):
            if tt == 0: return mpf(0)
            den = ibeta_num(a, b1)
            f = lambda p: (-mp.expm1(-R * mp.log1p(p * tt / A_)) / p) if p > mpf(10) ** -300 else R * tt / A_
            return ibeta_num(a, b1, f) / den
        both("cet", lambda: pac() * core_c(R, A_, b1, t), lambda: pan() * core_i(R, A_, b1, t, 1), row, dig)
        fm = (b / (a + b)) if m else mpf(1)
        both("ext", lambda: fm * core_c(r, al, b + m, t), lambda: fm * core_i(r, al, b + m, t, 2), row, dig)
        if heavy:
            def de_a():    # integrate over p; inner over time by Tricomi U
                with mp.workdps(50):
                    f = lambda p: (R / A_) * ((A_ / p) * mp.hyperu(1, 1 - R, dl * A_ / p) if p > mpf(10) ** -200 else 1 / dl)
                    return pac() * ibeta_num(a, b1, f) / ibeta_num(a, b1)
            def de_b():    # integrate over time; inner over p by 2F1
                with mp.workdps(50):
                    z = dl * A_
                    pts = [mpf(0)]; q = min(z, mpf(1))
                    while q < 120: pts.append(q); q *= 16
                    pts.append(mpf(120))
                    return pan() * (R / A_) / dl * quad1(lambda v: mp.exp(-v) * mp.hyp2f1(R + 1, a, a + b1, -v / z), pts, tol=mpf(10) ** -30)
            if row["_i"] % 4 == 0 and R < 400: both("dert", de_a, de_b, row, dig, sec=15)
        k = int(k)
        if tp > 0:
            pre = lambda: mp.exp(mp.loggamma(r + k) - mp.loggamma(r) - mp.loggamma(mpf(k + 1)) + r * mp.log(al / (al + tp)) + k * mp.log(tp / (al + tp)))
            def pmc():
                u, v = self.lp(a, b, mpf(k)); res = mp.exp(u) * pre()
                if k > 0: res += mp.exp(v) * mp.betainc(mpf(k), r, 0, tp / (al + tp), regularized=True)
                elif m: res += mp.exp(v)
                return res
            def pmi():
                ib0 = ibeta_num(a, b); res = ibeta_num(a, b + k + m) / ib0 * pre()
                if k > 0:
                    cst = mp.exp(mp.loggamma(r + k) - mp.loggamma(r) - mp.loggamma(mpf(k))) * al ** r
                    W = mp.log1p(tp / al)
                    f = lambda w: (mp.exp((k - 1) * mp.log(al * mp.expm1(w)) - (r + k) * (mp.log(al) + w)) * al * mp.exp(w)) if w > 0 else (mpf(0) if k > 1 else al ** (-r))
                    res += ibeta_num(a + 1, b + k - 1 + m) / ib0 * cst * quad1(f, [mpf(0)] + [W * mpf(q) / 6 for q in range(1, 7)])
                elif m: res += ibeta_num(a + 1, b) / ib0
                return res
            both("pmf", pmc, pmi, row, dig)
class MBG(BG):
    mod = 1

# ------------------------------------------------------------------ GGompertz/NBD
class GGOM:
    names = ["r", "alpha", "b", "s", "beta"]
    sets = [("apparel", (0.7866, 5.3349, 0.0368, 0.3, 0.0085)), ("cdnow", (0.553, 10.578, 0.0002, 0.603, 0.0026)), ("cdnow_w", (0.5533, 10.5776, 0.01, 0.6, 0.12)), ("beta=1", (0.8, 10.0, 0.05, 0.7, 1.0)), ("beta=1+1e-9", (0.8, 10.0, 0.05, 0.7, 1 + 1e-9)), ("beta<1", (0.8, 10.0, 0.02, 2.0, 0.2)),
        ("beta_tiny", (0.8, 10.0, 0.02, 0.5, 1e-4)), ("beta_huge", (0.8, 10.0, 0.02, 0.5, 1e4)), ("b_tiny", (0.5, 5.0, 1e-8, 0.6, 1e-6)), ("b_small", (0.5, 5.0, 1e-4, 0.6, 0.01)), ("b_big", (0.5, 5.0, 1.0, 0.6, 30.0)), ("b_huge", (0.5, 5.0, 20.0, 0.6, 1e3)), ("s=1", (0.5, 5.0, 0.03, 1.0, 2.0)), ("s_tiny", (0.5, 5.0, 0.03, 1e-3, 0.7)),
        ("s_huge", (0.5, 5.0, 0.03, 1e3, 5e3)), ("r_tiny", (1e-3, 5.0, 0.03, 0.5, 2.0)), ("r_huge", (1000.0, 800.0, 0.03, 0.5, 2.0)), ("alpha_tiny", (0.5, 1e-4, 0.03, 0.5, 2.0)), ("alpha_huge", (0.5, 1e5, 0.03, 0.5, 2.0)), ("homog", (5e3, 1e4, 0.01, 2e3, 1e5)), ("days", (0.5533, 74.0, 0.002, 0.6, 0.3)), ("fast", (30.0, 1.5, 0.02, 0.4, 6.0)), ("overflow_bT", (0.5, 5.0, 0.5, 0.4, 10.0))]
    def lS(self, b, s, be, u): # log survival
        return -s * mp.log1p(mp.expm1(b * u) / be)
    def compute(self, P, x, tx, T, t, dl, tp, k, row, dig, heavy=True):
        r, al, b, s, be = [mpf(v) for v in P]; x = mpf(x); tx = mpf(tx); T = mpf(T); t = mpf(t); dl = mpf(dl); tp = mpf(tp)
        c = {}
        lS = lambda u: self.lS(b, s, be, u)
        def lf(u): return mp.log(b * s) + s * mp.log(be) + b * u - (s + 1) * mp.log(be + mp.expm1(b * u))
        def wpts(W): return [mpf(0)] + [W * mpf(2) ** (-q) for q in range(24, 0, -2)] + [W * mpf(q) / 8 for q in range(3, 9)]
        def int1():   # integral f(tau)(al+tau)^-(r+x) over (tx,T) + gradient companions, scaled
            if "i1" in c: return c["i1"]
            if T <= tx: c["i1"] = [mpf(0)] * 6; return c["i1"]
            W = mp.log((al + T) / (al + tx)); A0 = al + tx
            def f(w):
                tau = tx + A0 * mp.expm1(w); A = al + tau; E = mp.expm1(b * tau); B = be + E; lB = mp.log(B)
                h = mp.exp(mp.log(b * s) + s * mp.log(be) + b * tau - (s + 1) * lB - (r + x) * mp.log(A)) * A
                return [h, h * mp.log(A), h / A, h * (1 / b + tau - (s + 1) * tau * (E + 1) / B), h * (1 / s + mp.log(be) - lB), h * (s / be - (s + 1) / B)]
            c["i1"] = quad(f, wpts(W), 6); return c["i1"]
        def int2():   # by parts: S(tx)g(tx) - (r+x) int S g/(al+tau) == T1 + J
            if "i2" in c: return c["i2"]
            g = lambda u: mp.exp(-(r + x) * mp.log(al + u))
            if T <= tx: v = mpf(0)
            else:
                D = T - tx
                v = quad1(lambda u: mp.exp(lS(u) - (r + x + 1) * mp.log(al + u)), [tx] + [tx + D * mpf(2) ** (-q) for q in range(30, 0, -2)] + [tx + D * mpf(q) / 8 for q in range(3, 9)], tol=mpf(10) ** -44)
            c["i2"] = mp.exp(lS(tx)) * g(tx) - (r + x) * v; return c["i2"]
        K = lambda: mp.loggamma(r + x) - mp.loggamma(r) + r * mp.log(al)
        T1 = lambda: mp.exp(lS(T) - (r + x) * mp.log(al + T))
        M1 = lambda: T1() + int1()[0]
        def i2w():
            with mp.workdps(75): return int2()
        both("ll", lambda: K() + mp.log(i2w()), lambda: K() + mp.log(M1()), row, dig, absolute=True) if (x > 0 or T > 0) else row.update(ll="0")
        pac = lambda: T1() / i2w(); pan = lambda: T1() / M1()
        both("p_alive", pac, pan, row, dig)
        if T > tx: both("p_dead", lambda: 1 - pac(), lambda: int1()[0] / M1(), row, dig)
        else: row["p_dead"] = "0"
        if heavy and (x > 0 or T > 0):
            def gi(i):
                j = int1(); t1 = T1(); M = t1 + j[0]; E = mp.expm1(b * T); B = be + E
                if i == 0: return mp.psi(0, r + x) - mp.psi(0, r) + mp.log(al) - (mp.log(al + T) * t1 + j[1]) / M
                if i == 1: return r / al - (r + x) * (t1 / (al + T) + j[2]) / M
                if i == 2: return (t1 * (-s * T * (E + 1) / B) + j[3]) / M
                if i == 3: return (t1 * (mp.log(be) - mp.log(B)) + j[4]) / M
                return (t1 * s * (1 / be - 1 / B) + j[5]) / M
            def gvec():   # derivative of the by-parts integrand (independent formula), all five at once
                if "gv" in c: return c["gv"]
                with mp.workdps(75):
                    if T > tx:
                        D = T - tx
                        def h(u):
                            A = al + u; lA = mp.log(A); E = mp.expm1(b * u); Q = be + E; lq = mp.log(Q / be)
                            q = mp.exp(-s * lq - (r + x + 1) * lA)
                            return [q, -q * lA, -q * (r + x + 1) / A, -q * s * u * (E + 1) / Q, -q * lq, q * s * E / (be * Q)]
                        I = quad(h, [tx] + [tx + D * mpf(2) ** (-q) for q in range(30, 0, -2)] + [tx + D * mpf(q) / 8 for q in range(3, 9)], 6, tol=mpf(10) ** -42)
                    else: I = [mpf(0)] * 6
                    A = al + tx; E = mp.expm1(b * tx); Q = be + E; q = mp.exp(lS(tx) - (r + x) * mp.log(A))
                    d0 = [-mp.log(A), -(r + x) / A, -s * tx * (E + 1) / Q, -mp.log(Q / be), s * E / (be * Q)]
                    M = q - (r + x) * I[0]; base = [mp.psi(0, r + x) - mp.psi(0, r) + mp.log(al), r / al, mpf(0), mpf(0), mpf(0)]
                    c["gv"] = [base[i] + (q * d0[i] - (r + x) * I[1 + i] - (I[0] if i == 0 else 0)) / M for i in range(5)]
                return c["gv"]
            gf = lambda i: gvec()[i]
            for i, nm in enumerate(self.names): both("dll_d" + nm, lambda: gf(i), lambda: gi(i), row, dig)
        # residual-lifetime integrals
        def H_c(T0, tt):  # int_0^tt S(T0+u)/S(T0) du, closed form with 2F1
            if tt == 0: return mpf(0)
            for dd in (110, 220, 400):
                with mp.workdps(dd):
                    w0 = mp.exp(-b * T0); w1 = mp.exp(-b * (T0 + tt))
                    F = lambda w: mp.exp(s * mp.log(w)) * mp.hyp2f1(s, s, s + 1, (1 - be) * w)
                    A, B = F(w0), F(w1)
                    if abs(A - B) > abs(A) * mpf(10) ** (-(dd - 60)):
                        return (A - B) / (b * s) * mp.exp(s * mp.log(be + mp.expm1(b * T0)))
            raise ValueError
        def H_i(T0, tt):
            if tt == 0: return mpf(0)
            l0 = lS(T0)
            return quad1(lambda u: mp.exp(lS(T0 + u) - l0), [mpf(0)] + [tt * mpf(2) ** (-q) for q in range(30, 0, -2)] + [tt * mpf(q) / 8 for q in range(3, 9)])
        both("cet", lambda: pac() * (r + x) / (al + T) * H_c(T, t), lambda: pan() * (r + x) / (al + T) * H_i(T, t), row, dig)
        both("ext", lambda: r / al * H_c(mpf(0), t), lambda: r / al * H_i(mpf(0), t), row, dig)
        def D_c():
            w = mp.exp(-b * T); q = s + dl / b
            # int_0^inf e^{-dl u} S(T+u)/S(T) du = w^{s}/(b q) 2F1(s,q;q+1;(1-be)w) * (be-1+e^{bT})^s
            return pac() * (r + x) / (al + T) * mp.exp(s * mp.log(w)) / (b * q) * mp.hyp2f1(s, q, q + 1, (1 - be) * w) * mp.exp(s * mp.log(be + mp.expm1(b * T)))
        def D_i():
            l0 = lS(T)
            pts = [mpf(0)] + [mpf(150) * mpf(2) ** (-q) for q in range(40, -1, -2)]
            return pan() * (r + x) / (al + T) / dl * quad1(lambda v: mp.exp(-v + lS(T + v / dl) - l0), pts)
        both("dert", D_c, D_i, row, dig)
        k = int(k)
        if tp > 0:
            pre = lambda: mp.exp(mp.loggamma(r + k) - mp.loggamma(r) - mp.loggamma(mpf(k + 1)) + r * mp.log(al))
            lG = lambda u: (k * mp.log(u) if k else mpf(0)) - (r + k) * mp.log(al + u)
            def pm_i():
                W = mp.log1p(tp / al)
                def f(w):
                    u = al * mp.expm1(w)
                    if u <= 0: return mpf(0) if k else mp.exp(lf(mpf(0)) - r * mp.log(al)) * al
                    return mp.exp(lf(u) + lG(u)) * (al + u)
                return pre() * (mp.exp(lS(tp) + lG(tp)) + quad1(f, wpts(W)))
            def pm_c():   # by parts: pre * [ (k==0) al^-r + int S G' ]
                with mp.workdps(75):
                    f = lambda u: mp.exp(lS(u) + lG(u)) * ((mpf(k) / u if k else 0) - (r + k) / (al + u)) if (u > 0) else (mpf(0) if k else -r * mp.exp(-(r + 1) * mp.log(al)))
                    return pre() * ((mp.exp(-r * mp.log(al)) if k == 0 else 0) + quad1(f, [mpf(0)] + [tp * mpf(2) ** (-q) for q in range(30, 0, -2)] + [tp * mpf(q) / 8 for q in range(3, 9)], tol=mpf(10) ** -44))
            both("pmf", pm_c, pm_i, row, dig)

# ------------------------------------------------------------------ history sampler shared by the continuous models
XS = [0, 0, 0, 1, 1, 2, 3, 5, 10, 26, 50, 100, 170, 171, 300, 500, 1000, 2000, 5000]
def histories(rng, sc, n):
    out = []
    for j in range(n):
        x = XS[rng.randrange(len(XS))] if j else 0
        T = rng.choice([10 ** rng.uniform(-2, 5), min(1e5, max(0.01, sc * 10 ** rng.uniform(-1.5, 1.5))), rng.choice([1.0, 38.857142857142854, 52.0, 365.0, 1e5, 0.01, 11000.0])])
        T = float("%.10g" % T)
        mode = rng.random()
        if x == 0: tx = 0.0
        elif mode < 0.15: tx = T
        elif mode < 0.25: tx = T * (1 - 1e-12)
        elif mode < 0.32: tx = T * 1e-6
        elif mode < 0.36: tx = 0.0
        else: tx = T * rng.random()
        t = rng.choice([1.0, 39.0, T, 1e-6 * T, 10 * T, float("%.6g" % (10 ** rng.uniform(-2, 4)))])
        dl = rng.choice([1e-6, 0.00029, 0.0027, 0.01, 0.1, 1.0])
        tp = float("%.10g" % rng.choice([sc * 10 ** rng.uniform(-1, 1.5), 10 ** rng.uniform(-2, 4)]))
        k = rng.choice([0, 0, 1, 1, 2, 3, 5, 10, 20, 50, 170, 300, 1000])
        out.append((x, tx, T, t, dl, tp, k))
    return out
FIXED = [(0, 0.0, 0.0, 1.0, 0.01, 1.0, 0), (0, 0.0, 38.857142857142854, 39.0, 0.0027, 39.0, 0), (1, 0.0, 10.0, 10.0, 0.01, 10.0, 1), (2, 30.428571428571427, 38.857142857142854, 39.0, 0.0027, 2.0, 10), (26, 30.86, 31.0, 52.0, 0.0027, 30.0, 15)]

def run_cont(name, M, n_target, seed):
    rng = random.Random(seed)
    rows = []; cols = ["id", "regime"] + M.names + ["x", "t_x", "T", "t_star", "delta", "t_pmf", "k_pmf"]
    outs = ["ll", "p_alive", "p_dead", "cet", "ext", "dert", "pmf"] + ["dll_d" + q for q in M.names]
    per = max(1, -(-n_target // len(M.sets)))
    plan = []
    for (reg, P) in M.sets:
        sc = P[1]
        hs = histories(rng, sc, per)
        if reg in ("cdnow",): hs = FIXED + hs
        for h in hs: plan.append((reg, P, h))
    t0 = time.time()
    with open(os.path.join(OUT, name + ".csv"), "w", newline="") as fo:
        w = csv.writer(fo); w.writerow(cols + outs + ["verified_digits_min", "unverified"])
        for i, (reg, P, h) in enumerate(plan[:MAXROWS]):
            row = {"_i": i}; dig = {}
            M.compute(P, *h, row, dig)
            dd = [float(v) for v in dig.values() if v.replace('.', '').isdigit()]
            bad = ";".join("%s:%s" % (q, v) for q, v in dig.items() if not v.replace('.', '').isdigit())
            w.writerow([i, reg] + [repr(float(v)) for v in P] + [h[0]] + [repr(float(v)) for v in h[1:6]] + [h[6]] + [row.get(o, "") for o in outs] + ["%.0f" % min(dd) if dd else "", bad])
            fo.flush()
    print(name, "rows", min(len(plan), MAXROWS), "sec %.0f" % (time.time() - t0))
    for q, st in STAT.items(): print("   %-10s tried %4d verified %4d dropped %3d min_digits %.0f" % (q, *st))

# ------------------------------------------------------------------ BG/BB
def gauss_jacobi(N, a, b):
    """nodes in (0,1) and weights for weight p^(a-1)(1-p)^(b-1)/B(a,b), Golub-Welsch."""
    A = mpf(b) - 1; B = mpf(a) - 1
    J = mp.zeros(N)
    for k in range(N):
        if k == 0: d = (B - A) / (A + B + 2)
        else: d = (B * B - A * A) / ((2 * k + A + B) * (2 * k + A + B + 2))
        J[k, k] = d
    for k in range(1, N):
        if k == 1: o = 4 * (1 + A) * (1 + B) / ((2 + A + B) ** 2 * (3 + A + B))
        else: o = 4 * mpf(k) * (k + A) * (k + B) * (k + A + B) / ((2 * k + A + B) ** 2 * (2 * k + A + B + 1) * (2 * k + A + B - 1))
        J[k, k - 1] = J[k - 1, k] = mp.sqrt(o)
    E, Q = mp.eigsy(J)
    return [(1 + E[i]) / 2 for i in range(N)], [Q[0, i] ** 2 for i in range(N)]
def run_bgbb(n_target, seed):
    rng = random.Random(seed)
    sets = [("donation", (1.204, 0.750, 0.657, 2.783)), ("gamma=1", (1.2, 0.75, 1.0, 2.8)), ("gamma~1", (1.2, 0.75, 1 + 1e-9, 2.8)), ("uniform", (1.0, 1.0, 1.0, 1.0)), ("tiny_all", (1e-2, 1e-2, 1e-2, 1e-2)), ("tiny_a", (1e-3, 2.0, 0.6, 2.8)), ("huge", (1e3, 2e3, 5e2, 5e3)), ("huge_ab", (1e4, 1e4, 0.6, 2.7)), ("immortal", (1.2, 0.8, 1e-4, 3e3)), ("die_fast", (1.2, 0.8, 50.0, 0.5)), ("int", (2.0, 3.0, 2.0, 4.0)), ("rare", (0.05, 40.0, 0.3, 9.0))]
    ns = [1, 2, 5, 6, 12, 24, 40, 60, 120, 365, 1000, 5000]
    cols = ["id", "regime", "alpha", "beta", "gamma", "delta", "x", "t_x", "n", "n_star", "d", "n_pmf", "k_pmf"]
    outs = ["ll", "p_alive_n", "p_alive_n1", "cet", "ext", "dert", "pmf", "dll_dalpha", "dll_dbeta", "dll_dgamma", "dll_ddelta"]
    per = -(-n_target // len(sets)); i = 0; t0 = time.time(); GJ = {}
    with open(os.path.join(OUT, "bgbb.csv"), "w", newline="") as fo:
        w = csv.writer(fo); w.writerow(cols + outs + ["verified_digits_min", "unverified"])
        for reg, P in sets:
            for j in range(per):
                if i >= MAXROWS: break
                al, be, ga, de = [mpf(v) for v in P]
                n = rng.choice(ns); x = rng.choice([0, 1, 2, n // 4, n // 2, n]); x = min(x, n)
                tx = 0 if x == 0 else rng.choice([n, x, rng.randint(x, n), rng.randint(x, n)])
                if reg == "donation" and j < 4: n = 6; x, tx = [(0, 0), (2, 4), (6, 6), (1, 1)][j]
                ns_ = rng.choice([1, 5, 10, 100]); d = rng.choice([1e-4, 0.01, 0.1, 0.15]); npm = rng.choice([1, 6, 12, 40, 120]); k = rng.choice([0, 1, 2, npm // 2, npm]); k = min(k, npm)
                row = {}; dig = {}; cc = {}
                def L_c(P4=None):
                    a_, b_, g_, d_ = P4 or (al, be, ga, de)
                    base = lbeta(a_, b_) + lbeta(g_, d_)
                    A = mp.exp(lbeta(a_ + x, b_ + n - x) + lbeta(g_, d_ + n) - base)
                    S = mpf(0)
                    if n > tx:   # ratio recursion
                        term = mp.exp(lbeta(a_ + x, b_ + tx - x) + lbeta(g_ + 1, d_ + tx) - base); S = term
                        for q in range(n - tx - 1):
                            term *= (b_ + tx - x + q) / (a_ + b_ + tx + q) * (d_ + tx + q) / (g_ + 1 + d_ + tx + q); S += term
                    return A, S
                def lc(): 
                    if ("L", mp.mp.dps) not in cc: cc[("L", mp.mp.dps)] = L_c()
                    return cc[("L", mp.mp.dps)]
                def L_i():
                    if "li" in cc: return cc["li"]
                    if n <= 60:   # exact Gauss-Jacobi over p and theta of the individual-level likelihood
                        N = n // 2 + 2
                        for (aa, bb) in ((al, be), (ga, de)):
                            if (N, aa, bb) not in GJ:
                                with mp.workdps(75): GJ[(N, aa, bb)] = gauss_jacobi(N, aa, bb)
                        X, WX = GJ[(N, al, be)]; Y, WY = GJ[(N, ga, de)]
                        A = S = mpf(0)
                        fa = [WX[i1] * X[i1] ** x * (1 - X[i1]) ** (n - x) for i1 in range(N)]; fs = [WX[i1] * X[i1] ** x * (1 - X[i1]) ** (tx - x) for i1 in range(N)]
                        for i2 in range(N):
                            th = Y[i2]; A += WY[i2] * (1 - th) ** n * sum(fa)
                            if n > tx:
                                z = WY[i2] * th * (1 - th) ** tx
                                for i1 in range(N):
                                    q = (1 - X[i1]) * (1 - th); S += z * fs[i1] * (1 - q ** (n - tx)) / (1 - q)
                        cc["li"] = (A, S); return cc["li"]
                    # 1-D quadrature over theta for A; finite sum of directly evaluated beta functions for S (two spot terms by quadrature)
                    ib = ibeta_num(al, be); ig = ibeta_num(ga, de)
                    A = ibeta_num(al + x, be + n - x) / ib * ibeta_num(ga, de + n) / ig
                    S = mpf(0)
                    for q in range(n - tx): S += mp.exp(lbeta(al + x, be + tx - x + q) + lbeta(ga + 1, de + tx + q) - lbeta(al, be) - lbeta(ga, de))
                    if n > tx:
                        q = (n - tx) // 2
                        ck = ibeta_num(al + x, be + tx - x + q) / ib * ibeta_num(ga + 1, de + tx + q) / ig
                        if agree(ck, mp.exp(lbeta(al + x, be + tx - x + q) + lbeta(ga + 1, de + tx + q) - lbeta(al, be) - lbeta(ga, de))) < 24: raise ValueError
                    cc["li"] = (A, S); return cc["li"]
                both("ll", lambda: mp.log(sum(lc())), lambda: mp.log(sum(L_i())), row, dig, absolute=True, sec=25)
                pan = lambda LL, add: mp.exp(lbeta(al + x, be + n - x) + lbeta(ga, de + n + add) - lbeta(al, be) - lbeta(ga, de)) / sum(LL)
                both("p_alive_n", lambda: lc()[0] / sum(lc()), lambda: L_i()[0] / sum(L_i()), row, dig)
                both("p_alive_n1", lambda: pan(lc(), 1), lambda: L_i()[0] / sum(L_i()) * (de + n) / (ga + de + n), row, dig)
                def tail_c(n0, m_):   # sum_{k=1..m_} B(ga,de+n0+k)/B(ga,de), closed
                    if ga == 1: return de * (mp.psi(0, de + n0 + m_ + 1) - mp.psi(0, de + n0 + 1))
                    g = lambda q: mp.exp(mp.loggamma(1 + de + q) - mp.loggamma(ga + de + q) + mp.loggamma(ga + de) - mp.loggamma(1 + de))
                    return de / (ga - 1) * (g(n0) - g(n0 + m_))
                def tail_s(n0, m_): return sum(mp.exp(lbeta(ga, de + n0 + q) - lbeta(ga, de)) for q in range(1, m_ + 1))
                ep = lambda: mp.exp(lbeta(al + x + 1, be + n - x) - lbeta(al, be))
                both("cet", lambda: ep() / sum(lc()) * tail_c(n, ns_), lambda: ep() / sum(L_i()) * tail_s(n, ns_), row, dig)
                both("ext", lambda: al / (al + be) * tail_c(0, n), lambda: al / (al + be) * tail_s(0, n), row, dig)
                dd_ = mpf(d)
                def de_c(): return ep() * mp.exp(lbeta(ga, de + n + 1) - lbeta(ga, de)) / (1 + dd_) * mp.hyp2f1(1, de + n + 1, ga + de + n + 1, 1 / (1 + dd_)) / sum(lc())
                def de_i():   # integrate over theta: sum_{k>=1} (1-th)^{n+k}/(1+d)^k = (1-th)^{n+1}/(d+th)
                    return ep() / sum(L_i()) * ibeta_num(ga, de + n + 1, lambda th: 1 / (dd_ + th)) / ibeta_num(ga, de)
                both("dert", de_c, de_i, row, dig)
                def pmf_c():
                    v = mp.binomial(npm, k) * mp.exp(lbeta(al + k, be + npm - k) + lbeta(ga, de + npm) - lbeta(al, be) - lbeta(ga, de))
                    for q in range(k, npm): v += mp.binomial(q, k) * mp.exp(lbeta(al + k, be + q - k) + lbeta(ga + 1, de + q) - lbeta(al, be) - lbeta(ga, de))
                    return v
                def pmf_i():
                    N = npm // 2 + 2
                    if N > 64: raise ValueError
                    for (aa, bb) in ((al, be), (ga, de)):
                        if (N, aa, bb) not in GJ:
                            with mp.workdps(75): GJ[(N, aa, bb)] = gauss_jacobi(N, aa, bb)
                    X, WX = GJ[(N, al, be)]; Y, WY = GJ[(N, ga, de)]
                    v = mpf(0)
                    m0 = [sum(WX[i1] * X[i1] ** k * (1 - X[i1]) ** (q - k) for i1 in range(N)) for q in range(k, npm + 1)]
                    for q in range(k, npm): v += mp.binomial(q, k) * m0[q - k] * sum(WY[i2] * Y[i2] * (1 - Y[i2]) ** q for i2 in range(N))
                    return v + mp.binomial(npm, k) * m0[npm - k] * sum(WY[i2] * (1 - Y[i2]) ** npm for i2 in range(N))
                both("pmf", pmf_c, pmf_i, row, dig, sec=40)
                if n <= 60:
                  for gi_, nm in enumerate(["alpha", "beta", "gamma", "delta"]):
                    def g_fd():
                        h = mpf(10) ** (-32) * [al, be, ga, de][gi_]
                        def LL(dx):
                            q = [al, be, ga, de]; q[gi_] += dx; return mp.log(sum(L_c(tuple(q))))
                        return (LL(h) - LL(-h)) / (2 * h)
                    def g_an():
                        ps = lambda z: mp.psi(0, z)
                        base = lbeta(al, be) + lbeta(ga, de); num = mpf(0); den = mpf(0)
                        terms = [(be + n - x, ga, de + n)] + [(be + tx - x + q, ga + 1, de + tx + q) for q in range(n - tx)]
                        for (bb, gg, dd2) in terms:
                            v = mp.exp(lbeta(al + x, bb) + lbeta(gg, dd2) - base)
                            dv = [ps(al + x) - ps(al + x + bb) - ps(al) + ps(al + be), ps(bb) - ps(al + x + bb) - ps(be) + ps(al + be), ps(gg) - ps(gg + dd2) - ps(ga) + ps(ga + de), ps(dd2) - ps(gg + dd2) - ps(de) + ps(ga + de)][gi_]
                            num += v * dv; den += v
                        return num / den
                    both("dll_d" + nm, g_fd, g_an, row, dig)
                dg = [float(v) for v in dig.values() if v.replace('.', '').isdigit()]
                bad = ";".join("%s:%s" % (q, v) for q, v in dig.items() if not v.replace('.', '').isdigit())
                w.writerow([i, reg] + [repr(v) for v in P] + [x, tx, n, ns_, repr(d), npm, k] + [row.get(o, "") for o in outs] + ["%.0f" % min(dg) if dg else "", bad]); fo.flush(); i += 1
    print("bgbb rows", i, "sec %.0f" % (time.time() - t0))
    for q, st in STAT.items(): print("   %-10s tried %4d verified %4d dropped %3d min_digits %.0f" % (q, *st))

# ------------------------------------------------------------------ Gamma-Gamma
def run_gg(n_target, seed):
    rng = random.Random(seed)
    sets = [("cdnow", (6.25, 3.74, 15.44)), ("cdnow_full", (6.2495, 3.7442, 15.4474)), ("q=1", (2.0, 1.0, 10.0)), ("q<1", (6.0, 0.4, 30.0)), ("q_near1+", (3.0, 1.0 + 1e-9, 8.0)), ("p<1", (0.3, 2.5, 20.0)), ("p_tiny", (1e-3, 3.0, 5.0)), ("p_huge", (1e4, 4.0, 0.1)), ("homog", (5e3, 5e3, 100.0)), ("v_tiny", (2.0, 3.0, 1e-8)), ("v_huge", (2.0, 3.0, 1e9)), ("unit1", (1.0, 2.0, 1.0)), ("q_huge", (2.0, 1e4, 1e5)), ("q=2", (1.5, 2.0, 7.0))]
    cols = ["id", "regime", "p", "q", "v", "x", "m"]; outs = ["ll", "cond_mean", "pop_mean", "dll_dp", "dll_dq", "dll_dv"]
    per = -(-n_target // len(sets)); i = 0; t0 = time.time()
    with open(os.path.join(OUT, "gammagamma.csv"), "w", newline="") as fo:
        w = csv.writer(fo); w.writerow(cols + outs + ["verified_digits_min", "unverified"])
        for reg, P in sets:
            for j in range(per):
                if i >= MAXROWS: break
                p, q, v = [mpf(z) for z in P]; x = rng.choice([0, 1, 1, 2, 3, 7, 26, 100, 171, 1000, 5000])
                scale = float(v * p / max(abs(q - 1), mpf(1) / 10)); m = float("%.8g" % rng.choice([0.01, 1.0, 22.35, 35.17, scale, scale * 10 ** rng.uniform(-3, 3), 1e6]))
                if x == 0: m = 0.0
                row = {}; dig = {}; mm = mpf(m)
                def ll_c(p=p, q=q, v=v): return mp.loggamma(p * x + q) - mp.loggamma(p * x) - mp.loggamma(q) + q * mp.log(v) + (p * x - 1) * mp.log(mm) + p * x * mp.log(x) - (p * x + q) * mp.log(v + mm * x)
                c = {}
                def ll_i():  # integrate Gamma(px, nu x) density at m over nu ~ Gamma(q, v)
                    I = igamma_num(q + p * x, v + mm * x)
                    return (p * x) * mp.log(x) + (p * x - 1) * mp.log(mm) - mp.log(igamma_num(p * x, mpf(1))) + mp.log(I) - mp.log(igamma_num(q, v))
                if x > 0:
                    both("ll", ll_c, ll_i, row, dig, absolute=True)
                    for gi_, nm in enumerate("pqv"):
                        def g_fd():
                            h = mpf(10) ** (-32) * [p, q, v][gi_]
                            def LL(d):
                                z = [p, q, v]; z[gi_] += d; return ll_c(*z)
                            return (LL(h) - LL(-h)) / (2 * h)
                        def g_an():
                            ps = lambda z: mp.psi(0, z)
                            return [x * ps(p * x + q) - x * ps(p * x) + x * mp.log(mm) + x * mp.log(x) - x * mp.log(v + mm * x), ps(p * x + q) - ps(q) + mp.log(v) - mp.log(v + mm * x), q / v - (p * x + q) / (v + mm * x)][gi_]
                        both("dll_d" + nm, g_fd, g_an, row, dig)
                if p * x + q > 1:
                    both("cond_mean", lambda: p * (v + mm * x) / (p * x + q - 1), lambda: p * igamma_num(p * x + q - 1, v + mm * x) / igamma_num(p * x + q, v + mm * x), row, dig)
                else: row["cond_mean"] = "inf"
                if q > 1: both("pop_mean", lambda: p * v / (q - 1), lambda: p * igamma_num(q - 1, v) / igamma_num(q, v), row, dig)
                else: row["pop_mean"] = "inf"
                dg = [float(z) for z in dig.values() if z.replace('.', '').isdigit()]
                bad = ";".join("%s:%s" % (a, z) for a, z in dig.items() if not z.replace('.', '').isdigit())
                w.writerow([i, reg] + [repr(z) for z in P] + [x, repr(m)] + [row.get(o, "") for o in outs] + ["%.0f" % min(dg) if dg else "", bad]); fo.flush(); i += 1
    print("gammagamma rows", i, "sec %.0f" % (time.time() - t0))
    for q_, st in STAT.items(): print("   %-10s tried %4d verified %4d dropped %3d min_digits %.0f" % (q_, *st))

# ------------------------------------------------------------------ sBG
def run_sbg(n_target, seed):
    rng = random.Random(seed)
    sets = [("high_end", (0.668, 3.806)), ("regular", (0.704, 1.182)), ("uniform", (1.0, 1.0)), ("tiny", (1e-3, 1e-3)), ("tiny_a", (1e-4, 2.0)), ("tiny_b", (0.5, 1e-3)), ("huge", (1e4, 5e4)), ("geom_limit", (2e5, 8e5)), ("a>>b", (500.0, 0.5)), ("b>>a", (0.01, 1e6)), ("int", (2.0, 3.0)), ("half", (0.5, 0.5))]
    cols = ["id", "regime", "alpha", "beta", "t", "d"]; outs = ["log_pmf", "log_surv", "retention", "del", "derl", "dlogpmf_dalpha", "dlogpmf_dbeta", "dlogsurv_dalpha", "dlogsurv_dbeta"]
    per = -(-n_target // len(sets)); i = 0; t0 = time.time()
    with open(os.path.join(OUT, "sbg.csv"), "w", newline="") as fo:
        w = csv.writer(fo); w.writerow(cols + outs + ["verified_digits_min", "unverified"])
        for reg, P in sets:
            for j in range(per):
                if i >= MAXROWS: break
                al, be = [mpf(z) for z in P]; t = rng.choice([1, 1, 2, 3, 7, 12, 24, 60, 120, 365, 1000, 10000]); d = rng.choice([1e-6, 1e-3, 0.01, 0.1, 0.15, 1.0]); dd = mpf(d)
                row = {}; dig = {}
                lp = lambda a=al, b=be: lbeta(a + 1, b + t - 1) - lbeta(a, b)
                ls = lambda a=al, b=be: lbeta(a, b + t) - lbeta(a, b)
                c = {}
                def den():
                    if "d" not in c: c["d"] = ibeta_num(al, be)
                    return c["d"]
                both("log_pmf", lp, lambda: mp.log(ibeta_num(al + 1, be + t - 1)) - mp.log(den()), row, dig, absolute=True)
                both("log_surv", ls, lambda: mp.log(ibeta_num(al, be + t)) - mp.log(den()), row, dig, absolute=True)
                both("retention", lambda: (be + t - 1) / (al + be + t - 1), lambda: ibeta_num(al, be + t) / (ibeta_num(al, be + t - 1) if t > 1 else den()), row, dig)
                def ser(b0):   # sum_{k>=0} (b0)_k/(al+b0)_k (1+d)^-k : direct series when it converges fast, else 2F1
                    z = 1 / (1 + dd); s = term = mpf(1); k = 0; eps = mpf(10) ** (-mp.mp.dps + 5)
                    if (be + t) / (al + be + t) * z > mpf('0.999'): return mp.hyp2f1(1, b0, al + b0, z)
                    while k < 200000:
                        term *= (b0 + k) / (al + b0 + k) * z; s += term; k += 1
                        if term < eps * s and k > 50: return s
                    return mp.hyp2f1(1, b0, al + b0, z)
                both("del", lambda: ser(be), lambda: (1 + dd) * ibeta_num(al, be, lambda th: 1 / (dd + th)) / den(), row, dig)
                both("derl", lambda: (be + t - 1) / (al + be + t - 1) * ser(be + t), lambda: (1 + dd) * ibeta_num(al, be + t, lambda th: 1 / (dd + th)) / (ibeta_num(al, be + t - 1) if t > 1 else den()), row, dig)
                for gi_, nm in enumerate(["alpha", "beta"]):
                    for f, lab in ((lp, "dlogpmf_d"), (ls, "dlogsurv_d")):
                        def fd():
                            h = mpf(10) ** (-32) * [al, be][gi_]
                            u = [al, be]; v = [al, be]; u[gi_] += h; v[gi_] -= h
                            return (f(*u) - f(*v)) / (2 * h)
                        def an():
                            ps = lambda z: mp.psi(0, z)
                            if lab[4] == "p": return [ps(al + 1) - ps(al + be + t) - ps(al) + ps(al + be), ps(be + t - 1) - ps(al + be + t) - ps(be) + ps(al + be)][gi_]
                            return [-ps(al + be + t) + ps(al + be), ps(be + t) - ps(al + be + t) - ps(be) + ps(al + be)][gi_]
                        both(lab + nm, fd, an, row, dig)
                dg = [float(z) for z in dig.values() if z.replace('.', '').isdigit()]
                bad = ";".join("%s:%s" % (a, z) for a, z in dig.items() if not z.replace('.', '').isdigit())
                w.writerow([i, reg] + [repr(z) for z in P] + [t, repr(d)] + [row.get(o, "") for o in outs] + ["%.0f" % min(dg) if dg else "", bad]); fo.flush(); i += 1
    print("sbg rows", i, "sec %.0f" % (time.time() - t0))
    for q_, st in STAT.items(): print("   %-10s tried %4d verified %4d dropped %3d min_digits %.0f" % (q_, *st))

if __name__ == "__main__":
    which = sys.argv[1]; MAXROWS = int(sys.argv[2]) if len(sys.argv) > 2 else 10 ** 9
    if which == "pnbd": run_cont("pnbd", PNBD(), 400, 70240611)
    if which == "bgnbd": run_cont("bgnbd", BG(), 400, 70240612)
    if which == "mbgnbd": run_cont("mbgnbd", MBG(), 400, 70240613)
    if which == "ggomnbd": run_cont("ggomnbd", GGOM(), 400, 70240614)
    if which == "bgbb": run_bgbb(400, 70240615)
    if which == "gammagamma": run_gg(400, 70240616)
    if which == "sbg": run_sbg(400, 70240617)
