"""The language of a text: the same answer each time, and none where there is too little text."""

from __future__ import annotations

import random
from concurrent.futures import ThreadPoolExecutor

import pytest
from langdetect.detector_factory import PROFILES_DIRECTORY, DetectorFactory

from natodocs._document.document import Document
from natodocs._rules import loader
from natodocs._text import language, lines

TEXTS = {
    "en": "The old bridge over the harbour opened again on Monday after two years of repairs, and "
    "forty boats came to see it, the mayor said.",
    "de": "Die alte Brücke über den Hafen ist am Montag nach zwei Jahren wieder geöffnet worden, und "
    "vierzig Boote kamen dazu, sagte die Bürgermeisterin.",
    "fr": "Le vieux pont du port a rouvert lundi après deux ans de travaux, et quarante bateaux sont "
    "venus pour le voir de près, a dit la maire de la ville.",
    "ru": "Старый мост через гавань снова открылся в понедельник после двух лет ремонта, и сорок лодок "
    "пришли посмотреть на него, сказала в понедельник глава города.",
}


@pytest.mark.parametrize("code", TEXTS)
def test_is_told(code: str) -> None:
    assert language.guess_text(TEXTS[code]) == code


def test_telling_words_tell_one_language() -> None:
    words = [word for row in loader.load_file("tables/telling_words").words.values() for word in row]
    assert len(words) == len(set(words))


def test_a_notice_in_english_does_not_outvote_the_article() -> None:
    notice = "This website is offline. You see what the archive has of it, and to try it again you press the button."
    article = "Die Brücke über den Hafen ist nach zwei Jahren wieder offen, und vierzig Boote fuhren unter ihr durch. "
    assert language.guess_text(f"{notice}\n{article * 3}") != "en"


def test_menus_in_english_do_not_outvote_the_prose() -> None:
    text = "Home\nNews\nSports\nSign in\nSubscribe\n\n" + TEXTS["de"]
    assert language.guess(lines.split(Document(text))) == "de"


@pytest.mark.parametrize("text", ["", "Short.", "12345 67890 " * 30, "\ud800" * 300, "§%&/()= " * 50])
def test_is_not_guessed_from_too_little(text: str) -> None:
    assert language.guess_text(text) is None


def test_is_the_same_whatever_the_dice_of_the_process_and_the_thread() -> None:
    random.seed(7)
    texts = list(TEXTS.values()) * 10
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(language.guess_text, texts)) == list(TEXTS) * 10


def test_knows_the_same_of_letters_as_langdetect() -> None:
    factory = DetectorFactory()
    factory.load_profile(PROFILES_DIRECTORY)
    ours = language._detectors.__wrapped__()  # not the one that is kept
    assert set(ours.langlist) == set(factory.langlist)
    order = [factory.langlist.index(code) for code in ours.langlist]
    assert set(ours.word_lang_prob_map) == set(factory.word_lang_prob_map)
    some = sorted(factory.word_lang_prob_map.items())[::20]
    unlike = {
        letters: row
        for letters, row in some
        if ours.word_lang_prob_map[letters] != [row[index] for index in order]
    }
    assert not unlike


def test_leaves_the_dice_of_the_process_alone() -> None:
    random.seed(7)
    before = random.getstate()
    language.guess_text(TEXTS["en"])
    assert random.getstate() == before


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("舊渡口將從週一起關閉十一週，以更換木樁，港務局證實。每個工作日約有九百人過灣。", "zh"),
        ("老渡口将从周一起关闭十一周，以更换木桩，港务局证实。每个工作日约有九百人过湾。", "zh"),
        ("古い橋は月曜日から十一週間閉鎖されると市が発表した。", "ja"),
        ("다리가 월요일부터 폐쇄된다고 시 당국이 밝혔다. 주민들은 우회해야 한다.", "ko"),
        ("הגשר הישן ייסגר ביום שני לאחד עשר שבועות כדי להחליף", "he"),
        ("Η παλιά γέφυρα θα κλείσει από τη Δευτέρα για έντεκα", "el"),
        ("ძველი ხიდი ორშაბათიდან დაიკეტება თერთმეტი კვირით", "ka"),
        ("สะพานเก่าจะปิดตั้งแต่วันจันทร์เป็นเวลาสิบเอ็ดสัปดาห์", "th"),
    ],
)
def test_a_script_of_one_language(text: str, code: str) -> None:
    assert language.guess_text(text) == code


def test_a_menu_in_english_around_a_script_without_blanks() -> None:
    menu = "Home News World Business Sports Opinion About us Contact Subscribe\nShare on Facebook Share on Twitter\n"
    article = "橋が再び開通へ\n田中市長は10日の記者会見で「橋は安全だ」と述べた。\n"
    article += "工事は昨年から続いていた。柱は測った。"
    assert language.guess(lines.split(Document(menu + article))) == "ja"


def test_a_list_of_languages_makes_no_page() -> None:
    page = TEXTS["en"] + "\n日本語\n한국어\nالعربية\nעברית\nΕλληνικά\n中文"
    assert language.guess(lines.split(Document(page))) == "en"


def test_a_menu_in_another_script() -> None:
    """What counts is the article, however short it is in letters."""
    menu = [f"{word} of the Harbury Courier" for word in ("News", "Sports", "Weather", "Archive", "Letters")]
    article = "老渡口将从周一起关闭十一周，以更换木桩，港务局证实。"
    text = "\n".join([*menu, article, *menu])
    assert language.guess(lines.split(Document(text))) == "zh"
