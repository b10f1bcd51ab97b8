"""All that an outcome says, in both languages. Figures stand in braces; `{x:,}` groups thousands."""

SENTENCES: dict[str, tuple[str, str]] = {
    # Shares
    "half_passed": ("过半数", "more than half"),
    "share_passed": ("超过{share}", "more than {share}"),
    "share_reached": ("不少于{share}", "at least {share}"),
    # Who is counted
    "electors_village_committee": ("登记选民{n:,}人", "{n:,} registered voters"),
    "electors_party": ("应到会有选举权的党员{n:,}人", "{n:,} members expected to attend"),
    "electors_representatives": ("有选举权的{n:,}人", "{n:,} people with a vote"),
    "electors_recommendation": ("应到会{n:,}人", "{n:,} people expected to attend"),
    "of_present": ("实到会{n:,}人", "{n:,} people present"),
    "of_returned": ("收回选票{n:,}张", "{n:,} papers returned"),
    "of_valid": ("有效票{n:,}张", "{n:,} valid papers"),
    # Checks
    "quorum_returned": (
        "{electors}，参加投票{have:,}人；{share}为{need:,}人，{verdict}。",
        "{have:,} of {electors} voted; {share} is {need:,}. {verdict}.",
    ),
    "quorum_present": (
        "{electors}，实到会{have:,}人；{share}为{need:,}人，{verdict}。",
        "{have:,} of {electors} are present; {share} is {need:,}. {verdict}.",
    ),
    "valid": ("有效", "Valid"),
    "invalid": ("无效", "Not valid"),
    "balance_total": (
        "发出选票{need:,}张，收回{have:,}张；收回{relation}发出，{verdict}。",
        "{need:,} papers issued, {have:,} returned: {relation} issued. {verdict}.",
    ),
    "balance_box": (
        "票箱“{box}”发出选票{need:,}张，收回{have:,}张；收回{relation}发出，{verdict}。",
        "Box “{box}”: {need:,} papers issued, {have:,} returned: {relation} issued. {verdict}.",
    ),
    "more": ("多于", "more than"),
    "not_more": ("不多于", "not more than"),
    # A position
    "seats": ("{position}应选{seats:,}名", "{position}: {seats:,} to elect"),
    "seats_open": ("{position}不限名额", "{position}: no limit of places"),
    "threshold": ("{seats}；{of}，{share}为{need:,}票。", "{seats}. Of {of}, {share} is {need:,}."),
    "most_votes": ("{seats}；得票多的当选。", "{seats}. Most votes elect."),
    "with_votes": ("{name}{votes:,}票", "{name} ({votes:,})"),
    "elected": ("{names}，当选。", "Elected: {names}."),
    "nobody_elected": ("无人当选。", "Nobody is elected."),
    "round_invalid": (
        "本次选举无效，无人当选，须重新组织选举。",
        "The round is not valid, nobody is elected; it is held anew.",
    ),
    "tied": (
        "{names}得票相同，不能确定{seats:,}个名额由谁当选，再次投票。",
        "Level: {names}. A re-vote among them settles who takes the open places ({seats:,}).",
    ),
    "vacant": ("尚缺{vacant:,}名。", "Places still empty: {vacant:,}."),
    "runoff": (
        "尚缺{vacant:,}名，另行选举；候选人为{names}。",
        "Places still empty: {vacant:,}. A runoff follows; candidates: {names}.",
    ),
    "runoff_without": (
        "尚缺{vacant:,}名，另行选举；未当选的人中没有可作候选人的。",
        "Places still empty: {vacant:,}. A runoff follows, but nobody not elected can be its candidate.",
    ),
    "woman_first": (
        "没有女性依次当选，得票最多的女性{name}先行当选。",
        "No woman would be elected by votes alone, so the woman with most votes is seated first: {name}.",
    ),
    "seat_for_woman": (
        "没有女性达到当选票数，留1个名额，另行选举的候选人限于女性。",
        "No woman reached the votes needed. One place is kept; only women stand in the runoff.",
    ),
    "in_office": ("{name}（{position}{votes:,}票）", "{name} ({position}, {votes:,})"),
    "relatives": ("{name}与{relative}", "{name} and {relative}"),
    "removed_for": (
        "{pair}有应当回避的亲属关系，{relative}留任，{name}不当选。",
        "{pair} may not hold office together. {relative} stays, {name} goes.",
    ),
    "moved_in": ("{names}依次递补。", "Next by votes: {names}."),
    "relatives_seated": (
        "{pair}有应当回避的亲属关系，同时当选，须另行确定由谁任职。",
        "{pair} may not hold office together but are both elected. Who stays is open.",
    ),
    # Problems
    "issued_over_electors": (
        "发出选票{have:,}张，多于{electors}。",
        "{have:,} papers were issued, more than {electors}.",
    ),
    "present_over_electors": (
        "实到会{have:,}人，多于{electors}。",
        "{have:,} people attended, more than {electors}.",
    ),
    "papers_mismatch": (
        "票箱“{box}”收回{returned:,}张，逐张登记的合计{have:,}张，两数不符。",
        "Box “{box}”: {returned:,} papers were returned, but those entered add up to {have:,}.",
    ),
    "spoilt_over_papers": (
        "票箱“{box}”收回{returned:,}张，废票却有{have:,}张。",
        "Box “{box}”: {returned:,} papers were returned, but {have:,} are said to be spoilt.",
    ),
    "void_over_papers": (
        "票箱“{box}”收回{returned:,}张，{position}的废票与无效票却有{have:,}张。",
        "Box “{box}”: {returned:,} papers were returned, but {have:,} are spoilt or void for {position}.",
    ),
    "votes_over_papers": (
        "票箱“{box}”中{position}的有效票{valid:,}张，却有{names}。",
        "Box “{box}”: valid papers for {position} {valid:,}, but {names}.",
    ),
    "marks_over_seats": (
        "票箱“{box}”中{position}的有效票{valid:,}张，应选{seats:,}名，赞成票至多{most:,}票，却有{have:,}票。",
        "Box “{box}”: valid papers for {position} {valid:,}, places {seats:,}; {have:,} votes are too many.",
    ),
    "unknown_position": (
        "票箱“{box}”中有本次选举没有的职位“{position}”。",
        "Box “{box}” names the position “{position}”, which this contest does not have.",
    ),
    "unknown_choice": (
        "票箱“{box}”中{position}的得票人不明：{choices}。",
        "Box “{box}” has marks for {position} that stand for nobody: {choices}.",
    ),
}

# Offices as they are called in the English interface; any other title stands as it is.
TITLES: dict[str, str] = {
    "主任": "Director",
    "副主任": "Deputy director",
    "委员": "Member",
    "书记": "Secretary",
    "副书记": "Deputy secretary",
    "纪检委员": "Discipline commissioner",
    "组织委员": "Organisation commissioner",
    "村民代表": "Villager representative",
    "居民代表": "Resident representative",
    "村民代表妇女名额": "Villager representative, women’s places",
    "居民代表妇女名额": "Resident representative, women’s places",
    "党组织委员": "Party committee member",
    "妇女委员": "Member, the women’s post",
    "监委会主任": "Head of the supervisory committee",
    "监委会成员": "Member of the supervisory committee",
    "小组长": "Group leader",
    "协商委员会委员": "Member of the council",
    "选举委员会成员": "Member of the election committee",
}
