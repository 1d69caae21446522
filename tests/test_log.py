"""A log is only ever added to, and read as far as it makes sense."""

import errno
import os

import pytest

from archnb.errors import StoreError
from archnb.store import Line, Log

ONE, TWO, THREE = b'{"n":1}', b'{"n":2}', b'{"n":3}'


@pytest.fixture
def log(tmp_path) -> Log:
    return Log(tmp_path / "ana.jsonl")


def add(log: Log, *lines: bytes) -> None:
    with log.locked():
        log.append(lines)


def test_what_is_added_is_read_with_its_number(log):
    add(log, ONE, TWO)
    assert log.read() == (False, [Line(1, ONE), Line(2, TWO)])


def test_a_line_ends_with_a_newline_on_disk(log):
    add(log, ONE)
    add(log, TWO)
    assert log.path.read_bytes() == ONE + b"\n" + TWO + b"\n"


def test_only_what_is_new_is_read_again(log):
    add(log, ONE)
    log.read()
    add(log, TWO)
    assert log.read() == (False, [Line(2, TWO)])


def test_nothing_new_is_nothing(log):
    add(log, ONE)
    log.read()
    assert log.read() == (False, [])


def test_a_log_that_is_not_there_yet_is_empty(log):
    assert log.read() == (False, [])


def test_a_torn_line_is_told_and_skipped(log):
    log.path.write_bytes(ONE + b"\n" + b'{"n":')
    assert log.read() == (False, [Line(1, ONE)])
    assert log.torn == Line(2, b'{"n":')


def test_a_torn_line_is_never_glued_to_the_next(log):
    log.path.write_bytes(b'{"n":')
    add(log, TWO)
    assert log.path.read_bytes() == b'{"n":\n' + TWO + b"\n"


def test_a_torn_line_that_another_process_completes_is_read_then(log):
    log.path.write_bytes(ONE + b"\n" + TWO[:4])
    log.read()
    with log.path.open("ab") as file:
        file.write(TWO[4:] + b"\n")
    assert log.read() == (False, [Line(2, TWO)])
    assert log.torn is None


def test_a_complete_last_line_without_a_newline_is_read(log):
    log.path.write_bytes(ONE + b"\n" + TWO)
    assert log.read() == (False, [Line(1, ONE), Line(2, TWO)])
    assert log.torn is None


def test_a_last_line_without_a_newline_is_not_read_twice(log):
    log.path.write_bytes(ONE)
    log.read()
    add(log, TWO)
    assert log.read() == (False, [Line(2, TWO)])


def test_blank_lines_are_passed_over_and_counted(log):
    log.path.write_bytes(b"\n" + ONE + b"\n  \n\n" + TWO + b"\n")
    assert log.read() == (False, [Line(2, ONE), Line(5, TWO)])


def test_windows_line_ends_and_a_byte_order_mark_are_no_lines(log):
    log.path.write_bytes(b"\xef\xbb\xbf\r\n" + ONE + b"\r\n")
    assert log.read() == (False, [Line(2, ONE + b"\r")])


def test_a_byte_order_mark_does_not_tear_a_line(log):
    log.path.write_bytes(b"\xef\xbb\xbf" + ONE)
    assert log.read() == (False, [Line(1, b"\xef\xbb\xbf" + ONE)])


def test_a_replaced_file_is_read_anew(log):
    add(log, ONE)
    log.read()
    other = log.path.with_suffix(".new")
    other.write_bytes(TWO + b"\n" + ONE + b"\n")
    other.replace(log.path)
    assert log.read() == (True, [Line(1, TWO), Line(2, ONE)])


def test_of_a_replaced_file_that_goes_on_only_the_rest_is_new(log):
    add(log, ONE)
    log.read()
    other = log.path.with_suffix(".new")
    other.write_bytes(ONE + b"\n" + TWO + b"\n")
    other.replace(log.path)
    assert log.read() == (False, [Line(2, TWO)])


def test_an_early_line_changed_while_a_late_one_is_added_is_noticed(log):
    add(log, ONE, TWO)
    log.read()
    changed = ONE.replace(b"1", b"9") if b"1" in ONE else ONE.swapcase()
    log.path.write_bytes(changed + b"\n" + TWO + b"\n" + TWO + b"\n")
    assert log.read() == (True, [Line(1, changed), Line(2, TWO), Line(3, TWO)])


def test_a_log_that_is_a_link_is_not_followed(log, tmp_path):
    target = tmp_path / "elsewhere"
    target.write_bytes(b"")
    log.path.symlink_to(target)
    with pytest.raises(StoreError):
        add(log, ONE)
    assert target.read_bytes() == b""


