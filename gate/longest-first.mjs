import { readFileSync } from 'node:fs';

/** A file that takes a minute says so at its head; begun last, it would be waited for by itself. */
const takesLong = ({ moduleId }) => readFileSync(moduleId, 'utf8').includes('// Takes a minute:');
const groupOf = ({ project }) => project.config.sequence.groupOrder;

/** Vitest's own order. A build reads the settings of the tests too, and does not want all of Vitest for it. */
const usual = async (vitest) => new (await import('vitest/node')).BaseSequencer(vitest);

/**
 * The order of test files: as Vitest would have them, and those that take long before the others of their group.
 * @type {import('vitest/node').TestSequencerConstructor}
 */
export const LongestFirst = /** @type {any} */ (
	function longestFirst(vitest) {
		return {
			shard: async (files) => (await usual(vitest)).shard(files),
			sort: async (files) =>
				(await (await usual(vitest)).sort(files)).toSorted(
					(a, b) => groupOf(a) - groupOf(b) || Number(takesLong(b)) - Number(takesLong(a))
				)
		};
	}
);
