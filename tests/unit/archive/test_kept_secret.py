from archive.kept_secret import kept_secret


def test_kept_secret_is_made_once(tmp_path):
    first = kept_secret(tmp_path / "new" / "secret")
    assert kept_secret(tmp_path / "new" / "secret") == first
    assert kept_secret(tmp_path / "other") != first


def test_kept_secret_is_readable_by_its_owner_alone(tmp_path):
    kept_secret(tmp_path / "secret")
    assert (tmp_path / "secret").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["secret"]
