"""The models, one class each: a name in the core's table of models, and what it is for."""

from __future__ import annotations

from tenure.estimators import SpendModel
from tenure.purchase_model import ContractModel, PurchaseModel
from tenure.regular_model import RegularModel


class ParetoNBD(PurchaseModel):
    """Pareto/NBD: Poisson purchases, exponential lifetimes, both rates gamma distributed.

    The reference model of the field. A client may leave at any moment, also before his second
    purchase. Parameters: r, alpha (purchases), s, beta (leaving).

    Parameters
    ----------
    unit : {"day", "week", "month", "quarter", "year"}
        Time unit of X where it does not carry one.
    start : mapping or sequence of float, optional
        Where the optimiser starts; by default the model's own places, and several.
    max_iterations : int
        Of each start.
    priors : mapping of str to (float, float), optional
        Of any of the parameters: the median, and the standard deviation of the logarithm, of a
        log-normal prior. The fit is then the mode of the posterior; its log-likelihood, AIC and BIC
        are still those of the data alone.
    threads : int
        0: as many as the machine has cores. The result does not depend on it.

    References
    ----------
    D. C. Schmittlein, D. G. Morrison & R. Colombo (1987), Counting Your Customers, Management
    Science 33.

    Examples
    --------
    A client of CDNOW with 26 repeat purchases (Fader, Hardie & Lee 2005):

    >>> import tenure as tn
    >>> model = tn.ParetoNBD.from_params(r=0.55328, alpha=10.5777, s=0.60624, beta=11.6687)
    >>> model.expected_purchases([[26, 30.857, 31]], horizon=52).round(2)
    array([25.46])
    """

    model = "pareto_nbd"


class BGNBD(PurchaseModel):
    """BG/NBD: a client may leave after each repeat purchase, with a beta distributed probability.

    Fits fast and much like Pareto/NBD, but nobody leaves before his second purchase: P(alive) of a
    one-time buyer is 1, whatever his silence. For alerts on one-time buyers take `MBGNBD` or
    `ParetoNBD`. Parameters: r, alpha (purchases), a, b (leaving). Keywords as in `ParetoNBD`.

    References
    ----------
    P. S. Fader, B. G. S. Hardie & K. L. Lee (2005), "Counting Your Customers" the Easy Way,
    Marketing Science 24.

    Examples
    --------
    >>> import tenure as tn
    >>> model = tn.BGNBD.from_params(r=0.243, alpha=4.414, a=0.793, b=2.426)
    >>> model.expected_purchases([[2, 30.43, 38.86]], horizon=39).round(3)
    array([1.226])
    """

    model = "bg_nbd"


class MBGNBD(PurchaseModel):
    """MBG/NBD: as BG/NBD, but a client may leave after his first purchase too.

    Parameters: r, alpha (purchases), a, b (leaving). Keywords as in `ParetoNBD`.

    References
    ----------
    E. P. Batislam, M. Denizel & A. Filiztekin (2007), Empirical validation and comparison of
    models for customer base analysis, Int. J. Research in Marketing 24.

    Examples
    --------
    >>> import tenure as tn
    >>> model = tn.MBGNBD.from_params(r=0.525, alpha=6.183, a=0.891, b=1.614)
    >>> model.p_alive([[0, 0, 39]]) < 1
    array([ True])
    """

    model = "mbg_nbd"


class BGCNBD(RegularModel):
    """BG/CNBD-k: as BG/NBD, but for clients who buy at regular intervals.

    Who buys regularly and has been silent for longer than his interval has probably left, sooner
    than a model of random purchases says. Parameters: r, alpha (phases of a purchase: k r / alpha
    of them make the mean interval's inverse), a, b (leaving).

    Parameters
    ----------
    k : int, optional
        Regularity, 1 (`BGNBD`) to 12; by default the one of highest likelihood.
    unit, start, max_iterations, priors, threads
        As in `ParetoNBD`.

    References
    ----------
    T. Reutterer, M. Platzer & N. Schroeder (2021), Leveraging Purchase Regularity for Predicting
    Customer Behavior the Easy Way, Int. J. Research in Marketing 38.

    Examples
    --------
    The same silence of four months, after 19 purchases a fortnight apart and after two:

    >>> import tenure as tn
    >>> model = tn.BGCNBD.from_params(k=2, r=0.359, alpha=1.129, a=0.523, b=2.786)
    >>> model.p_alive([[19, 36, 52], [2, 36, 52]]).round(2)
    array([0.  , 0.78])
    """

    model = "bg_cnbd_k"


class MBGCNBD(RegularModel):
    """MBG/CNBD-k: as MBG/NBD, but for clients who buy at regular intervals.

    As `BGCNBD`, but a client may leave after his first purchase too. Parameters and keywords as
    there.

    References
    ----------
    T. Reutterer, M. Platzer & N. Schroeder (2021), Leveraging Purchase Regularity for Predicting
    Customer Behavior the Easy Way, Int. J. Research in Marketing 38.

    Examples
    --------
    >>> import tenure as tn
    >>> model = tn.MBGCNBD.from_params(k=2, r=1.329, alpha=2.813, a=0.425, b=0.790)
    >>> model.p_alive([[0, 0, 52]]) < 1
    array([ True])
    """

    model = "mbg_cnbd_k"


