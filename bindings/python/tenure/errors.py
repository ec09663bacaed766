"""What can go wrong, as exceptions and one warning."""

from __future__ import annotations


class Error(Exception):
    """Every failure the library reports.

    Attributes
    ----------
    status : str
        Why the call failed: ``"invalid_argument"``, ``"invalid_data"``, ``"not_supported"``,
        ``"io_error"``, ``"corrupt_data"``, ``"unsupported_version"``, ``"stream_error"``,
        ``"out_of_memory"`` or ``"internal"`` (a bug in this library).
    argument : str or None
        The argument, option or column at fault.
    row : int or None
        The zero-based row of the input at fault.
    """

    def __init__(
        self,
        message: str,
        status: str = "invalid_argument",
        argument: str | None = None,
        row: int | None = None,
    ) -> None:
        super().__init__(message, status, argument, row)
        self.status = status
        self.argument = argument
        self.row = row

    def __str__(self) -> str:
        return str(self.args[0])


class DataError(Error, ValueError):
    """An argument outside its domain, or a row of the input that breaks the stated policies.

    Examples
    --------
    >>> import tenure as tn
    >>> try:
    ...     tn.ParetoNBD.from_params(r=-1, alpha=10, s=0.6, beta=11)
    ... except ValueError as error:
    ...     print(error.argument)
    r
    """


class ConvergenceWarning(UserWarning):
    """A fit ended without parameters that can be trusted: ``result_.convergence`` says why."""
