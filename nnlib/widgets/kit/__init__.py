"""What every live figure uses: base class, traits, joining; controls, dragging, player, address, styles."""
