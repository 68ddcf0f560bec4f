"""The peers' own Python and node packages, outside the project's."""

import shutil
import subprocess
import sys
from pathlib import Path

HOME = Path.home() / ".cache" / "huiyin-peers"
PYTHON = ("odoo-wechatpy==2.0.0.5", "wecomkit==0.2.0", "wecom-aibot-sdk==1.0.8")
NODE = ("@wecom/aibot-node-sdk@1.0.7", "@wecom/crypto@1.0.1")


def python(home: Path) -> Path:
    """The interpreter with the Python peers."""
    return home / "venv" / "bin" / "python"


def node(home: Path) -> Path:
    """The folder with the node peers."""
    return home / "node"


def ready(home: Path) -> bool:
    """Whether everything is there."""
    return python(home).exists() and (node(home) / "node_modules").exists() and shutil.which("node") is not None


def prepare(home: Path) -> None:
    """Installs what is missing."""
    if not python(home).exists():
        subprocess.run([sys.executable, "-m", "venv", home / "venv"], check=True)
        subprocess.run([python(home), "-m", "pip", "install", "--quiet", *PYTHON], check=True)
    if not (node(home) / "node_modules").exists():
        node(home).mkdir(parents=True, exist_ok=True)
        command = ["npm", "install", "--silent", "--ignore-scripts", "--prefix", ".", *NODE]
        subprocess.run(command, check=True, cwd=node(home))
