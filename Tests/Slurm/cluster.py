"""A Slurm of one node on the loopback interface, or two, for as long as a test needs it.

All of its state lies in one short folder: key and socket of munge, the configuration, the state
of controller and node. Nothing of an installed Slurm is read or changed, and no daemon outlives
the context.
"""

import getpass
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

PROGRAMS = ("munged", "mungekey", "slurmctld", "slurmd", "sbatch", "scontrol", "squeue", "sinfo")

CONFIGURATION = """\
ClusterName=sweeptest
SlurmctldHost={host}(127.0.0.1)
SlurmctldPort={controller_port}
CommunicationParameters=NoInAddrAny,NoCtldInAddrAny
SlurmUser={user}
SlurmdUser={user}
AuthType=auth/munge
CredType=cred/munge
AuthInfo=socket={folder}/munge/socket,cred_expire=5
StateSaveLocation={folder}/state
SlurmdSpoolDir={folder}/spool-%n
SlurmctldPidFile={folder}/slurmctld.pid
SlurmdPidFile={folder}/slurmd-%n.pid
SlurmctldLogFile={folder}/slurmctld.log
SlurmdLogFile={folder}/slurmd-%n.log
MailProg=/bin/true
ProctrackType=proctrack/pgid
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
SwitchType=switch/none
MpiDefault=none
AccountingStorageType=accounting_storage/none
SchedulerType=sched/backfill
SchedulerParameters=bf_interval=1,sched_interval=2,batch_sched_delay=0
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
MaxArraySize=1001
MinJobAge=3600
BatchStartTimeout=5
SlurmdTimeout=4
MessageTimeout=2
TCPTimeout=1
JobRequeue=1
KillWait=3
InactiveLimit=0
CompleteWait=0
ReturnToService=2
SlurmdParameters=config_overrides
NodeName=DEFAULT CPUs=8 RealMemory=1000
NodeName={host} NodeHostname={host} NodeAddr=127.0.0.1 Port={node_port} State=UNKNOWN
NodeName=spare NodeHostname={host} NodeAddr=127.0.0.1 Port={spare_port} State=FUTURE
PartitionName=test Nodes={host},spare Default=YES MaxTime=INFINITE DefaultTime=10 State=UP
"""


class CannotStart(Exception):
    """Why there is no Slurm here."""


