/** The words of the app on a phone: the same as all, and only those that it says, in one language at a time (`app-words.mjs`). */
declare module 'virtual:app-words' {
	export { m } from '#words';
	/** Fetches the words of the language that the phone is set to; before it nothing can be said. */
	export const speak: () => Promise<void>;
}
/** The same of the page on which somebody is stuck. */
declare module 'virtual:stuck-words' {
	export { m } from '#words';
	export const speak: () => Promise<void>;
}
/** Where the cards of each language lie: JSON by their ids. */
declare module 'virtual:app-cards' {
	export const files: Readonly<Record<'vi' | 'en' | 'hi', string>>;
}
/** The words of the page that every page of a browser falls back to, in every language. */
declare module 'virtual:sorry-words' {
	export { m } from '#words';
}
