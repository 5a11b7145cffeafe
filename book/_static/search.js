// The search page. What can be found comes from search_data.js (see book/_ext/search_index.py), once; nothing is fetched.
{
  /** @typedef {[chapter: number, anchor: string, title: string, words: string]} Entry */
  /** @typedef {{ chapters: [string, string][], reference: number[], entries: Entry[],
   *   equations: [chapter: number, anchor: string, number: string][] }} Data */
  /** @typedef {{ chapter: number, anchor: string, title: string, words: string, score: number, found: Set<string> }} Hit */

  const GREEK = /** @type {Record<string, string>} */ ({});
  const NAMES =
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho final-sigma sigma tau upsilon phi chi psi omega";
  for (const [k, name] of NAMES.split(" ").entries()) GREEK[String.fromCharCode(0x3b1 + k)] = name;
  Object.assign(GREEK, { ϵ: "epsilon", ϕ: "phi", ϑ: "theta", ℓ: "ell", "∂": "partial", "∇": "nabla", "⊗": "hadamard" });

  /** Lower case, without accents and without the bold and italic letters of mathematics. @param {string} text */
  const plain = (text) =>
    text
      .normalize("NFKD")
      .replace(/\p{M}/gu, "")
      .toLowerCase()
      .replace(/[α-ωϵϕϑℓ∂∇⊗]/g, (letter) => ` ${GREEK[letter]} `);

  /** The words of a text. @param {string} text */
  const wordsOf = (text) => plain(text).match(/[\p{L}\p{N}_]+/gu) ?? [];

  /** Several forms of a word come to one. @param {string} word */
  const stem = (word) =>
    word.length < 5
      ? word.replace(/(?<=...)s$/, "")
      : word.replace(/(?:ies|y)$/, "i").replace(/(?:ation|ing|ed|es|s|e)$/, "");

  /**
   * How many letters must be put in, left out, exchanged or swapped to make one word of another; more than `most` count
   * as one more.
   * @param {string} one @param {string} other @param {number} most
   */
  const distance = (one, other, most) => {
    if (Math.abs(one.length - other.length) > most) return most + 1;
    let before = /** @type {number[]} */ ([]);
    let row = Array.from({ length: other.length + 1 }, (_, k) => k);
    for (let i = 1; i <= one.length; i += 1) {
      const next = [i];
      for (let k = 1; k <= other.length; k += 1) {
        const same = one[i - 1] === other[k - 1] ? 0 : 1;
        next[k] = Math.min(row[k] + 1, next[k - 1] + 1, row[k - 1] + same);
        if (i > 1 && k > 1 && one[i - 1] === other[k - 2] && one[i - 2] === other[k - 1]) {
          next[k] = Math.min(next[k], before[k - 2] + 1);
        }
      }
      [before, row] = [row, next];
    }
    return row[other.length];
  };

  /** The words of the book that a word of the query may mean. @param {string} word @param {Set<string>} known */
  const meant = (word, known) => {
    const root = stem(word);
    const starts = [...known].filter((one) => stem(one) === root || (word.length > 2 && one.startsWith(word)));
    if (starts.length || word.length < 4) return new Set(starts);
    const most = word.length < 8 ? 1 : 2;
    const far = [...known].map((one) => /** @type {const} */ ([one, distance(word, one, most)]));
    const least = Math.min(...far.map(([, steps]) => steps));
    return new Set(least <= most ? far.filter(([, steps]) => steps === least).map(([one]) => one) : []);
  };

  /** What is found for a query, best first. @param {Data} data @param {string} query @returns {Hit[]} */
  const search = (data, query) => {
    /** @type {Hit[]} */
    const hits = [];
    const number = /^(?:\(|eq\w*\.?\s*\(?)\s*([\d.]+)\)?$/i.exec(query)?.[1];
    for (const [chapter, anchor, shown] of data.equations) {
      if (shown !== number) continue;
      hits.push({ chapter, anchor, title: `Equation (${shown})`, words: "", score: 1000, found: new Set() });
    }
    const asked = wordsOf(query);
    if (!asked.length || hits.length) return hits;
    const entries = data.entries.map((entry) => ({ entry, title: wordsOf(entry[2]), words: wordsOf(entry[3]) }));
    const known = new Set(entries.flatMap(({ title, words }) => [...title, ...words]));
    const wanted = asked.map((word) => meant(word, known));
    // A word that was not found as it stands counts as the one that it was taken for.
    const phrase = asked.map((word, k) => (known.has(word) ? word : ([...wanted[k]][0] ?? word))).join(" ");
    for (const { entry, title, words } of entries) {
      const [chapter, anchor, heading, text] = entry;
      let score = 0;
      for (const word of wanted) {
        const inTitle = title.filter((one) => word.has(one)).length;
        const inWords = words.filter((one) => word.has(one)).length;
        if (!inTitle && !inWords) score = Number.NEGATIVE_INFINITY;
        score += 12 * Math.min(inTitle, 1) + Math.min(inWords, 8);
      }
      if (score <= 0) continue;
      const name = title.join(" ");
      if (name === phrase) score += 40;
      else if (name.startsWith(`${phrase} `)) score += 15;
      else if (asked.length > 1 && `${name} ${words.join(" ")}`.includes(phrase)) score += 15;
      if (data.reference.includes(chapter)) score /= 6;
      hits.push({ chapter, anchor, title: heading, words: text, score, found: new Set(wanted.flatMap((w) => [...w])) });
    }
    return hits.sort((a, b) => b.score - a.score);
  };

  /** @param {string} tag @param {string} [text] @param {object} [more] */
  const make = (tag, text = "", more = {}) => Object.assign(document.createElement(tag), { textContent: text }, more);

  /** The words around the first that were asked for, which are marked. @param {Hit} hit */
  const excerpt = ({ words, found }) => {
    const pieces = words.split(/\s+/);
    const is = (/** @type {string} */ piece) => wordsOf(piece).some((word) => found.has(word));
    const first = Math.max(0, pieces.findIndex(is));
    const start = Math.max(0, first - 10);
    const end = start + 36;
    const line = make("p", start ? "… " : "", { className: "context" });
    for (const piece of pieces.slice(start, end)) line.append(is(piece) ? make("mark", piece) : piece, " ");
    if (end < pieces.length) line.append("…");
    return line;
  };

  const MOST = 40;

  /** @param {Data} data */
  const show = (data) => {
    const typed = new URLSearchParams(location.search).get("q") ?? "";
    const query = typed.replace(/[\\$]/g, " ").replace(/\s+/g, " ").trim();
    const place = document.getElementById("search-results");
    if (!place || !query) return;
    for (const input of document.querySelectorAll("input[name=q]")) Object.assign(input, { value: typed });
    const hits = search(data, query);
    const list = make("ul", "", { className: "search" });
    for (const hit of hits.slice(0, MOST)) {
      const [name, chapter] = data.chapters[hit.chapter];
      const item = make("li");
      item.append(make("a", hit.title || chapter, { href: `${name}.html#${hit.anchor}` }));
      if (hit.title !== chapter) item.append(" ", make("span", `in ${chapter}`, { className: "search-chapter" }));
      if (hit.words) item.append(excerpt(hit));
      list.append(item);
    }
    const places = hits.length === 1 ? "1 place" : `${hits.length} places`;
    const best = hits.length > MOST ? `, of which these are the best ${MOST}` : "";
    const none = `Nothing was found for “${query}”. Fewer words, or a symbol, its name or the number of an equation may help.`;
    place.replaceChildren(make("p", hits.length ? `${places}${best}.` : none, { role: "status" }), list);
  };

  window.bookSearch = { take: show };
}
