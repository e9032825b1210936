#!/usr/bin/env bash
# Make the demo model, its two dictionaries, labels and figures from nothing but the rules in recipe/.
# The same machine writes the same bytes again. LEVEL=12 COOL=6 SHRINK=0.02 CHATS=60 OUT=/tmp/demo ./make.sh is a quick trial.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
python="${PYTHON:-/usr/bin/python3}"
bundle="${BUNDLE:-$here/../../node_modules/node-llama-cpp/llama/gitRelease.bundle}"
out="${OUT:-$here}"
build="${BUILD:-$out/build}"

"$python" -c 'import torch, numpy, regex' 2>/dev/null || {
  echo "Missing: PyTorch, numpy or regex for $python. On Debian: apt install python3-torch python3-numpy python3-regex libopenblas0-pthread" >&2; exit 1; }
[ -f "$bundle" ] || { echo "Missing: $bundle (run npm install first; it holds llama.cpp's gguf-py)" >&2; exit 1; }

mkdir -p "$out" "$build"
[ -d "$build/llama.cpp" ] || git -c advice.detachedHead=false clone -q "$bundle" "$build/llama.cpp"
export PYTHONPATH="$build/llama.cpp/gguf-py:$here/recipe"
export PYTHONDONTWRITEBYTECODE=1 PYTHONHASHSEED=0 OMP_NUM_THREADS=2 OPENBLAS_NUM_THREADS=2
# Keep freed tensors in the process: returning them to the system costs a third of the time.
export MALLOC_MMAP_THRESHOLD_=33554432 MALLOC_TRIM_THRESHOLD_=4294967296 MALLOC_TOP_PAD_=268435456

cd "$here/recipe"
"$python" train_model.py --build "$build" --level "${LEVEL:-200}" --cool "${COOL:-115}"
"$python" export_model.py --build "$build" --out "$out"
"$python" make_dictionaries.py --build "$build" --out "$out" --chats "${CHATS:-1000}" --shrink "${SHRINK:-1}"
"$python" evaluate.py --build "$build" --out "$out" | tee "$build/evaluation.txt"
"$python" pair_text.py "$out/held-out.json" "$out/conversations.json"
"$python" harvest_text.py "$out/harvest.jsonl"
"$python" evaluation_text.py "$out/evaluation.json"
[ "$out" != "$here" ] || "$python" figures.py --build "$build" --readme "$here/README.md"
(cd "$out" && sha256sum ./*.gguf ./*.json ./*.jsonl)
