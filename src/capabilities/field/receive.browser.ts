import { dropDrafts } from './drafts.browser.ts';
import * as v from 'valibot';
import type { Bytes } from './bytes.ts';
import { erase, settled } from './emptying.browser.ts';
import { sealLent } from './lent.browser.ts';
import { bucketOf } from './protocol.ts';
import { LateWord } from './taken.ts';
import type { Change, PullAnswer } from './protocol.ts';
import { rowBind } from './self-check.browser.ts';
import { readState, saveState } from './state.browser.ts';
import type { Area, State, Told } from './state.browser.ts';
import { atOnce, ofArea } from './store.browser.ts';
import type { Phone, Row, Tables, Unlocked } from './store.browser.ts';
import { beginAnew, isRestored } from './told.browser.ts';

/** What a pull asked, and of what it told the server. */
export type Asked = {
	area: string | null;
	cursor: number;
	repair: readonly number[] | null;
	left: readonly string[];
	forgotten: readonly string[];
};

/** `stale`: somebody else pulled meanwhile, and the answer is dropped. */
export type Taken = 'taken' | 'stale' | 'restored';

const householdOf = ({ kind, id }: Change, text: string): string | null => {
	if (kind === 'household') return id;
	const late = v.safeParse(v.pipe(v.string(), v.parseJson(), LateWord), text);
	return late.success ? late.output.household : null;
};

/** What the changes make of rows. Of a repair only what was asked for counts: anything else comes in its turn. */
async function madeOf(unlocked: Unlocked, area: string, { repair }: Asked, changes: readonly Change[]) {
	const rows = changes.filter(({ kind, id }) => kind !== 'erased' && (!repair || repair.includes(bucketOf(id))));
	const last = [...new Map(rows.map((change) => [change.id, change])).values()];
	const seal = async (change: Change): Promise<Row[]> => {
		const { id, n, kind, text } = change;
		if (kind === 'erased' || text === null) return [];
		const sealed: Bytes = await unlocked.seal(text, rowBind({ area, id }));
		return [{ area, id, kind, household: householdOf(change, text), n, sealed }];
	};
	const puts = (await Promise.all(last.map(seal))).flat();
	const gone = last.filter(({ text }) => text === null).map(({ id }) => id);
	return { puts, gone };
}
type Made = Awaited<ReturnType<typeof madeOf>>;
const nothing: Made = { puts: [], gone: [] };

/** A repaired bucket holds what the answer brought and nothing else. */
async function strays(
	{ rows }: Pick<Tables, 'rows'>,
	area: string,
	repair: readonly number[],
	{ puts }: Made
): Promise<string[]> {
	const came = new Set(puts.map(({ id }) => id));
	const keys = await rows.keys(ofArea(area));
	return keys.map(([, id]) => id).filter((id) => repair.includes(bucketOf(id)) && !came.has(id));
}

async function writeRows(
	tables: Pick<Tables, 'rows'>,
	{ area, repair }: Asked,
	made: Made,
	more: boolean
): Promise<void> {
	if (area === null) return;
	const stray = repair && !more ? await strays(tables, area, repair, made) : [];
	await tables.rows.drop(...[...made.gone, ...stray].map((id): [string, string] => [area, id]));
	await tables.rows.put(...made.puts);
}

/** The areas as the answer has them. One that is gone stays until nothing of it waits. */
function areasAfter(state: State, asked: Asked, { areas, cursor }: PullAnswer): Area[] {
	const known = new Map(state.areas.map((area) => [area.id, area]));
	const named = new Set(areas.map(({ id }) => id));
	const now = areas.map(({ id, name, epoch }): Area => {
		const moves = id === asked.area && !asked.repair;
		return { id, name, epoch, cursor: moves ? cursor : (known.get(id)?.cursor ?? 0), gone: false };
	});
	return [...now, ...state.areas.filter(({ id }) => !named.has(id)).map((area) => ({ ...area, gone: true }))];
}

/** What has to leave. A household that comes anew is here rightly, whatever an earlier answer said. */
function leavesAfter(state: State, { puts }: Made, { leave }: PullAnswer): State['leaves'] {
	const came = new Set(puts.filter(({ kind }) => kind === 'household').map(({ id }) => id));
	const earlier = state.leaves.filter(({ household }) => !came.has(household));
	return [...new Map([...earlier, ...leave].map((one) => [one.handover, one])).values()];
}

/** What is lent, as the answer has it; a locked phone asked for nothing and keeps what it has. */
const lentAfter = ({ lent }: State, sealed: State['lent'], answer: PullAnswer): State['lent'] => ({
	...Object.fromEntries(Object.entries(lent).filter(([name]) => !(name in answer.lent))),
	...sealed
});

const without = (all: readonly string[], gone: readonly string[]): string[] => all.filter((id) => !gone.includes(id));

/** Sealed things that were lent; null where the phone is locked and could keep none. */
type Sealed = State['lent'] | null;

function stateAfter(state: State, asked: Asked, made: Made, lent: Sealed, answer: PullAnswer): State {
	const erased = answer.changes.filter(({ kind }) => kind === 'erased').map(({ id }) => id);
	return {
		...state,
		areas: areasAfter(state, asked, answer),
		sealTo: answer.sealTo,
		texts: answer.texts,
		greetings: answer.greetings,
		lent: lentAfter(state, lent ?? {}, answer),
		lentAt: lent ? answer.serverTime : state.lentAt,
		lease: { share: answer.share, until: answer.shareUntil },
		leaves: leavesAfter(state, made, answer),
		left: without(state.left, asked.left),
		erased: [...new Set([...without(state.erased, asked.forgotten), ...erased])]
	};
}

/** Takes over an answer: its rows, its cursor and all that it told, or nothing of it. */
export async function receive(
	phone: Phone,
	unlocked: Unlocked | null,
	asked: Asked,
	answer: PullAnswer,
	told: Told
): Promise<Taken> {
	const { area } = asked;
	const made = unlocked && area !== null ? await madeOf(unlocked, area, asked, answer.changes) : nothing;
	const lent = unlocked ? await sealLent(unlocked, answer) : null;
	return atOnce(phone, 'rw', ['state', 'rows', 'outbox'], async (tables) => {
		const state = await readState(tables);
		if (isRestored(state, told)) {
			await beginAnew(tables, state, told);
			return 'restored';
		}
		if (area !== null && state.areas.find(({ id }) => id === area)?.cursor !== asked.cursor) return 'stale';
		await writeRows(tables, asked, made, answer.more);
		const next = stateAfter(state, asked, made, lent, answer);
		for (const person of next.erased) await erase(tables, person);
		// Nobody can tell while it is locked whom a draft is about.
		if (next.erased.length > state.erased.length) await dropDrafts(tables);
		await saveState(tables, state, { ...(await settled(tables, next)), told });
		return 'taken';
	});
}
