"""Write model.gguf from build/model.pt."""
import argparse
from pathlib import Path

import model as llama
import tokenizer as bpe
from write_gguf import write_model

args = argparse.ArgumentParser()
args.add_argument("--build", type=Path, required=True)
args.add_argument("--out", type=Path, required=True)
args = args.parse_args()
write_model(llama.load(args.build / "model.pt"), bpe.load(args.build / "tokenizer.json"), args.out / "model.gguf")
