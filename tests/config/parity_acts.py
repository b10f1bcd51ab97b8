"""Acts as a page sends them and as a program does: moment, page, form, method, address, body."""

from datetime import datetime
from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.cast import VILLAGE, at
from tests.voting.ballots import sheet

HERE = f"villages/{VILLAGE}/"
EARLY, LATE = at(2020, 12, 1), at(2021, 3, 1)
ENTRY = {**sheet(), "scrutineers": "王晓梅"}


def typed_sheet() -> dict[str, Any]:
    """The count sheet as the page's form sends it."""
    figures = {
        f"{post}-{key}": n for post, part in sheet()["positions"].items() for key, n in part["votes"].items()
    }
    void = {f"{post}-invalid": part["invalid"] for post, part in sheet()["positions"].items()}
    head = {name: sheet()[name] for name in ("issued", "returned", "spoilt")}
    return {"key": str(uuid4()), "scrutineers": "王晓梅", **head, **figures, **void}


def file() -> SimpleUploadedFile:
    return SimpleUploadedFile("选民.csv", "姓名\n王桂英\n".encode())


Act = tuple[datetime, str, dict[str, Any], str, str, dict[str, Any]]
# moment, page, form, method, address, body
ACTS: dict[str, Act] = {
    "name staff of the vote": (
        LATE,
        "votes/staff/new/",
        {"role": "counter", "place": "", "people": "刘明", "decision": "村民代表会议"},
        "post",
        "staff/appointments/",
        {"role": "counter", "place": "", "people": ["刘明"], "decision": "村民代表会议"},
    ),
    "record a box shown empty": (
        LATE,
        "votes/1/boxes/1/day/shown/",
        {"shown_at": "07:40", "seal": "F1", "shown_by": "王晓梅", "witnesses": "刘建明", "received": 120},
        "post",
        "votes/1/boxes/1/shown/",
        {
            "shown_at": "2021-01-20T07:40:00+08:00",
            "seal": "F1",
            "shown_by": "王晓梅",
            "witnesses": "刘建明",
            "received": 120,
        },
    ),
    "hold an item of the assembly": (
        EARLY,
        "candidates/assembly/items/opening/",
        {"note": "奏国歌"},
        "post",
        "candidates/assembly/items/opening/",
        {"note": "奏国歌"},
    ),
    "record a meeting of a body after the vote": (
        EARLY,
        "bodies/meetings/councillor/1/",
        {
            "held_on": "2020-12-01",
            "basis": "adults",
            "entitled": 30,
            "present": 24,
            "places": 1,
            "name-0": "陈立新",
            "votes-0": 20,
        },
        "post",
        "bodies/meetings/",
        {
            "post": "councillor",
            "group": 1,
            "held_on": "2020-12-01",
            "basis": "adults",
            "entitled": 30,
            "present": 24,
            "lines": [{"name": "陈立新", "votes": 20}],
        },
    ),
    "record a step": (
        EARLY,
        "steps/archive/record/",
        {"held_on": "2020-12-01", "people": "刘", "note": "已办", "signers": "王晓梅 书记"},
        "post",
        "steps/archive/records/",
        {
            "held_on": "2020-12-01",
            "people": "刘",
            "note": "已办",
            "signers": [{"name": "王晓梅", "post": "书记"}],
        },
    ),
    "ask for time that the law does not give": (
        EARLY,
        "steps/time_and_place/extension/",
        {"wanted": "2021-02-01", "reason": "人手不足"},
        "post",
        "steps/time_and_place/extensions/",
        {"wanted": "2021-02-01", "reason": "人手不足"},
    ),
    "set the days": (
        LATE,
        "/days/{village}/",
        {"election_day": "2021-03-20", "reason": "疫情"},
        "put",
        "days/",
        {"registration_day": None, "party_day": None, "election_day": "2021-03-20", "reason": "疫情"},
    ),
    "set the seats": (
        LATE,
        "candidates/seats/",
        {f"{what}-{post}": 1 for what in ("seats", "extra") for post in ("chair", "deputy", "member")},
        "put",
        "candidates/seats/",
        {"posts": [{"post": post, "seats": 1, "extra": 1} for post in ("chair", "deputy", "member")]},
    ),
    "record the nomination": (
        LATE,
        "candidates/nomination/",
        {
            "held_on": "2020-12-20",
            "issued": 9,
            "returned": 8,
            "post-0": "chair",
            "name-0": "陈立新",
            "votes-0": 5,
        },
        "post",
        "candidates/nomination/",
        {
            "held_on": "2020-12-20",
            "issued": 9,
            "returned": 8,
            "lines": [{"post": "chair", "name": "陈立新", "votes": 5}],
        },
    ),
    "propose the nominees": (
        LATE,
        "candidates/propose/",
        {"held_on": "2020-12-26", "note": "同意", "signed_on": "2020-12-26", "reply-{nominee}": "accepts"},
        "post",
        "candidates/proposal/",
        {"held_on": "2020-12-26", "note": "同意", "replies": []},
    ),
    "answer a return": (
        LATE,
        "candidates/{returned}/answer/",
        {"text": "已补"},
        "post",
        "candidates/{returned}/answers/",
        {"text": "已补"},
    ),
    "review a person": (
        LATE,
        "/reviews/{proposed}/",
        {"verdict": "reject", "reason": "不符合条件"},
        "post",
        "candidates/{proposed}/reviews/",
        {"level": "township", "verdict": "reject", "reason": "不符合条件"},
    ),
    "move the next up": (
        LATE,
        "candidates/next/deputy/",
        {"vote": "{next}"},
        "post",
        "candidates/next/deputy/",
        {"next": "{next}"},
    ),
    "publish the formal list": (LATE, "candidates/publish/", {}, "post", "candidates/publication/", {}),
    "take a sheet over": (
        LATE,
        "roll/uploads/{upload}/commit/",
        {},
        "post",
        "roll/uploads/{upload}/commit/",
        {},
    ),
    "publish the roll": (
        LATE,
        "roll/publish/",
        {"fingerprint": "abcd"},
        "post",
        "roll/publication/",
        {"fingerprint": "abcd"},
    ),
    "take in an objection": (
        LATE,
        "roll/appeals/file/",
        {"appellant": "王桂英", "about": "left_off", "text": "漏登", "key": str(uuid4())},
        "post",
        "roll/appeals/",
        {"appellant": "王桂英", "about": "left_off", "text": "漏登"},
    ),
    "set hours and places": (
        LATE,
        "votes/1/places/",
        {
            "opens_at": "08:00",
            "closes_at": "12:00",
            "form-TOTAL_FORMS": 1,
            "form-INITIAL_FORMS": 0,
            "form-0-kind": "venue",
            "form-0-name": "会场",
            "form-0-address": "村部",
        },
        "put",
        "votes/1/places/",
        {
            "opens_at": "08:00",
            "closes_at": "12:00",
            "boxes": [{"kind": "venue", "name": "会场", "address": "村部"}],
        },
    ),
    "publish hours and places": (
        LATE,
        "votes/1/places/publish/",
        {},
        "post",
        "votes/1/places/publication/",
        {},
    ),
    "enter a count": (
        EARLY,
        "votes/1/boxes/1/enter/",
        typed_sheet(),
        "post",
        "votes/1/boxes/1/entries/",
        ENTRY,
    ),
    "have a box counted once more": (
        EARLY,
        "votes/1/boxes/1/reopen/",
        {"reason": "漏计"},
        "post",
        "votes/1/boxes/1/reopening/",
        {"reason": "漏计"},
    ),
    "settle a count": (
        EARLY,
        "votes/1/boxes/1/settle/",
        {"reason": "复核", "scrutineers": "成桂英", "chief": "谭国安"},
        "post",
        "votes/1/boxes/1/settlement/",
        {"values": {}, "reason": "复核", "scrutineers": "成桂英", "chief": "谭国安"},
    ),
    "open a further round": (
        LATE,
        "votes/1/further/",
        {"day": "2021-03-02"},
        "post",
        "votes/1/further/",
        {"day": "2021-03-02"},
    ),
}
# Refused at that moment for another reason than the window.
OTHERWISE = {
    "hold an item of the assembly": "agenda_out_of_order",
    "record a meeting of a body after the vote": "step_not_ready",
    "record a step": "step_not_ready",
    "ask for time that the law does not give": "extension_unlawful",
    "set the days": "election_day_fixed",
    "open a further round": "step_not_ready",
}
# Acts on a vote whose places are published already.
AFTER_PLACES = {"record a box shown empty", "enter a count", "have a box counted once more", "settle a count"}