class NBD(PurchaseModel):
    """NBD: Poisson purchases at gamma distributed rates, and nobody ever leaves.

    What a model with leaving has to beat. Parameters: r, alpha. Keywords as in `ParetoNBD`.

    References
    ----------
    A. S. C. Ehrenberg (1959), The Pattern of Consumer Purchases, Applied Statistics 8.

    Examples
    --------
    >>> import tenure as tn
    >>> model = tn.NBD.from_params(r=0.5, alpha=10)
    >>> model.expected_purchases([[2, 30, 40]], horizon=10).round(2)
    array([0.5])
    """

    model = "nbd"


class GGompertzNBD(PurchaseModel):
    """GGompertz/NBD: as Pareto/NBD, but clients age: the risk of leaving grows with time.

    Parameters: r, alpha (purchases), b (ageing), s, beta (leaving). Where no ageing is in the data,
    as in CDNOW, the fit says that b goes to 0: take `ParetoNBD`. Keywords as in `ParetoNBD`.

    References
    ----------
    A. C. Bemmaor & N. Glady (2012), Modeling Purchasing Behavior with Sudden "Death": A Flexible
    Customer Lifetime Model, Management Science 58.

    Examples
    --------
    >>> import tenure as tn
    >>> model = tn.GGompertzNBD.from_params(r=0.553, alpha=10.578, b=0.0002, s=0.603, beta=0.0026)
    >>> model.expected_purchases([[2, 30.43, 38.86]], horizon=0)
    array([0.])
    """

    model = "ggompertz_nbd"


class BGBB(PurchaseModel):
    """BG/BB: purchases at given opportunities, such as one donation a year or one cruise a season.

    Times are whole numbers of opportunities: ``age`` how many a client has had, ``recency`` which
    of them he used last, ``frequency`` how many. Of the time ahead those opportunities count that
    fall in it, two of a ``horizon`` of 2.5; a million at most. Parameters: alpha, beta (buying),
    gamma, delta (leaving). Keywords as in `ParetoNBD`.

    References
    ----------
    P. S. Fader, B. G. S. Hardie & J. Shang (2010), Customer-Base Analysis in a Discrete-Time
    Noncontractual Setting, Marketing Science 29.

    Examples
    --------
    A donor who gave in 4 of 6 years, last in the fifth; his gifts in the next 10:

    >>> import tenure as tn
    >>> model = tn.BGBB.from_params(alpha=1.204, beta=0.75, gamma=0.657, delta=2.783, unit="year")
    >>> model.expected_purchases([[4, 5, 6]], horizon=10).round(2)
    array([3.63])
    """

    model = "bg_bb"


class ShiftedBetaGeometric(ContractModel):
    """Shifted beta-geometric: at the end of each period a client leaves with his own probability.

    Parameters: alpha, beta (leaving). X as in `ContractModel`; keywords as in `ParetoNBD`.

    References
    ----------
    P. S. Fader & B. G. S. Hardie (2007), How to Project Customer Retention, J. Interactive
    Marketing 21.

    Examples
    --------
    >>> import tenure as tn
    >>> model = tn.ShiftedBetaGeometric.from_params(alpha=0.668, beta=3.806, unit="year")
    >>> model.survival([8, 12]).round(3)
    array([0.46 , 0.378])
    """

    model = "shifted_beta_geometric"


class BetaDiscreteWeibull(ContractModel):
    """Beta-discrete-Weibull: a client's own probability of leaving changes with time.

    It falls for c < 1 and rises for c > 1; with c = 1 it is `ShiftedBetaGeometric`. Parameters:
    alpha, beta (leaving), c (change). X as in `ContractModel`; keywords as in `ParetoNBD`.

    References
    ----------
    P. S. Fader, B. G. S. Hardie, Y. Liu, J. Davin & T. Steenburgh (2018), "How to Project Customer
    Retention" Revisited: The Role of Duration Dependence, J. Interactive Marketing 43.

    Examples
    --------
    >>> import tenure as tn
    >>> model = tn.BetaDiscreteWeibull.from_params(alpha=0.2143, beta=1.4266, c=1.7236, unit="year")
    >>> model.survival([8, 12]).round(3)
    array([0.468, 0.404])
    """

    model = "beta_discrete_weibull"


class GammaGamma(SpendModel):
    """Gamma-Gamma: each client's purchases vary around a mean of his own.

    Fitted on the clients with a repeat purchase; the mean of a client with few purchases is drawn
    towards that of the base. Those whose repeat purchases came to nothing (a mean spend of 0) are
    left out too, and ``convergence_.message`` says how many; a negative mean spend is refused.
    Parameters: p, q, v. Keywords as in `ParetoNBD`; X as an array is of shape (n, 2), frequency and
    mean spend.

    References
    ----------
    P. S. Fader & B. G. S. Hardie (2013), The Gamma-Gamma Model of Monetary Value,
    brucehardie.com/notes/025.

    Examples
    --------
    >>> import tenure as tn
    >>> spend = tn.GammaGamma.from_params(p=6.25, q=3.74, v=15.44)
    >>> spend.expected_spend([[2, 22.35]]).round(4)
    array([24.6637])
    """

    model = "gamma_gamma"
