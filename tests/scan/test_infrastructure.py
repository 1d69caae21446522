"""Containers, manifests, Terraform, and YAML that means no harm or some."""

import pytest

from archnb.scan.repository.located import documents


def test_a_dockerfile_has_stages(repo):
    source = "FROM python:3.13 AS build\nRUN pip install \\\n    flask\n# USER root\nFROM python:3.13-slim\nUSER app\n"
    [found] = repo({"Dockerfile": source, "Dockerfile.dev": "FROM x\n", "tests/Dockerfile": "FROM x\n"}).dockerfiles
    assert found.stages == 2
    assert [(i.name, i.value, i.stage, i.place) for i in found.instructions] == [
        ("FROM", "python:3.13 AS build", 0, "Dockerfile:1"),
        ("RUN", "pip install flask", 0, "Dockerfile:2"),
        ("FROM", "python:3.13-slim", 1, "Dockerfile:5"),
        ("USER", "app", 1, "Dockerfile:6"),
    ]
    assert [i.value for i in found.named("USER", "RUN", final=True)] == ["app"]


def test_services_of_a_compose_file(repo):
    source = "services:\n  db: &db\n    image: postgres:16\n  web:\n    <<: *db\n    command: [gunicorn, app]\n"
    found = repo({"docker-compose.yml": source}).services
    assert [(s.name, s.image, s.command, s.place) for s in found] == [
        ("db", "postgres:16", "", "docker-compose.yml:2"),
        ("web", "postgres:16", "gunicorn app", "docker-compose.yml:4"),
    ]


def test_manifests_also_of_helm_templates(repo):
    files = {
        "k8s/all.yaml": "apiVersion: v1\nkind: Service\n---\napiVersion: apps/v1\nkind: Deployment\nspec: {}\n",
        "chart/templates/hpa.yaml": (
            "{{- if .Values.hpa }}\napiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\n"
            "spec:\n  maxReplicas: {{ .Values.max }}\n{{- end }}\n"
        ),
        "values.yaml": "kind: of\n",
    }
    assert [(m.kind, m.place) for m in repo(files).manifests] == [
        ("Service", "k8s/all.yaml:2"),
        ("Deployment", "k8s/all.yaml:5"),
        ("HorizontalPodAutoscaler", "chart/templates/hpa.yaml:3"),
    ]


def test_terraform_blocks_but_not_comments(repo):
    source = (
        '# resource "aws_lb" "old" {\nresource "aws_db_instance" "main" {\n  multi_az = true\n}\nmodule "vpc" {\n}\n'
    )
    found = repo({"infra/main.tf": source}).resources
    assert [(r.block, r.type, r.name, r.place) for r in found] == [
        ("resource", "aws_db_instance", "main", "infra/main.tf:2"),
        ("module", "vpc", "vpc", "infra/main.tf:5"),
    ]
    assert "multi_az = true" in found[0].body


def test_plain_values_and_tags_of_applications():
    [found] = documents("a.yaml", "a: 1\nb: on\nc: !Ref x\nd: 1.5\ne: ~\nf: 2026-01-01\n1: '2'\n")
    assert found == {"a": 1, "b": True, "c": "x", "d": 1.5, "e": None, "f": "2026-01-01", "1": "2"}
    assert found.at("c") == "a.yaml:3"


BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize("source", [BOMB, "[" * 50_000, "{a: " * 50_000, "- " * 50_000, "a: [\n", "a: \x01\n"])
def test_a_bomb_is_refused_before_it_unfolds(repo, source):
    view = repo({"compose.yml": source, "compose.prod.yml": "services: {web: {image: own}}\n"})
    assert [service.name for service in view.services] == ["web"]
    assert [note.path for note in view.tree.notes] == ["compose.yml"]


def test_an_alias_within_itself_is_nothing():
    assert documents("a.yaml", "a: &a [*a]\n") == [{"a": [None]}]
