"""Times, lengths, days, kinds and presence as people write them, in German and English."""
