/* Counts words by the rule of essays/markup.py, word_count: both must always agree. */

const UNSEEN = /[\p{M}\u00ad\u200c\u200d\u2060]/gu;
const WORD = /[\p{L}\p{N}_]+(?:['’\-\u2010\u2011–][\p{L}\p{N}_]+)*/gu;

/** How many words the text has. */
export function countWords(text) {
  return (text.replace(UNSEEN, "").match(WORD) ?? []).length;
}
