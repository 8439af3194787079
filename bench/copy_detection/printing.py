"""How a figure is printed, with its target where there is one."""


def row(what: str, value: float, unit: str, target: float | None = None, *, at_least: bool = False) -> None:
    """Print one figure, and whether it reaches its target."""
    if target is None:
        print(f"  {what:<62}{value:9.2f} {unit}")
        return
    reached = value >= target if at_least else value <= target
    print(f"  {what:<62}{value:9.2f} {unit:<8} target {'≥' if at_least else '≤'} {target:g} {'✓' if reached else '✗'}")
