import { colleagues } from '#capabilities/access/sessions.server.ts';
import type { showNeed } from '#capabilities/assistance/needs.server.ts';
import { classesForNeed } from '#capabilities/classes/for-need.server.ts';
import { isClassNeed } from '#capabilities/classes/rules-for-need.ts';
import type { Context } from '#platform/context.server.ts';

type Need = Awaited<ReturnType<typeof showNeed>>;

const helps = new Set(['guide', 'receiving-officer', 'leader']);

/** Who may see to a need, and in which classes there is a place for whoever needs to learn. */
export async function waysOn(context: Context, { id, kind, outcome }: Need) {
	const team = await colleagues(context, {});
	const able = new Map(
		team.filter(({ role }) => helps.has(role)).map((one) => [one.id, { id: one.id, name: one.name }])
	);
	const learns = outcome === null && isClassNeed(kind);
	return { team: [...able.values()], classes: learns ? await classesForNeed(context, { need: id }) : null };
}
