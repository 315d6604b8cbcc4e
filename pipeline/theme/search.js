/* The search page. Nothing that is typed here leaves the page: no request, no address, no storage. */
"use strict";
(() => {
  const here = document.currentScript;
  const root = document.querySelector(".search");
  const part = (name) => root.querySelector(name);
  const form = part("form"), field = part("input"), count = part(".count"), list = part(".results"), more = part(".more");
  const AT_ONCE = 20, PAUSE = 150, PREFIX = 3;
  const letters = "\\p{L}\\p{N}", invisible = "\\u00ad\\u200b-\\u200d\\u2060\\ufeff";
  const quotes = "'\\u2018\\u2019\\u02bc\\u02b9\\u2032\\u00b4`\\u055a\\uff07";
  const INVISIBLE = new RegExp(`[${invisible}]`, "g"), QUOTES = new RegExp(`[${quotes}]`, "g");
  const WORD = new RegExp(`[${letters}]+(?:'[${letters}]+)*`, "gu");
  const SHOWN = new RegExp(`[${letters}](?:[${letters}\\p{M}${quotes}${invisible}]*[${letters}\\p{M}])?`, "gu");

  /* The same as pipeline.stemming.words. */
  const fold = (text) => text.replace(INVISIBLE, "").toLowerCase().normalize("NFD").replace(QUOTES, "'")
    .replace(/([a-z])[\u0300-\u036f]+|[\u0300\u0301\u0341]/g, (_, letter) => letter || "")
    .normalize("NFC").replace(/ё/g, "е");
  const words = (text) => fold(text).match(WORD) || [];

  /* The same as pipeline.stemming.rules. */
  const stemmer = (data) => {
    const every = (pairs) => pairs.map(([pattern, put]) => [new RegExp(pattern, "g"), put]);
    const before = every(data.before), after = every(data.after), letter = new RegExp(data.letters);
    const steps = data.steps.map((step) => step.map(
      ([pattern, put, keep, skip]) => [new RegExp(pattern), put, new RegExp(keep), skip]));
    const replaced = (word, pairs) => pairs.reduce((text, [pattern, put]) => text.replace(
      pattern, (_, stays) => (typeof stays === "string" ? stays : "") + put), word);
    const stem = (word) => {
      word = replaced(word, before);
      for (let place = 0; place < steps.length; place += 1) {
        for (const [pattern, put, keep, skip] of steps[place]) {
          const found = pattern.exec(word);
          if (!found) continue;
          if (keep.test(found[1])) word = found[1] + put;
          place += skip;
          break;
        }
      }
      return replaced(word, after);
    };
    const common = new Set(data.common.split(" "));
    return { stem, knows: (word) => letter.test(word), bare: (word) => replaced(replaced(word, before), after), common };
  };

  const read = (data) => {
    const [last, further, weights] = data.digits;
    let before = "";
    const terms = (data.stems.match(/[A-Z][^A-Z]*/g) || []).map((coded) => {
      before = before.slice(0, coded.charCodeAt(0) - 65) + coded.slice(1);
      return before;
    });
    const stretches = data.found.split(" ");
    const pages = (place) => {
      const found = new Map();
      let page = -1, number = 0;
      for (const sign of stretches[place]) {
        const digit = last.indexOf(sign);
        if (digit >= 0) {
          page += number * 32 + digit + 1;
          number = 0;
          found.set(page, 1);
        } else if (further.includes(sign)) number = number * 32 + further.indexOf(sign);
        else found.set(page, weights.indexOf(sign) + 1);
      }
      return found;
    };
    const languages = Object.entries(data.languages).map(([tag, each]) => [tag, stemmer(each)]);
    return { shown: data.pages, sections: data.sections, terms, pages, languages, places: new Map(terms.map((term, place) => [term, place])) };
  };

  /* What to look for: for each word its stems and, of a word that may not be complete yet, how its stems begin. */
  const asked = (index, query, typing) => {
    const stemmers = index.languages.map(([, each]) => each);
    const found = words(query);
    const common = (word) => stemmers.some((each) => each.knows(word) && each.common.has(word));
    const telling = found.filter((word) => !common(word));
    const chosen = telling.length ? telling : found;
    return chosen.map((word) => {
      const known = stemmers.filter((each) => each.knows(word));
      const own = known.length ? known : stemmers.slice(0, 1);
      const begun = typing && word === found[found.length - 1] && word.length >= PREFIX;
      return {
        stems: new Set(own.map((each) => each.stem(word))),
        starts: begun ? own.map((each) => each.bare(word)) : [],
      };
    });
  };
  const begins = (term, starts) => starts.some((start) => term.startsWith(start));

  const matches = (index, { stems, starts }) => {
    const found = new Map();
    const take = (place, share) => index.pages(place).forEach((value, page) => {
      found.set(page, Math.max(found.get(page) || 0, value * share));
    });
    stems.forEach((stem) => index.places.has(stem) && take(index.places.get(stem), 1));
    if (starts.length) index.terms.forEach((term, place) => begins(term, starts) && take(place, 0.4));
    return found;
  };

  const search = (index, wanted) => {
    if (!wanted.length) return [];
    const [first, ...others] = wanted.map((word) => matches(index, word));
    return [...first]
      .filter(([page]) => others.every((found) => found.has(page)))
      .map(([page, value]) => [page, others.reduce((sum, found) => sum + found.get(page), value)])
      .sort(([a, one], [b, other]) => other - one || a - b)
      .map(([page]) => page);
  };

  const element = (name, text, lang) => {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    if (lang) made.lang = lang;
    return made;
  };
  const parts = (text) => (Array.isArray(text) ? text : [text, ""]);

  /* A text whose words that were asked for are marked. */
  const marked = (name, text, index, wanted) => {
    const [plain, lang] = parts(text);
    const made = element(name, "", lang);
    const stemmers = index.languages.map(([, each]) => each);
    const own = index.languages.filter(([tag]) => tag === lang).map(([, each]) => each);
    const hit = (word) => {
      const knows = [...own, ...stemmers].find((each) => each.knows(word)) || stemmers[0];
      const stem = knows.stem(word);
      return !knows.common.has(word) && wanted.some(({ stems, starts }) => stems.has(stem) || begins(stem, starts));
    };
    let end = 0;
    for (const found of plain.matchAll(SHOWN)) {
      if (!words(found[0]).some(hit)) continue;
      made.append(plain.slice(end, found.index), element("mark", found[0]));
      end = found.index + found[0].length;
    }
    made.append(plain.slice(end));
    return made;
  };

  const result = (index, page, wanted) => {
    const [name, title, summary, section, day, date] = index.shown[page];
    const item = element("li"), link = marked("a", title, index, wanted), where = element("p");
    link.href = name;
    where.className = "where";
    if (section >= 0) where.append(element("span", ...parts(index.sections[section])));
    if (day) {
      const time = element("time", date);
      time.dateTime = day;
      where.append(time);
    }
    item.append(link, where);
    if (parts(summary)[0]) item.append(marked("p", summary, index, wanted));
    return item;
  };

  let index = null, loading = false, complete = false, latest = "", timer = 0, pending = [], wanted = [];
  const show = () => {
    const items = pending.splice(0, AT_ONCE).map((page) => result(index, page, wanted));
    list.append(...items);
    more.hidden = !pending.length;
    return items[0];
  };
  const say = (text) => { if (count.textContent !== text) count.textContent = text; };
  const run = () => {
    const query = field.value, state = `${complete} ${query}`;
    if (!index) { load(); return; }
    if (state === latest) return;
    latest = state;
    for (const typing of complete ? [false, true] : [true]) {
      wanted = asked(index, query, typing);
      pending = search(index, wanted);
      if (pending.length) break;
    }
    const number = pending.length;
    list.replaceChildren();
    show();
    say(!words(query).length ? "" : number ? count.dataset.found.replace("#", number) : count.dataset.none);
  };
  const load = () => {
    if (loading) return;
    loading = true;
    say(count.dataset.wait);
    const script = document.createElement("script");
    script.src = here.dataset.index;
    script.onerror = () => {
      loading = false;
      script.remove();
      say(count.dataset.failed);
      part(".instead").hidden = false;
    };
    document.head.append(script);
  };
  window.searchIndex = (data) => {
    index = read(data);
    say("");
    run();
  };
  window.searchIndex.parts = { stemmer, words, read };

  field.addEventListener("input", () => {
    clearTimeout(timer);
    complete = false;
    timer = setTimeout(run, PAUSE);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(timer);
    complete = true;
    run();
  });
  more.addEventListener("click", () => show().querySelector("a").focus());
  part(".instead").hidden = true;
  form.hidden = false;
})();
