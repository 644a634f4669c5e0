/** The words of the app on a phone: the same, and only those that it says (`app-words.mjs`). */
declare module 'virtual:app-words' {
	export { m } from '#words';
}
