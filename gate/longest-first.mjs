import { BaseSequencer } from 'vitest/node';

/** What takes longest, in this order: begun last, each would go on by itself while the other cores have nothing to do. */
const longest = [
	...['notices-killed', 'field-simulator', 'zalo-killed', 'twins', 'other-place', 'long-away', 'rules-old-address']
];

const rank = ({ moduleId }) => {
	const n = longest.findIndex((name) => moduleId.endsWith(`/${name}.test.ts`));
	return n === -1 ? longest.length : n;
};

/** The order of Vitest, which knows how long each took only where it ran before, and before it the longest. */
export class LongestFirst extends BaseSequencer {
	async sort(files) {
		return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b));
	}
}
