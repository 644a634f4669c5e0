/** The comments over doors and rooms, as `doors-said.mjs` reads them when the house is built. */
declare module 'virtual:doors-said' {
	export const doors: Readonly<Record<string, string>>;
	export const rooms: Readonly<Record<string, string>>;
}
