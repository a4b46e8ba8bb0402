"""Speed and size, each beside a peer or a lower bound in the same run."""