class Cluster:
    """A running Slurm; its commands are run with `command`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.host = socket.gethostname().split(".")[0]
        self.environment = {
            name: value for name, value in os.environ.items()
            if not name.startswith(("SLURM_", "SBATCH_"))
        }
        self.environment["SLURM_CONF"] = str(folder / "slurm.conf")
        self.environment["PATH"] += ":/usr/sbin:/sbin"
        self.daemons: dict[str, subprocess.Popen[bytes]] = {}

    def command(self, *words: object, check: bool = True) -> str:
        done = subprocess.run(
            list(map(str, words)), env=self.environment, capture_output=True, text=True, timeout=60)
        if check and done.returncode != 0:
            raise RuntimeError(f"{words}: {done.returncode}\n{done.stdout}\n{done.stderr}")
        return done.stdout.strip()

    def start_daemon(self, program: str, *words: object, name: str = "") -> None:
        name = name or program
        log = open(self.folder / f"{name}.out", "ab")
        self.daemons[name] = subprocess.Popen(
            [program, *map(str, words)], env=self.environment, stdin=subprocess.DEVNULL, stdout=log,
            stderr=log, start_new_session=True)

    def start_munge(self) -> None:
        private = self.folder / "munge" / "private"
        private.mkdir(parents=True, mode=0o700)
        private.parent.chmod(0o755)
        key, socket_path = private / "key", private.parent / "socket"
        self.command("mungekey", "--create", "--keyfile", key)
        key.chmod(0o600)
        self.start_daemon(
            "munged", "--foreground", f"--key-file={key}", f"--socket={socket_path}",
            f"--pid-file={private / 'pid'}", f"--log-file={private / 'log'}",
            f"--seed-file={private / 'seed'}", "--origin=127.0.0.1")
        self.wait_until("munge answers", socket_path.exists)

    def start(self) -> None:
        try:
            address = socket.gethostbyname(self.host)
        except OSError as error:
            raise CannotStart(f"the host name {self.host} has no address: {error}") from error
        if not address.startswith("127."):
            raise CannotStart(
                f"the host name {self.host} is {address}, not on the loopback interface")
        self.start_munge()
        ports = free_ports(3)
        for name in ("state", f"spool-{self.host}", "spool-spare"):
            (self.folder / name).mkdir()
        (self.folder / "slurm.conf").write_text(
            CONFIGURATION.format(
                host=self.host, user=getpass.getuser(), folder=self.folder,
                controller_port=ports[0], node_port=ports[1], spare_port=ports[2]))
        self.start_daemon("slurmctld", "-D", "-f", self.folder / "slurm.conf")
        self.start_node()

    def start_node(self) -> None:
        self.start_daemon("slurmd", "-D", "-f", self.folder / "slurm.conf")
        self.wait_until("the node is up", lambda: self.node_state() in ("idle", "mixed"))

    @contextmanager
    def spare_node(self) -> Iterator[None]:
        """A second node on the same machine, for as long as the context lasts."""
        self.start_daemon(
            "slurmd", "-D", "-N", "spare", "-f", self.folder / "slurm.conf", name="spare")
        self.wait_until(
            "the spare node is up", lambda: self.node_state("spare") in ("idle", "mixed"))
        try:
            yield
        finally:
            stop_daemon(self.daemons.pop("spare"))
            self.command("scontrol", "update", "NodeName=spare", "State=DOWN", "Reason=over")

    def node_state(self, name: str = "") -> str:
        return self.command("sinfo", "-h", "-n", name or self.host, "-o", "%T", check=False)

    def fail_node(self) -> None:
        """The node is gone, as without power: its daemon and all processes of jobs, with SIGKILL.

        Returns once the controller has noticed.
        """
        self.kill_node_daemon()
        for process in self.processes():
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        self.wait_until_down()

    def kill_node_daemon(self) -> None:
        """The node's daemon is killed alone: jobs run on, and nobody sees them."""
        daemon = self.daemons.pop("slurmd")
        os.kill(daemon.pid, signal.SIGKILL)
        daemon.wait(10)

    def wait_until_down(self) -> None:
        self.wait_until("the node is down", lambda: self.node_state().startswith("down"))

    def processes(self, **variables: object) -> list[int]:
        """The processes of jobs and of the daemons that watch them; with variables, those in whose
        environment they stand so."""
        wanted = {f"{name}={value}" for name, value in variables.items()}
        wanted.add(f"SLURM_CONF={self.folder / 'slurm.conf'}")
        own = {os.getpid(), *(daemon.pid for daemon in self.daemons.values())}
        found = []
        for folder in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):
                words = set((folder / "environ").read_bytes().decode(errors="replace").split("\0"))
                if wanted <= words and int(folder.name) not in own:
                    found.append(int(folder.name))
        return found

    def wait_until(self, what: str, holds, seconds: float = 60) -> None:
        end = time.monotonic() + seconds
        while not holds():
            for name, daemon in self.daemons.items():
                if daemon.poll() is not None:
                    log = (self.folder / f"{name}.out").read_text(errors="replace")[-600:]
                    raise CannotStart(f"{name} ended with {daemon.returncode}: {log}")
            if time.monotonic() > end:
                raise CannotStart(f"waited {seconds:.0f} s in vain until {what}")
            time.sleep(0.1)

    def stop(self) -> None:
        for job in set(self.command("squeue", "-h", "-o", "%A", check=False).split()):
            self.command("scancel", "-s", "KILL", "--full", job, check=False)
            self.command("scancel", job, check=False)
        end = time.monotonic() + 10
        while self.command("squeue", "-h", check=False) and time.monotonic() < end:
            time.sleep(0.2)
        for name in ("spare", "slurmd", "slurmctld", "munged"):
            if name in self.daemons:
                stop_daemon(self.daemons.pop(name))
        # What had a session of its own.
        for process in self.processes():
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)


def stop_daemon(daemon: subprocess.Popen[bytes]) -> None:
    """Ends a daemon and what it has started in its session.

    A controller whose node is gone would wait for its answer.
    """
    daemon.terminate()
    try:
        daemon.wait(2)
    except subprocess.TimeoutExpired:
        os.killpg(daemon.pid, signal.SIGKILL)
        daemon.wait(10)


def free_ports(count: int) -> list[int]:
    """Ports of the loopback interface that nobody has at the moment."""
    sockets = [socket.socket() for _ in range(count)]
    try:
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in sockets]
    finally:
        for one in sockets:
            one.close()


@contextmanager
def running_cluster() -> Iterator[Cluster]:
    """A cluster that is ready for jobs, stopped at the end whatever happens.

    Raises CannotStart where programs are missing or daemons do not come up.
    """
    path = os.environ["PATH"] + ":/usr/sbin:/sbin"
    missing = [name for name in PROGRAMS if shutil.which(name, path=path) is None]
    if missing:
        raise CannotStart(f"{', '.join(missing)}: not installed")
    # Sockets lie in it, and their names may have 108 bytes.
    folder = Path(tempfile.mkdtemp(prefix="slurm-", dir="/tmp"))
    folder.chmod(0o755)
    cluster = Cluster(folder)
    try:
        cluster.start()
        yield cluster
    finally:
        cluster.stop()
        shutil.rmtree(folder, ignore_errors=True)
