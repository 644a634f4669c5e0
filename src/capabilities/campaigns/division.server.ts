import { dayOf } from '#kernel/day.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Context } from '#platform/context.server.ts';
import { requestFor } from '#platform/deliver.server.ts';
import { isLed, ledBy } from '#capabilities/field/leads.server.ts';
import { bornBy, FIRST_FROM } from '#kernel/ages.ts';
import { isWithin } from './ground.server.ts';
import type { Which } from './inputs.ts';
import { nextLetter, type Door } from './rules-division.ts';
import type { Spot } from '#kernel/ground.ts';
import { listAreasIn, listDoorsIn, lockDivision, saveDivision, type DivisionRow } from './sql-division.server.ts';

// A division as it is thought out: parts with a letter each, and the doors that are to stand otherwise than they do.

/** `staff` null: whoever goes there anyway. */
type Thought = { letter: string; area: string; name: string; staff: string[] | null };
/** The same beside what stands: who is to go and who goes; a `fresh` one has no area yet. */
export type Part = Thought & { fresh: boolean; goes: readonly string[]; then: readonly string[] };
export type State = {
	parts: Thought[];
	/** Only doors that are put otherwise than they stand, by household; null: to nobody. */
	put: Record<string, string | null>;
};

export type DividedDoor = Door & {
	area: string | null;
	/** The part in which it stands, and the part that it is put into. */
	now: string | null;
	letter: string | null;
	met: boolean;
	first: boolean;
};
export type Divided = { row: DivisionRow; parts: Part[]; doors: DividedDoor[] };

/** Visits of so many days count as having been there. */
const BEEN_DAYS = 90;
const UNDO_STEPS = 20;

/** Refuses a hamlet that whoever asks does not lead (`not-your-place`). */
export async function holdHamlet(context: Context, hamlet: number): Promise<void> {
	if (!isLed(await ledBy(context), hamlet)) throw new Refusal('not-your-place');
}

/** What a hamlet is divided of: its areas, and its doors as they stand now. A hamlet of thousands is read once, however many ways are tried. */
export async function divisibleIn({ db, now }: Context, { centreId, hamletId }: DivisionRow) {
	const since = new Date(now.getTime() - BEEN_DAYS * 86_400_000);
	const known = await listAreasIn(db, centreId, hamletId);
	return { known, rows: await listDoorsIn(db, hamletId, since, bornBy(dayOf(now), FIRST_FROM)) };
}

type Divisible = Awaited<ReturnType<typeof divisibleIn>>;

/** A division with its doors. Areas that came after it was begun are parts of it too. */
export function dividedBy(row: DivisionRow, { known, rows }: Divisible): Divided {
	const goes = new Map(known.map(({ id, staff }) => [id, staff]));
	const parts = withAreas(row.state.parts, known).map((part): Part => ({
		...{ ...part, fresh: !goes.has(part.area), goes: goes.get(part.area) ?? [] },
		then: part.staff ?? goes.get(part.area) ?? []
	}));
	const letterOf = new Map(parts.map(({ area, letter }) => [area, letter]));
	const doors = rows.map(({ id, lane, lon, lat, areaId, met, first }): DividedDoor => {
		const stands = areaId === null ? null : (letterOf.get(areaId) ?? null);
		const put = row.state.put[id];
		const spot: Spot | null = lon === null || lat === null ? null : [lon, lat];
		return { id, lane, spot, area: areaId, now: stands, letter: put === undefined ? stands : put, met, first };
	});
	return { row, parts, doors };
}

export const dividedOf = async (context: Context, row: DivisionRow): Promise<Divided> =>
	dividedBy(row, await divisibleIn(context, row));

/** The parts that were thought out, and after them areas that nobody had thought of. */
export function withAreas(parts: readonly Thought[], known: readonly { id: string; name: string }[]): Thought[] {
	const all = [...parts];
	for (const { id, name } of known) {
		const letter = nextLetter(all.map((one) => one.letter));
		if (letter !== undefined && !all.some(({ area }) => area === id)) all.push({ letter, area: id, name, staff: null });
	}
	return all;
}

/** One more part, whose area is opened when the division is handed over. Refuses more than there are letters (`parts-enough`). */
export function partMore({ request }: Context, parts: readonly Thought[], hamlet: string): Thought {
	const letter = nextLetter(parts.map((one) => one.letter));
	if (letter === undefined) throw new Refusal('parts-enough');
	return { letter, area: requestFor(request, 0, `area ${letter}`), name: `${hamlet} ${letter}`, staff: null };
}

/**
 * Holds a division as somebody saw it. Refuses one that is over (`division-over`), of a hamlet that they do not lead
 * (`not-your-place`), and one that another changed since (`division-changed`).
 */
export async function holdDivision(context: Context, seen: { division: string; rev: number }): Promise<Divided> {
	const row = await lockDivision(context.db, seen.division);
	if (!row) throw new Refusal('division-over');
	await holdHamlet(context, row.hamletId);
	if (row.rev !== seen.rev) throw new Refusal('division-changed');
	return dividedOf(context, row);
}

/** What is thought out by now, with the areas that came since. */
export const thoughtOf = ({ row, parts }: Divided): State => ({
	...row.state,
	parts: parts.map(({ letter, area, name, staff }) => ({ letter, area, name, staff }))
});

/** Writes what it is now, and keeps what it was for whoever takes that back. */
export const keepDivision = ({ db, actor, now }: Context, { row }: Divided, state: State) =>
	saveDivision(db, row.id, {
		...{ state, by: actor.id, at: now },
		steps: [...row.steps, row.state].slice(-UNDO_STEPS)
	});

/** The doors that somebody means. Refuses where there are none (`doors-none`). */
export function meantBy({ doors }: Pick<Divided, 'doors'>, which: Which): DividedDoor[] {
	const meant = doors.filter((door) =>
		which.by === 'doors'
			? which.doors.includes(door.id)
			: which.by === 'lane'
				? door.lane === which.lane
				: door.spot !== null && isWithin(door.spot, which.line)
	);
	if (meant.length === 0) throw new Refusal('doors-none');
	return meant;
}

/** The same division with some doors put into a part; what then stands as it does anyway is not put at all. */
export function withPut(state: State, meant: readonly DividedDoor[], letter: string | null): State {
	if (letter !== null && !state.parts.some((part) => part.letter === letter)) throw new Refusal('part-unknown');
	const put = { ...state.put };
	for (const door of meant) {
		if (door.now === letter) delete put[door.id];
		else put[door.id] = letter;
	}
	return { ...state, put };
}
