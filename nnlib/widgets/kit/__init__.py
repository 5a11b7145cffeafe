"""What every live figure uses: its base class, traits, controls, player, address and styles."""
