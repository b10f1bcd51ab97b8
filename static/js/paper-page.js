// The page at which a group types what is called: one hand on the number pad, in the order of the paper.
"use strict";

const LOOK_AGAIN = 4000; // milliseconds; the other group types at the same box
const SOON = 300;

class PaperPage {
  constructor(main) {
    this.main = main;
    this.words = main.querySelector("[data-texts]").dataset;
    this.fields = [...main.querySelectorAll("fieldset[data-post]")];
    this.posts = this.fields.map(({ dataset }) => ({
      post: dataset.post,
      seats: Number(dataset.seats),
      label: dataset.label,
    }));
    this.choices = new Map([...main.querySelectorAll("[data-choice]")].map((button) => [button.dataset.keys, button]));
    this.names = new Map([...this.choices.values()].map(({ dataset }) => [dataset.choice, dataset]));
    this.digits = Math.max(...[...this.choices.keys()].map((keys) => keys.length));
    this.draft = new PaperDraft(this.posts);
    this.counted = "unreadCounted" in main.dataset; // single marks that cannot be read are among those of a post
    this.queue = new PaperQueue(main.dataset.scope, main.dataset.user);
    this.shelf = new PaperShelf(main);
    this.lost = null; // the last moment at which the server answered, while it does not
    this.typed = ""; // the first of two digits
    this.asks = null; // what the next digit answers: write, illegible or unread
    this.confirmed = false; // too many marks were asked about
    this.question = "";
    this.arrivals = 0;
    this.parts();
    this.listen();
    this.start();
  }

  one(name) {
    return document.querySelector(`[data-at="${name}"]`);
  }

  parts() {
    const { words } = this;
    this.list = new PaperList({
      body: this.one("last"),
      none: this.one("none-yet"),
      words,
      page: this,
      undo: (id) => this.takeBack(id),
    });
    this.sums = new PaperSums({
      list: this.one("sums"),
      bars: { good: this.one("bar-good"), spoilt: this.one("bar-void") },
      words,
      label: (post) => this.label(post),
    });
    this.sender = new PaperSender({
      queue: this.queue,
      url: this.main.dataset.send,
      version: this.main.dataset.version,
      token: this.main.querySelector("[name=csrfmiddlewaretoken]").value,
      tell: (state, more) => this.toldBySender(state, more),
    });
  }

  start() {
    this.startFrom({ state: JSON.parse(this.main.dataset.state), figures: JSON.parse(this.main.dataset.figures) });
    if (!this.queue.works()) this.stop(this.words.noStore);
    const others = this.queue.works() ? this.queue.others() : 0;
    if (others) this.question = filledIn(this.words.others, { n: others });
    this.show();
    this.sender.flush();
    this.look();
    this.shelf.keep();
  }

  // What the page brings, or, where it comes from the shelf, what the server said last.
  startFrom(brought) {
    const { shelf } = this;
    if (!shelf.kept) shelf.see(brought);
    const { state, figures, at } = { ...brought, ...shelf.seen() };
    this.list.state = state;
    this.sums.show(figures);
    if (shelf.kept) this.lost = at ?? null;
    this.line("");
  }

  listen() {
    document.addEventListener("keydown", (event) => this.key(event));
    window.addEventListener("storage", () => {
      this.show();
      this.later(SOON);
    });
    for (const button of this.choices.values()) this.onClick(button, () => this.choose(button));
    for (const button of this.main.querySelectorAll("[data-key]")) this.onClick(button, () => this.act(button.dataset.key));
    for (const button of this.main.querySelectorAll("[data-which-post]")) {
      this.onClick(button, () => this.answer(button.dataset.whichPost));
    }
    this.onClick(this.one("undo"), () => this.takeBackLast());
    this.one("write-name").addEventListener("keydown", (event) => this.name(event));
  }

  // The keyboard stays with the paper: a pressed button does not keep it.
  onClick(button, act) {
    button.addEventListener("click", () => {
      button.blur();
      act();
    });
  }

  // --- keys

  key(event) {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    if (event.target.closest("input") || (event.key === "Enter" && event.target.closest("a, button:not(.cand)"))) return;
    const key = { Decimal: ".", Subtract: "-", Add: "+", Multiply: "*", Divide: "/", "。": ".", "−": "-" }[event.key] ?? event.key;
    if (!/^([0-9.+*/-]|Enter|Backspace|Escape)$/.test(key)) return;
    event.preventDefault();
    if (!event.repeat) this.act(key);
  }