def test_a_shortened_file_is_read_anew(log):
    add(log, ONE, TWO)
    log.read()
    log.path.write_bytes(ONE + b"\n")
    assert log.read() == (True, [Line(1, ONE)])


def test_an_edit_of_the_same_length_is_read_anew(log):
    add(log, ONE, TWO)
    log.read()
    log.path.write_bytes(ONE + b"\n" + THREE + b"\n")
    os.utime(log.path, ns=(1, 1))  # as if time had passed: two writes may share a tick of the file system's clock
    assert log.read() == (True, [Line(1, ONE), Line(2, THREE)])


def test_a_line_put_in_between_is_read_anew(log):
    add(log, ONE, THREE)
    log.read()
    log.path.write_bytes(ONE + b"\n" + TWO + b"\n" + THREE + b"\n")
    assert log.read() == (True, [Line(1, ONE), Line(2, TWO), Line(3, THREE)])


def test_a_removed_file_makes_what_was_read_void(log):
    add(log, ONE)
    log.read()
    log.path.unlink()
    assert log.read() == (True, [])


def test_a_full_disk_leaves_nothing_behind(log, monkeypatch):
    add(log, ONE)
    write, writes = os.write, []

    def fill_up(descriptor: int, data: bytes) -> int:
        writes.append(len(data))
        if len(writes) == 2:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return write(descriptor, bytes(data)[:4])

    monkeypatch.setattr(os, "write", fill_up)
    with log.locked(), pytest.raises(StoreError) as caught:
        log.append([TWO])
    assert len(writes) == 2
    assert log.path.read_bytes() == ONE + b"\n"
    assert str(caught.value) == (
        f"{log.path}: no space left on device. The disk is full: free some space, then try again."
    )


def test_a_write_in_pieces_is_completed(log, monkeypatch):
    write = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, data: write(descriptor, bytes(data)[:3]))
    add(log, ONE)
    assert log.path.read_bytes() == ONE + b"\n"


def test_a_disk_that_cannot_keep_what_was_written_leaves_nothing_behind(log, monkeypatch):
    def fail(descriptor: int) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(os, "fsync", fail)
    with log.locked(), pytest.raises(StoreError):
        log.append([ONE])
    assert log.path.read_bytes() == b""


# The superuser may write anywhere, so the system's refusal is played; all else in these two is real.
@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.EACCES, "permission denied. The folder is read-only for you: ask for write permission."),
        (
            errno.EROFS,
            "read-only file system. The folder is on a read-only file system: move the review or mount it writable.",
        ),
    ],
)
def test_a_read_only_folder_is_told(log, monkeypatch, number, words):
    def refuse(path: object, mode: str, **_: object) -> None:
        raise OSError(number, os.strerror(number))

    with log.locked(), pytest.raises(StoreError) as caught:
        monkeypatch.setattr("archnb.store.log.open", refuse, raising=False)
        log.append([ONE])
    assert str(caught.value) == f"{log.path}: {words}"


def test_a_file_where_the_folder_should_be_is_told(tmp_path):
    (tmp_path / "villa").write_text("not a folder", encoding="utf-8")
    log = Log(tmp_path / "villa" / "ana.jsonl")
    with pytest.raises(StoreError) as caught:
        log.append([ONE])
    assert str(caught.value) == (
        f"{log.path}: not a directory. A file stands where a folder should be: choose another place."
    )


def test_a_folder_that_is_gone_is_not_made_anew(tmp_path):
    log = Log(tmp_path / "villa" / "ana.jsonl")
    with pytest.raises(StoreError) as caught, log.locked():
        pass
    assert list(tmp_path.iterdir()) == []
    assert str(caught.value) == (
        f"{tmp_path / 'villa'}: the review's folder is gone. It was moved or removed: open the review where it is now."
    )


def test_a_lock_that_another_holds_is_told(log, monkeypatch):
    monkeypatch.setattr("archnb.store.log._LOCK_SECONDS", 0.05)
    with log.locked(), pytest.raises(StoreError) as caught, Log(log.path).locked():
        pass
    assert str(caught.value) == (
        f"{log.path}: another process has held the file's lock for 0 s. End that process, then try again."
    )


def test_an_enormous_file_is_refused(log):
    with log.path.open("wb") as file:
        file.truncate(256 * 2**20 + 1)
    with pytest.raises(StoreError) as caught:
        log.read()
    assert str(caught.value) == (
        f"{log.path}: the log is larger than 256 MiB. Check what wrote it; a review of 115 items stays below 1 MiB."
    )
