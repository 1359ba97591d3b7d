"""What is said about words that cannot be used, in both languages, with status 2; and help in Dutch."""

import argparse

import pytest

from narekenen.cli import main
from narekenen.cli.usage import HEADS, in_dutch, language_of

SAID = [
    ("forecast run", "dit ontbreekt: file", "the following arguments are required: file"),
    ("forecast run p.toml --replications x", "--replications: 'x' is geen geheel getal", "invalid int value: 'x'"),
    ("forecast run p.toml --share x", "--share: 'x' is geen percentage, zoals 95", "'x' is no percentage, such as 95"),
    ("forecast fit p.csv --known-on ooit", "'ooit' is geen datum, zoals 2024-12-31", "'ooit' is no date"),
    ("forecast score p.csv --series x", "'x' is niet GROOTHEID=MAAT[,MAAT]", "'x' is not QUANTITY=METRIC"),
    ("forecast score p.csv --history", "--history: hier hoort een waarde achter", "expected one argument"),
    ("forecast run p.toml extra", "onbekend: extra", "unrecognized arguments: extra"),
    ("forecast dans", "'dans' kan niet; kies uit ", "invalid choice: 'dans'"),
    ("forecast run p.toml --s 3", "--s kan van alles betekenen: --seed, --share", "could match --seed, --share"),
    ("forecast run p.toml --tail=3", "hier hoort geen waarde achter: '3'", "ignored explicit argument '3'"),
    ("check a.txt --json --as-predictions", "dit gaat niet samen met --json", "not allowed with argument --json"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "dutch", "english"), SAID, ids=[words for words, _, _ in SAID])
def test_what_cannot_be_used_is_said_in_the_language_of_the_reader(words, dutch, english, capsys):
    for more, part, head in (([], dutch, "gebruik: "), (["--lang", "en"], english, "usage: ")):
        with pytest.raises(SystemExit) as stopped:
            main([*words.split()[:1], *words.split()[1:], *more])
        said = capsys.readouterr().err
        assert stopped.value.code == 2
        assert part in said or (more and words.endswith(("--history", "dans")))
        assert said.startswith(head)


def test_every_sentence_of_argparse_that_a_user_may_meet_is_known():
    parser = argparse.ArgumentParser()
    parser.add_argument("--pair", nargs=2)
    parser.add_argument("--some", nargs="+")
    group = parser.add_mutually_exclusive_group(required=True)
    group.add_argument("--a")
    group.add_argument("--b", type=float)

    def stop(message):
        raise argparse.ArgumentError(None, message)

    parser.error = stop
    for words in (["--pair", "1"], ["--some"], [], ["--b", "x"], ["--a"], ["--a", "1", "--b", "2"]):
        with pytest.raises(argparse.ArgumentError) as raised:
            parser.parse_args(words)
        message = str(raised.value)
        assert in_dutch(message) != message.removeprefix("argument "), message
        assert not {"expected", "invalid", "required", "argument"} & set(in_dutch(message).split()), message


@pytest.mark.parametrize(
    ("words", "lang", "said"),
    [([], "nl", False), (["--lang", "en"], "en", True), (["--lang=nl"], "nl", True), (["--lang", "fr"], "nl", False),
     (["--lang", "en", "--lang", "nl"], "nl", True), (["--lang"], "nl", False)],
    ids=["none", "en", "equals", "unknown", "last", "bare"],
)  # fmt: skip
def test_the_language_is_found_before_anything_is_parsed(words, lang, said):
    assert language_of(words) == (lang, said)


def test_help_is_dutch_where_that_is_asked_for(capsys):
    for words in (["forecast"], ["forecast", "staff"], ["forecast", "run"]):
        for more in ([], ["--lang", "nl"]):
            with pytest.raises(SystemExit) as stopped:
                main([*words, "--help", *more])
            said = capsys.readouterr().out
            assert stopped.value.code == 0
            assert (HEADS["options"] in said) is bool(more)
            assert ("toon deze uitleg" in said) is bool(more)
    assert "het plan" in said
    assert "the plan" not in said
