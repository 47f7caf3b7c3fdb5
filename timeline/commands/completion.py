"""`timeline completion`: what the shell needs to complete commands, options and paths."""

from __future__ import annotations

import click

SHELLS = ("bash", "zsh", "fish")


@click.command()
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Print what makes the shell complete commands, options and paths.

    \b
    bash   timeline completion bash >> ~/.bashrc
    zsh    timeline completion zsh >> ~/.zshrc
    fish   timeline completion fish > ~/.config/fish/completions/timeline.fish
    """
    from click.shell_completion import get_completion_class

    made = get_completion_class(shell)
    assert made is not None  # the choice is click's own
    group = context.find_root().command
    click.echo(made(group, {}, "timeline", "_TIMELINE_COMPLETE").source())
