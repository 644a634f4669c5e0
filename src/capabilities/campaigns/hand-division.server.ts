import * as v from 'valibot';
import { Refusal } from '#kernel/refusal.ts';
import { command } from '#platform/dispatch.server.ts';
import { handOverAll, holdAll, holdBudget, makeArea, setWorkers } from '#capabilities/field/areas.server.ts';
import { dividedOf, holdDivision, type Divided, type DividedDoor } from './division.server.ts';
import { HandDivision } from './inputs.ts';
import { isLoaded, moving, previewOf } from './look-division.server.ts';
import { endDivision } from './sql-division.server.ts';

/**
 * Hands a division over: areas are opened, people go where they are to go, doors change hands, and phones are told. Exactly what the
 * preview said, or nothing: where anything of it is otherwise by now it is refused (`division-changed`), as it is for whoever would
 * have more than 150 households (`area-heavy`).
 */
export const handDivision = command(
	{
		name: 'campaigns.hand-division',
		group: 'lead-field',
		input: HandDivision,
		answer: v.object({ moved: v.number() })
	},
	async (context, { stamp, ...seen }) => {
		const { row, ...before } = await holdDivision(context, seen);
		await holdAll(
			context,
			before.doors.map(({ id }) => id),
			touchedBy(before)
		);
		// What was read before it was held may be otherwise by now.
		const divided = await dividedOf(context, row);
		const moved = moving(divided);
		if ((await previewOf(context, divided)).stamp !== stamp) throw new Refusal('division-changed');
		const { parts } = divided;
		for (const { fresh, area, name } of parts)
			if (fresh) await makeArea(context, { id: area, name, hamlet: row.hamletId });
		for (const { area, staff } of parts) if (staff !== null) await setWorkers(context, area, staff);
		const targets = [...Map.groupBy(moved, ({ letter }) => letter)].map(([letter, doors]) => ({
			to: parts.find((part) => part.letter === letter)?.area ?? null,
			households: doors.map(({ id }) => id)
		}));
		const count = await handOverAll(context, targets);
		if (count !== moved.length) throw new Refusal('division-changed');
		await holdBudget(context, loadedBy(divided, moved));
		await endDivision(context.db, row.id, { handed: true, by: context.actor.id, at: context.now });
		return { answer: { moved: count }, about: row.id, detail: { moved: count, parts: parts.length } };
	}
);

/** The areas of which something is to be otherwise: their people, or doors that come or go. */
const touchedBy = ({ parts, doors }: Pick<Divided, 'parts' | 'doors'>): string[] => {
	const letters = new Set(moving({ doors }).flatMap(({ now, letter }) => [now, letter]));
	return parts
		.filter(({ fresh, staff, letter }) => !fresh && (staff !== null || letters.has(letter)))
		.map(({ area }) => area);
};

/** The areas that are given doors or somebody: taking out is never refused. */
const loadedBy = ({ parts }: Divided, moved: readonly DividedDoor[]): string[] =>
	parts.filter((part) => isLoaded(part, moved)).map(({ area }) => area);
