"""Lay DuckDB for browsers and the file beside the page of the SQL console, so that both load as scripts.

A script loads from any host, and from a folder without one, where a fetch is refused. So nothing has to be fetched,
and the page's policy allows no connection at all.
"""

import base64
import gzip
import json
import re
import shutil
import zlib
from pathlib import Path

# Placed before the worker's own code. The engine's bytes come as the first message, so that the worker fetches nothing.
RECEIVE = """
const fetched = self.fetch;
let engine;
self.fetch = (asked, ...more) => (asked.url ?? asked) === "data:application/wasm,"
  ? Promise.resolve(new Response(engine, { headers: { "Content-Type": "application/wasm" } }))
  : fetched(asked, ...more);
addEventListener("message", (event) => { engine = event.data; event.stopImmediatePropagation(); }, { once: true });
"""
PARTS = {  # of the packages in package.json, where each file of theirs lies in node_modules
    "arrow": "apache-arrow/Arrow.es2015.min.js",
    "engine": "@duckdb/duckdb-wasm/dist/duckdb-browser.cjs",
    "worker": "@duckdb/duckdb-wasm/dist/duckdb-browser-eh.worker.js",
    "wasm": "@duckdb/duckdb-wasm/dist/duckdb-eh.wasm",
}
FONTS = {  # {name in assets/: file in node_modules}
    f"{short}-{letters}.woff2": f"@fontsource-variable/{name}/files/{name}-{letters}-wght-normal.woff2"
    for short, name in (("sans", "source-sans-3"), ("serif", "source-serif-4"))
    for letters in ("latin", "latin-ext")
}

PACKED = 4  # how much gzip packs; at 6, its usual, it takes twice as long for a fifteenth less
LESS_PACKED = 3  # the file, which is packed for each site; at 4 it takes half as long again for a twentieth less


def is_installed(modules: Path) -> bool:
    """Whether npm has laid everything into node_modules."""
    return all((modules / part).is_file() for part in (*PARTS.values(), *FONTS.values()))


def write_engine(modules: Path, folder: Path, before: Path) -> None:
    """Write the engine and its worker as scripts; `before` is where those of an earlier site may be."""
    arrow, engine, worker = (
        (modules / PARTS[name]).read_text(encoding="utf-8").partition("//# sourceMappingURL")[0]
        for name in ("arrow", "engine", "worker")
    )
    module = (
        "(() => { const module = { exports: {} }, exports = module.exports, require = () => Arrow;\n"
        f"{engine}\nwindow.duckdb = module.exports; }})();\n"
    )
    (folder / "engine.js").write_text(f"{arrow}\n;{module}", encoding="utf-8")
    (folder / "worker.js").write_text(f"window.WORKER={json.dumps(RECEIVE + worker)};\n", encoding="utf-8")
    if unpacked(before / "wasm.js", "WASM") == (modules / PARTS["wasm"]).read_bytes():  # to pack it takes longer
        shutil.copyfile(before / "wasm.js", folder / "wasm.js")
    else:
        write_bytes(modules / PARTS["wasm"], "WASM", folder / "wasm.js")


def write_bytes(path: Path, name: str, script: Path, level: int = PACKED) -> None:
    """Write the bytes of a file, packed, as a script that leaves them in window.<name>."""
    packed = gzip.compress(path.read_bytes(), level, mtime=0)
    script.write_text(f'window.{name}="{base64.b64encode(packed).decode()}";\n', encoding="utf-8")


def unpacked(script: Path, name: str) -> bytes | None:
    """The bytes in a script that write_bytes wrote; None where there is none, or not whole."""
    try:
        line = re.fullmatch(rf'window\.{name}="(.*)";\n', script.read_text(encoding="ascii"))
        return gzip.decompress(base64.b64decode(line[1], validate=True)) if line else None
    except (OSError, EOFError, ValueError, zlib.error):
        return None


def fonts_in(modules: Path) -> dict[str, bytes]:
    """{name in assets/: bytes} of the letters."""
    return {name: (modules / path).read_bytes() for name, path in FONTS.items()}