# Acts whose page tells a refusal in a notice: page, form, address, body.
BUTTONS = {
    "confirm the result": (
        "votes/confirm/",
        {"conduct": "on", "process": "on", "reason": "未发现问题", "decision": "1号"},
        "votes/confirmation/",
        {"conduct": True, "process": True, "reason": "未发现问题", "decision": "1号"},
    ),
    "announce the result": (
        "votes/announce/",
        {"chair": "王建国", "scrutineer": "成桂英", "day": "2021-01-20", "at": "16:30", "place": "村部"},
        "votes/announcement/",
        {
            "chair": "王建国",
            "scrutineer": "成桂英",
            "announced_at": "2021-01-20T16:30:00+08:00",
            "place": "村部",
        },
    ),
    "decide on a further round": (
        "votes/further-decision/",
        {"reason": "缺员", "decision": "5号"},
        "votes/further-decision/",
        {"reason": "缺员", "decision": "5号"},
    ),
    "review a person written in": (
        "votes/write-in/",
        {"post": "chair", "name": "周涛", "passed": "yes", "reason": "符合"},
        "votes/write-ins/",
        {"post": "chair", "name": "周涛", "passed": True, "reason": "符合"},
    ),
    "tally again": ("votes/1/tally/", {}, "votes/1/tally/", {}),
}
