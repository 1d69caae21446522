"""The same counts by Dask on two worker processes, one of which is killed midway."""

import os
import signal
import threading
import time

import pandas as pd
import pytest
from answer_grid import grid
from distributed import Client, LocalCluster
from distributed.diagnostics.plugin import SchedulerPlugin

from archnb import metrics, scale

PARTS = 24


@pytest.fixture(scope="module")
def dataset(tmp_path_factory):
    folder = tmp_path_factory.mktemp("lake")
    for part in range(PARTS):
        said = {f"p{part}-{n}": "YPNAU"[n % 5 :] + "YPNAU"[: n % 5] for n in range(part + 2)}
        grid(said, sections=["s", "s", "t", "t", "t"]).to_parquet(folder / f"part-{part:02}.parquet")
    return folder


@pytest.fixture
def client(tmp_path):
    with (
        LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, local_directory=str(tmp_path)
        ) as cluster,
        Client(cluster) as client,
    ):
        yield client


class _Watch(SchedulerPlugin):
    """Counts finished tasks, and lets the test know when some are done and others are not."""

    def __init__(self) -> None:
        self.midway = threading.Event()
        self.finished = 0
        self.lost: list[str] = []

    def transition(self, key, start, finish, *args, **kwargs):
        if finish == "memory" and "count_partition" in str(key):
            self.finished += 1
            if self.finished >= 4:
                self.midway.set()

    def remove_worker(self, scheduler, worker, **kwargs):
        self.lost.append(worker)


def test_two_workers_count_what_one_machine_counts(client, dataset):
    counted = scale.count_on_cluster(dataset, client)
    pd.testing.assert_frame_equal(metrics.sections(counted), metrics.sections(scale.count_dataset(dataset)))


def test_a_worker_killed_midway_changes_nothing(client, dataset):
    watch = _Watch()
    client.cluster.scheduler.add_plugin(watch)
    victim = next(iter(client.run(os.getpid).values()))
    done_at_the_kill = []

    def kill():
        watch.midway.wait(30)
        os.kill(victim, signal.SIGKILL)
        done_at_the_kill.append(watch.finished)

    killer = threading.Thread(target=kill)
    killer.start()
    counted = scale.count_on_cluster(dataset, client)
    killer.join(30)
    deadline = time.monotonic() + 10
    while not watch.lost and time.monotonic() < deadline:
        time.sleep(0.05)

    assert 4 <= done_at_the_kill[0] < PARTS
    assert len(watch.lost) == 1
    alone = scale.count_dataset(dataset)
    pd.testing.assert_frame_equal(metrics.sections(counted), metrics.sections(alone), check_exact=True)
    pd.testing.assert_frame_equal(metrics.weakness(counted), metrics.weakness(alone), check_exact=True)
    assert counted.projects == alone.projects == sum(part + 2 for part in range(PARTS))


def test_something_else_than_a_client_is_refused(dataset):
    with pytest.raises(TypeError, match=r"^client is a str; give a distributed\.Client$"):
        scale.count_on_cluster(dataset, "tcp://scheduler:8786")