  act(key) {
    if (this.stopped) return;
    if (this.asks && /^[1-9]$/.test(key)) return this.answer(this.posts[Number(key) - 1]?.post);
    if (this.asks && (key === "Escape" || key === "Backspace")) return this.ask(null);
    if (/^[1-9]$/.test(key) || (key === "0" && this.typed)) return this.digit(key);
    this.typed = "";
    const acts = {
      0: () => this.ask("write"),
      ".": () => this.ask("illegible"),
      "/": () => this.counted && this.ask("unread"),
      "-": () => this.change(() => this.draft.toggleSpoilt()),
      "+": () => this.change(() => this.draft.toggleBlank()),
      "*": () => this.change(() => (this.draft.doubtful = !this.draft.doubtful)),
      Escape: () => this.change(() => this.draft.clear()),
      Backspace: () => (this.draft.empty ? this.takeBackLast() : this.change(() => this.draft.clear())),
      Enter: () => this.record(),
    };
    acts[key]?.();
  }

  digit(key) {
    const keys = this.typed + key;
    this.typed = keys.length < this.digits ? keys : "";
    const button = this.choices.get(keys);
    if (button) this.choose(button);
    else this.show();
  }

  choose(button) {
    this.change(() => this.draft.toggle(button.closest("[data-post]").dataset.post, button.dataset.choice));
  }

  change(how) {
    how();
    this.ask(null);
  }

  // Ask which post is meant; where there is one only, it is.
  ask(what) {
    this.asks = what;
    this.confirmed = false;
    this.question = "";
    this.one("write").hidden = true;
    if (what && this.posts.length === 1) return this.answer(this.posts[0].post);
    this.one("which").hidden = what === null;
    const { whichWrite, whichIllegible, whichUnread } = this.words;
    if (what) this.one("which-told").textContent = { write: whichWrite, illegible: whichIllegible, unread: whichUnread }[what];
    return this.show();
  }

  answer(post) {
    if (post === undefined) return;
    if (this.asks === "illegible") return this.change(() => this.draft.toggleIllegible(post));
    if (this.asks === "unread") return this.change(() => this.draft.addUnread(post));
    this.ask(null);
    this.writes = post;
    this.one("write").hidden = false;
    this.one("write-told").textContent = filledIn(this.words.writeFor, { post: this.label(post) });
    this.one("write-name").value = "";
    this.one("write-name").focus();
  }

  name(event) {
    if (event.isComposing || !["Enter", "Escape"].includes(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    const name = event.target.value.normalize("NFC").replace(/\s+/g, "");
    event.target.blur();
    if (event.key === "Escape" || !name) return this.ask(null);
    const choice = `w:${name}`;
    this.change(() => {
      if (!this.draft.marks.get(this.writes).includes(choice)) this.draft.toggle(this.writes, choice);
    });
  }

  // --- papers

  record() {
    const { draft } = this;
    if (draft.empty) return this.say(this.words.askNothing);
    const over = draft.over(this.counted);
    if (over.length && !draft.doubtful && !this.confirmed) {
      this.confirmed = true;
      const sentence = this.main.dataset.overvote === "ballot" ? this.words.askOverBallot : this.words.askOverPosition;
      return this.say(over.map((post) => filledIn(sentence, { ...post, post: post.label })).join(" "));
    }
    this.put({ id: PaperQueue.id(), ballot: draft.ballot(), doubtful: draft.doubtful });
    draft.clear();
    return this.ask(null);
  }

  takeBackLast() {
    const last = this.list.merged(this.acts()).papers[0];
    if (last) this.takeBack(last.id);
  }

  takeBack(id) {
    if (this.stopped) return;
    this.put({ id, ballot: null });
    this.show();
  }

  put(act) {
    try {
      this.queue.add(act);
    } catch {
      return this.stop(this.words.noStore);
    }
    return this.sender.flush();
  }

  acts() {
    return this.queue.waiting().map((entry) => entry.act);
  }

  // --- what the server says

  toldBySender(state, more) {
    if (state === "arrived") {
      this.list.state = more;
      this.arrivals += 1;
      this.answered({ state: more });
    } else if (state === "conflict") {
      const english = document.documentElement.lang === "en";
      const problem = more?.text?.[english ? "en" : "zh"] ?? "";
      this.stop(`${this.words.conflict} ${problem} ${more?.code ?? ""}`);
    } else if (state === "signed-out") {
      this.stop(this.words.signedOut);
      PaperShelf.forget();
    }
    this.line(state);
    this.show();
    if (state === "sent") this.later(SOON);
  }

  line(state) {
    const n = this.queue.keys().length;
    const told = { cut: this.words.waiting, server: this.words.server, sending: n > 1 ? this.words.sending : "" }[state];
    const line = this.one("line");
    const since = this.lost && new Date(this.lost).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
    const alone = since ? filledIn(this.words.noLine, { since }) : "";
    line.textContent = told && n ? filledIn(told, { n }) : alone;
    line.classList.toggle("off", state === "cut" || state === "server" || Boolean(since));
    const asOf = this.one("as-of");
    asOf.hidden = !since;
    asOf.textContent = since ? filledIn(this.words.asOf, { since }) : "";
  }

  answered(told) {
    this.shelf.see(told);
    this.lost = null;
  }

  later(wait) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.look(), wait);
  }

