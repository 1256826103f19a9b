/* Between a selection in the page and offsets in the text of a script.

   An offset is a count of code points in container.textContent, as in grading/spans.py; the browser
   counts UTF-16 units. `toPoints` and `toUnits` are the only two places where one becomes the
   other. Marks and their empty links hold no text of their own, so offsets stay true among them. */

/** Code points in the first `units` UTF-16 units of the text; half a pair counts as begun. */
export function toPoints(text, units) {
  let points = 0;
  for (let at = 0; at < units; at += width(text, at)) points += 1;
  return points;
}

/** UTF-16 units of the first `points` code points of the text. */
export function toUnits(text, points) {
  let units = 0;
  for (let left = points; left > 0 && units < text.length; left -= 1) units += width(text, units);
  return units;
}

const width = (text, at) => (text.codePointAt(at) > 0xffff ? 2 : 1);

/** Where a range lies in the container: {start, end, quote}; what is outside is left off.
    Null if nothing of it is inside. A range that cuts a character in two takes all of it. */
export function toOffsets(container, range) {
  const inside = clipped(container, range);
  if (!inside) return null;
  const text = container.textContent;
  const from = unitsBefore(container, inside.startContainer, inside.startOffset);
  const to = unitsBefore(container, inside.endContainer, inside.endOffset);
  const cut = from > 0 && text.codePointAt(from - 1) > 0xffff;
  const start = toPoints(text, from) - (cut ? 1 : 0);
  const end = toPoints(text, to);
  return { start, end, quote: text.slice(toUnits(text, start), toUnits(text, end)) };
}

function clipped(container, range) {
  if (!range.intersectsNode(container)) return null;
  const whole = document.createRange();
  whole.selectNodeContents(container);
  const result = range.cloneRange();
  if (result.compareBoundaryPoints(Range.START_TO_START, whole) < 0) {
    result.setStart(whole.startContainer, whole.startOffset);
  }
  if (result.compareBoundaryPoints(Range.END_TO_END, whole) > 0) {
    result.setEnd(whole.endContainer, whole.endOffset);
  }
  return result;
}

function unitsBefore(container, node, offset) {
  const before = document.createRange();
  before.selectNodeContents(container);
  before.setEnd(node, offset);
  return before.toString().length;
}

/** The range of the page that covers the offsets; it begins and ends within text nodes. */
export function toRange(container, start, end) {
  const text = container.textContent;
  const range = document.createRange();
  range.selectNodeContents(container);
  const [from, to] = [toUnits(text, start), toUnits(text, end)];
  const walker = document.createTreeWalker(container, NodeFilter.SHOW_TEXT);
  let at = 0;
  let begun = false;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!begun && at + node.length > from) {
      range.setStart(node, from - at);
      begun = true;
    }
    if (begun && at + node.length >= to) {
      range.setEnd(node, to - at);
      break;
    }
    at += node.length;
  }
  if (!begun) range.collapse(false);
  return range;
}

/* Sentences: the rule is that of `sentences` in grading/spans.py, and the two must agree. */

const STOP =
  /[.!?…؟।]+["'”’»)\]]*(?=[ \u00a0]+["'“‘«(\[]*([^ \u00a0"'“‘«(\[]))|[。！？]+[」』”’)]*/gu;
const ABBREVIATIONS = new Set([
  ..."dr mr mrs ms prof st gen col capt lt sgt rev hon sen rep gov pres".split(" "),
  ..."ed eds cf vs v e.g i.e viz".split(" "),
]);
const BEFORE_NUMBERS = new Set("no nos vol vols ch p pp fig c ca approx".split(" "));
const SPACE = "\\t-\\r\\x1c- \\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
const LEAD = new RegExp(`^[${SPACE}]*`, "u"); // what Python calls white space
const TRAIL = new RegExp(`[${SPACE}]*$`, "u");

/** The sentences of the text as [start, end] in code points, without white space around them. */
export function sentences(text) {
  const found = [];
  let lineStart = 0;
  for (const line of text.split("\n")) {
    let from = 0;
    for (const stop of [...stops(line), line.length]) {
      const piece = line.slice(from, stop);
      const start = from + piece.match(LEAD)[0].length;
      const end = stop - piece.match(TRAIL)[0].length;
      if (start < end) found.push([lineStart + start, lineStart + end]);
      from = stop;
    }
    lineStart += line.length + 1;
  }
  return inPoints(text, found);
}

function stops(line) {
  return [...line.matchAll(STOP)]
    .filter((stop) => !(stop[1] && /\p{Lowercase}/u.test(stop[1])))
    .filter((stop) => !(/^\.(?!\.)/.test(stop[0]) && shortens(line.slice(0, stop.index), stop[1])))
    .map((stop) => stop.index + stop[0].length);
}

function shortens(before, next) {
  const word = before.match(/[\p{L}\p{N}_.]*$/u)[0];
  if (/^\p{Nd}/u.test(next) && BEFORE_NUMBERS.has(word.toLowerCase())) return true;
  const initial = /^\p{Lu}$/u.test(word) && word !== "I";
  return initial || /^(?:\p{L}\.)+\p{L}$/u.test(word) || ABBREVIATIONS.has(word.toLowerCase());
}

/* Ascending UTF-16 ranges to code points, in one walk. */
function inPoints(text, ranges) {
  let units = 0;
  let points = 0;
  const advance = (to) => {
    points += toPoints(text.slice(units, to), to - units);
    units = to;
    return points;
  };
  return ranges.map(([start, end]) => [advance(start), advance(end)]);
}

/** The first sentence that begins after the offset, or null. */
export function nextSentence(text, offset) {
  return sentences(text).find(([start]) => start > offset) ?? null;
}

/** The last sentence that begins before the offset, or null. */
export function previousSentence(text, offset) {
  return sentences(text).findLast(([start]) => start < offset) ?? null;
}

/** The passage with one more word at its end; the same if the text ends there. */
export function widen(text, start, end, language = "en") {
  const next = wordEnds(text, language).find((wordEnd) => wordEnd > end);
  return [start, next ?? end];
}

/** The passage with one word less at its end; the same if it holds a single word. */
export function narrow(text, start, end, language = "en") {
  const last = wordEnds(text, language).findLast((wordEnd) => wordEnd > start && wordEnd < end);
  return [start, last ?? end];
}

function wordEnds(text, language) {
  const segmenter = new Intl.Segmenter(language, { granularity: "word" });
  const words = [...segmenter.segment(text)].filter((part) => part.isWordLike);
  const ranges = words.map(({ index, segment }) => [index, index + segment.length]);
  return inPoints(text, ranges).map(([, end]) => end);
}
