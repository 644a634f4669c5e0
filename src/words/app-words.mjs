import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { wordsIn } from './words-in.mjs';

/** The app on a phone carries the words that it says, and no other: the whole house has four thousand in each language. */
const APP = 'virtual:app-words';
const OWN = ['src/routes/ra-ngo/**/*.{ts,svelte}'];
/** One page of it is run at few doors and has many words: they are fetched with it, and kept beside the others. */
const STUCK = 'virtual:stuck-words';
const OWN_STUCK = ['src/routes/ra-ngo/ho-tro/*.{ts,svelte}'];
/** The page that every page of a browser falls back to: it is shown where nothing more can be fetched. */
const SORRY = 'virtual:sorry-words';
const FALLBACK = ['src/routes/+error.svelte'];
/** What each card says: content and no script, one file a language. */
const CARDS = 'virtual:app-cards';
const locales = ['vi', 'en', 'hi'];

/** A word as its page writes it: `m['field.today']`. */
const SAID = /\bm\[\s*'([a-z-]+\.[a-z0-9-]+)'\s*\]/g;

/** The keys that a folder says, each once; `but`: what says its words by another module. */
const saidIn = (patterns, but = []) => [
	...new Set(
		patterns
			.flatMap((pattern) => globSync(pattern))
			.filter((file) => !but.flatMap((pattern) => globSync(pattern)).includes(file))
			.flatMap((file) => [...readFileSync(file, 'utf8').matchAll(SAID)].map(([, key]) => key))
	)
];

/** A page's code, each word by its place in the table in place of its key: names of words are heavier than some words. */
const byPlace = (code, keys) => code.replace(SAID, (_, key) => `m[${keys.indexOf(key)}]`);

/** The texts of these keys in a language, in their order. Throws with the key that is no plain word of it. */
const textsOf = (keys, locale) => {
	const words = wordsIn(locale);
	return keys.map((key) => {
		const text = words.get(key);
		if (typeof text !== 'string') throw new Error(`${key}: not a plain word of ${locale}`);
		return text;
	});
};

/** What the cards of the field say in a language, by their ids, in the order in which they are written. */
export function cardsIn(locale) {
	const words = wordsIn(locale);
	const ids = [...words.keys()].flatMap((key) => /^field\.card-([a-z-]+)-ask$/.exec(key)?.[1] ?? []);
	const said = (id, what = '') => {
		const text = words.get(`field.card-${id}${what}`);
		if (typeof text !== 'string') throw new Error(`field.card-${id}${what}: not a word of ${locale}`);
		return text;
	};
	const steps = (id) => [1, 2, 3].map((n) => [said(id, `-${n}`), said(id, `-${n}-how`)]);
	return Object.fromEntries(
		ids.map((id) => [
			id,
			{ title: said(id), steps: steps(id), ask: said(id, '-ask'), redo: said(id, '-do'), twin: said(id, '-twin') }
		])
	);
}

/** What a voice says of a card: its title, the three steps, and how the real thing looks. */
export function spokenOf({ title, steps, twin }) {
	const [first, second, third] = steps.map((step) => step.join(', ').replace('?,', '?'));
	const said = `${title}. Một: ${first}. Hai: ${second}. Ba: ${third}. ${twin}`;
	return said
		.replaceAll('dichvucong.gov.vn', 'dịch vụ công, chấm gov chấm vn')
		.replaceAll('.gov.vn', 'chấm gov chấm vn');
}

/** The same with where its voice lies: one that was spoken anew is another. */
function cardsWithVoice(locale) {
	const hash = (id) =>
		createHash('sha256')
			.update(readFileSync(`static/the-day/the-${id}.ogg`))
			.digest('hex');
	const voiced = ([id, card]) => [id, { voice: `/the-day/the-${id}.ogg?v=${hash(id).slice(0, 8)}`, ...card }];
	return Object.fromEntries(Object.entries(cardsIn(locale)).map(voiced));
}

const filled = String.raw`.replace(/\{(\w+)\}/g, (_, name) => String(given[name]))`;

/** One language at a time: a phone speaks one, and keeps the others beside it. They are content and no script, as the cards are. */
const appModule = ({ length }, files) => `
	import { getLocale } from '#words/runtime.js';
	const files = { ${files} };
	let texts = [];
	export const speak = async () => void (texts = await (await fetch(files[getLocale()])).json());
	export const m = Array.from({ length: ${length} }, (_, n) => (given = {}) => texts[n]${filled});
`;

/** All languages at once. */
const sorryModule = (keys) => `
	import { getLocale } from '#words/runtime.js';
	const tables = ${JSON.stringify(Object.fromEntries(locales.map((locale) => [locale, textsOf(keys, locale)])))};
	export const m = tables.vi.map((_, n) => (given = {}) => tables[getLocale()][n]${filled});
`;

/** What each module says. */
const keysOf = {
	[APP]: () => saidIn(OWN, OWN_STUCK),
	[STUCK]: () => saidIn(OWN_STUCK),
	[SORRY]: () => saidIn(FALLBACK)
};

/** Modules whose `m` is as that of `#words`, of the words alone that their pages say. Ends the build where one is missing. */
export function appWords() {
	return {
		name: 'app-words',
		enforce: 'pre',
		transform(code) {
			const of = Object.keys(keysOf).find((module) => code.includes(`from '${module}'`));
			const keys = of && keysOf[of]();
			return keys && { code: byPlace(code, keys), map: null };
		},
		resolveId: (id) => ([SORRY, CARDS, APP, STUCK].includes(id) ? `\0${id}` : undefined),
		load(id) {
			/** A file for each language beside the scripts; nothing is rendered of them at the house. */
			const beside = (name, said) =>
				this.environment.name !== 'client'
					? ''
					: locales
							.map((locale) => {
								const source = JSON.stringify(said(locale));
								const file = this.emitFile({ type: 'asset', name: `${name}.${locale}.json`, source });
								return `${locale}: import.meta.ROLLUP_FILE_URL_${file}`;
							})
							.join(', ');
			if (id === `\0${CARDS}`) return `export const files = { ${beside('cards', cardsWithVoice)} };`;
			if (id === `\0${SORRY}`) return sorryModule(saidIn(FALLBACK));
			const module = [APP, STUCK].find((one) => id === `\0${one}`);
			if (!module) return undefined;
			const keys = keysOf[module]();
			return appModule(
				keys,
				beside(module.slice('virtual:'.length), (locale) => textsOf(keys, locale))
			);
		}
	};
}
