"""How dates are written where Django's way can be misread."""
