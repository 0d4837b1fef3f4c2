"""Every error a person can cause, with its exit code and advice.

ProposalCheckError
├── UsageError             exit 2   a wrong command line, a path that is not there
│   ├── ConfigError        exit 2   a facts or register file that cannot be used
│   └── PackError          exit 2   a rule pack with problems, all of them at once
└── InputError             exit 3   a submission that cannot be reviewed
    ├── UnreadableFile     exit 3   damaged, encrypted, wrong type, over a limit
    ├── NotAProposal       exit 3   readable, but not a document this tool reviews
    └── SecretDocument     exit 3   carries a secrecy marking; nothing was kept

Anything else that reaches the top is a bug and exits 4. A message is one Chinese sentence saying
what is wrong; `advice` is one saying what to do next.
"""

from collections.abc import Sequence


class ProposalCheckError(Exception):
    """Carry a message and an advice for a person, and the exit code of the process."""

    exit_code = 4

    def __init__(self, message: str, advice: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.advice = advice

    def __str__(self) -> str:
        return f"{self.message}{self.advice}"


class UsageError(ProposalCheckError):
    exit_code = 2


class ConfigError(UsageError):
    pass


class PackError(UsageError):
    """List every problem of a pack, each as `path:line: message`."""

    def __init__(self, message: str, problems: Sequence[str] = (), advice: str = "") -> None:
        super().__init__(message, advice)
        self.problems = tuple(problems)

    def __str__(self) -> str:
        return "\n".join((super().__str__(), *self.problems))


class InputError(ProposalCheckError):
    exit_code = 3


class UnreadableFile(InputError):
    pass


class NotAProposal(InputError):
    pass


class SecretDocument(InputError):
    pass
