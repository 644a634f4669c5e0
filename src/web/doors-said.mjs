import { globSync, readFileSync } from 'node:fs';

const ID = 'virtual:doors-said';
const DOOR = /(?:\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*)?export const \w+ = (?:command|query)\(\s*\{\s*name: '([^']+)'/g;
const ROOM = /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*export const [^;]*?\broom\('([^']+)'/;

/** A comment as one line of words. */
const tidy = (comment = '') =>
	comment
		.replace(/\n\s*\*/g, ' ')
		.replace(/\s+/g, ' ')
		.trim();

const textsOf = (pattern) => globSync(pattern).map((file) => readFileSync(file, 'utf8'));
const doors = () =>
	textsOf('src/{capabilities/*,platform}/*.server.ts').flatMap((text) =>
		[...text.matchAll(DOOR)].map(([, comment, name]) => [name, tidy(comment)])
	);
const rooms = () =>
	textsOf('src/{capabilities/*/room,platform/platform}.server.ts').flatMap((text) => {
		const [, comment, name] = ROOM.exec(text) ?? [];
		return name ? [[name, tidy(comment)]] : [];
	});

/**
 * What the comment over each door and each room says, by its name: the description of the API reads it, so that a door is
 * described once, where it stands.
 * @returns {import('vite').Plugin}
 */
export const doorsSaid = () => ({
	name: 'doors-said',
	resolveId: (id) => (id === ID ? `\0${ID}` : undefined),
	load: (id) =>
		id === `\0${ID}`
			? `export const doors = ${JSON.stringify(Object.fromEntries(doors()))};\nexport const rooms = ${JSON.stringify(Object.fromEntries(rooms()))};`
			: undefined
});
