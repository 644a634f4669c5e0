import { saveState } from './state.browser.ts';
import type { State, Told } from './state.browser.ts';
import { countOf } from './store.browser.ts';
import type { Tables } from './store.browser.ts';

/** Whether the server is another than the one that was heard before: it came back from a backup, and lost what is newer. */
export const isRestored = ({ told }: State, now: Told): boolean =>
	told !== null && told.serverEpoch !== now.serverEpoch;

/**
 * Remembers a restored server. All that lies here goes up again, what was rejected too: the one who had to look at it lost it. And
 * all comes down again. It stands in one transaction, which is open around it, so that whoever is stopped after it goes on rightly.
 */
export async function beginAnew(tables: Pick<Tables, 'outbox' | 'state'>, state: State, told: Told): Promise<void> {
	const had = await Promise.all((['done', 'box', 'laid'] as const).map((one) => countOf(tables, one)));
	const anew = { status: 'waiting', settledAt: null, result: null, code: null, tries: 0 } as const;
	await tables.outbox.change({}, { ...anew, status: 'later' }, ({ status }) => status === 'laid' || status === 'later');
	await tables.outbox.change({}, anew, ({ status }) => status === 'done' || status === 'box');
	const words = had.reduce((all, one) => all + one, 0);
	const restored = { at: told.serverTime, words };
	await saveState(tables, state, { told, anew: restored, areas: state.areas.map((area) => ({ ...area, cursor: 0 })) });
}