  // The figures of the box; how the group stands is taken over only where nothing was sent meanwhile.
  async look() {
    const before = this.arrivals;
    try {
      const answer = await fetch(this.main.dataset.figuresUrl, {
        redirect: "manual",
        signal: AbortSignal.timeout?.(PATIENCE),
      });
      if (answer.ok) {
        const told = await answer.json();
        this.answered(told);
        this.line("sent");
        this.sums.show(told.figures);
        if (before === this.arrivals && !this.queue.keys().length) this.list.state = told.state;
        if (told.figures.closed) this.stop(this.words.closed);
        this.show();
      }
    } catch {
      this.lost ??= this.shelf.seen().at ?? null;
      this.line("cut");
    }
    this.later(LOOK_AGAIN);
  }

  stop(sentence) {
    this.stopped = true;
    const told = this.one("stop");
    told.hidden = false;
    told.textContent = sentence;
  }

  // --- what is seen

  label(post) {
    return this.posts.find((one) => one.post === post)?.label ?? post;
  }

  // A ballot as its row tells it: the keys that were pressed, and the names.
  told(ballot, doubtful) {
    const aside = doubtful ? `${this.words.asideSay} · ` : "";
    if (ballot.spoilt) return { keys: "−", names: aside + this.words.voidSay };
    const marks = ballot.marks ?? {};
    const parts = this.posts.map(({ post }) => {
      if (ballot.illegible?.includes(post)) return { keys: ".", names: this.words.illegible };
      const choices = marks[post] ?? [];
      const unread = ballot.unread?.[post] ?? 0;
      const keys = [...choices.map((choice) => this.names.get(choice)?.keys ?? "0"), ..."/".repeat(unread)].join(" ");
      const names = choices.map((choice) => this.called(choice));
      if (unread) names.push(filledIn(this.words.unread, { n: unread }));
      return { keys: keys || "−", names: names.join(this.words.separator) || this.words.abstains };
    });
    const blank = parts.every((part) => part.keys === "−");
    return {
      keys: blank ? "+" : parts.map((part) => part.keys).join(" · "),
      names: aside + (blank ? this.words.blankSay : parts.map((part) => part.names).join(" / ")),
    };
  }

  called(choice) {
    return this.names.get(choice)?.name ?? choice.slice(2);
  }

  // Stands until something else is done with the paper.
  say(sentence) {
    this.question = sentence;
    this.show();
  }

  show() {
    const { draft, words } = this;
    for (const button of this.choices.values()) {
      const on = draft.marks.get(button.closest("[data-post]").dataset.post).includes(button.dataset.choice);
      button.setAttribute("aria-pressed", String(on));
      button.querySelector(".mk").hidden = !on;
    }
    this.fields.forEach((field) => this.showPost(field));
    for (const [key, on] of [["-", draft.spoilt], ["+", draft.blank], ["*", draft.doubtful]]) {
      this.main.querySelector(`[data-key="${key}"]`).setAttribute("aria-pressed", String(on));
    }
    this.showPaper(this.list.show(this.acts()));
    this.one("say").textContent = draft.empty ? "" : this.told(draft.ballot(), draft.doubtful).names;
    const open = draft.marked && draft.open().map((post) => post.label);
    const told = open && open.length ? filledIn(words.toldOpen, { posts: open.join(words.separator) }) : "";
    this.one("ask").textContent = this.typed ? filledIn(words.second, { key: this.typed }) : this.question || told;
  }

  showPost(field) {
    const { post, seats } = field.dataset;
    const unread = this.draft.unread.get(post) ?? 0;
    const n = this.draft.marks.get(post).length + (this.counted ? unread : 0);
    const left = Number(seats) - n;
    const state = left > 0 ? this.words.free : left === 0 ? this.words.full : this.words.over;
    const told = this.draft.illegible.has(post) ? this.words.illegible : filledIn(state, { n: left > 0 ? left : n, seats });
    field.querySelector("[data-left]").textContent = told;
    field.classList.toggle("over", left < 0);
    const extra = this.draft.marks.get(post).filter((choice) => !this.names.has(choice));
    const added = extra.map((choice) => this.called(choice));
    if (unread) added.push(filledIn(this.words.unread, { n: unread }));
    field.querySelector("[data-extra]").textContent = added.join(this.words.separator);
  }

  showPaper({ live, last }) {
    const size = Number(this.main.dataset.bundle);
    const facts = { bundle: Math.floor(live / size) + 1, place: (live % size) + 1, size };
    this.one("number").textContent = written(live + 1);
    const full = live > 0 && live % size === 0;
    const told = full ? filledIn(this.words.bundleFull, { bundle: live / size }) : filledIn(this.words.bundle, facts);
    this.one("bundle-told").textContent = told;
    this.one("undo").disabled = !last;
    this.one("undo-told").textContent = last ? filledIn(this.words.undo, { n: live }) : this.words.undoShort;
  }
}

document.querySelectorAll("[data-papers]").forEach((main) => new PaperPage(main));
