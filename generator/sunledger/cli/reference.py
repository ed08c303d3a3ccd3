"""The reference of all commands, as COMMANDS.md holds it: made of the commands themselves.

``make reference`` writes it; a test compares. What the help says in English, :data:`ZH` says in Chinese.
"""

from __future__ import annotations

from collections.abc import Iterator

import click

from sunledger.cli.reference_words import ZH

_HEAD = """\
# 命令 · Commands

由程序自己的帮助生成:`make reference`。在项目的目录里运行;`-h` 显示同样的帮助。
Made of the program's own help by `make reference`. Run commands in the project's folder; `-h` shows the same.

退出状态:0 没有错误(可有提醒),1 数据有错误(什么也不写),2 命令或项目本身有问题。
Exit status: 0 nothing wrong (warnings allowed), 1 the data has errors (nothing is written), 2 the command or the project is wrong.
"""  # noqa: E501 - a line of Markdown is a paragraph


def reference(group: click.Group) -> str:
    """Return the reference of every command of a group, in the order of their names."""
    parts = [_HEAD]
    above = click.Context(group, **group.context_settings)
    for name, command in sorted(group.commands.items()):
        parts.append("\n".join(_command(name, command, above)) + "\n")
    return "\n".join(parts)


def texts(group: click.Group) -> list[str]:
    """Return every sentence of help, which needs its Chinese."""
    helps = [command.help or "" for command in group.commands.values()]
    options = [
        option.help or "" for command in group.commands.values() for option in command.params
        if isinstance(option, click.Option)
    ]  # fmt: skip
    return [_one_line(text) for text in (*helps, *options)]


def _command(name: str, command: click.Command, above: click.Context) -> Iterator[str]:
    context = click.Context(
        command, parent=above, info_name=name
    )  # a command keeps what it first hears of -h
    said = _one_line(command.help or "")
    usage = " ".join(command.collect_usage_pieces(context))
    yield from (f"## {name}", "", ZH.get(said, said), said, "", "```")
    yield from (f"sunledger {name} {usage}".rstrip(), "```", "")
    options = [option for option in command.params if isinstance(option, click.Option)]
    yield from ("| 选项 option | 说明 | what it does |", "|---|---|---|")
    yield from (_option(option, context) for option in options)


def _option(option: click.Option, context: click.Context) -> str:
    metavar = "" if option.is_flag else " " + option.make_metavar(context).replace("INTEGER RANGE", "N")
    said = _one_line(option.help or "")
    zh, en = ZH.get(said, said), said
    default = option.get_default(context)
    if option.show_default or (isinstance(option.type, click.Choice) and default):
        zh, en = f"{zh}缺省 `{default}`。", f"{en} Default: `{default}`."
    needed = ("必须给出。", "Required.") if option.required else ("", "")
    name = f"{option.opts[-1]}{metavar}".replace("|", "\\|")
    return f"| `{name}` | {zh}{needed[0]} | {' '.join(filter(None, (en, needed[1])))} |"


def _one_line(text: str) -> str:
    return " ".join(text.split())


if __name__ == "__main__":
    from sunledger.cli import main

    click.echo(reference(main), nl=False)
