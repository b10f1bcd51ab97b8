// The paper that is being called: which names are marked, what cannot be read, whether it is void, blank or doubtful.
"use strict";

class PaperDraft {
  constructor(posts) {
    this.posts = posts; // [{post, seats, label}]
    this.clear();
  }

  clear() {
    this.marks = new Map(this.posts.map(({ post }) => [post, []]));
    this.illegible = new Set();
    this.unread = new Map(); // single marks that cannot be read, by post
    this.spoilt = this.blank = this.doubtful = false;
  }

  get empty() {
    return !this.spoilt && !this.blank && !this.doubtful && !this.illegible.size && !this.unread.size && !this.marked;
  }

  get marked() {
    return [...this.marks.values()].some((choices) => choices.length);
  }

  toggle(post, choice) {
    const chosen = this.marks.get(post);
    this.spoilt = this.blank = false;
    this.illegible.delete(post);
    this.marks.set(post, chosen.includes(choice) ? chosen.filter((one) => one !== choice) : [...chosen, choice]);
  }

  toggleIllegible(post) {
    const before = this.illegible.has(post);
    this.spoilt = this.blank = false;
    this.marks.set(post, []);
    this.unread.delete(post);
    if (before) this.illegible.delete(post);
    else this.illegible.add(post);
  }

  addUnread(post) {
    this.spoilt = this.blank = false;
    this.illegible.delete(post);
    this.unread.set(post, (this.unread.get(post) ?? 0) + 1);
  }

  toggleSpoilt() {
    const spoilt = !this.spoilt;
    const { doubtful } = this;
    this.clear();
    Object.assign(this, { spoilt, doubtful });
  }

  toggleBlank() {
    const blank = !this.blank;
    const { doubtful } = this;
    this.clear();
    Object.assign(this, { blank, doubtful });
  }

  // The posts with more marks than seats; `counted`: marks that cannot be read are among them.
  over(counted) {
    return this.posts
      .map((post) => ({ ...post, n: this.marks.get(post.post).length + (counted ? (this.unread.get(post.post) ?? 0) : 0) }))
      .filter((post) => post.n > post.seats);
  }

  // The posts that say nothing on a paper that says something elsewhere.
  open() {
    return this.posts.filter(({ post }) => !this.marks.get(post).length && !this.illegible.has(post) && !this.unread.has(post));
  }

  // As the server takes a ballot.
  ballot() {
    if (this.spoilt) return { spoilt: true };
    const marks = Object.fromEntries([...this.marks].filter(([, choices]) => choices.length));
    return {
      marks,
      ...(this.illegible.size ? { illegible: [...this.illegible] } : {}),
      ...(this.unread.size ? { unread: Object.fromEntries(this.unread) } : {}),
    };
  }
}
