"""What the proposal shares with systems that exist already, quoted on both sides."""
