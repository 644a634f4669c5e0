import type { RequestEvent } from '@sveltejs/kit';
import * as v from 'valibot';
import { addDays, dayOf } from '#kernel/day.ts';
import { BoardAsked } from '#capabilities/learning-board/inputs.ts';

/** Of which classes a page is asked: those that began in the last half year, by class, where it does not say otherwise or says nonsense. */
export function boardAsked({ url, locals }: Pick<RequestEvent, 'url' | 'locals'>): v.InferOutput<typeof BoardAsked> {
	const today = dayOf(locals.now);
	const half = { from: addDays(today, -180), to: today, by: 'class' as const };
	const { searchParams: asked } = url;
	const said = v.safeParse(BoardAsked, {
		from: asked.get('tu') ?? half.from,
		to: asked.get('den') ?? half.to,
		by: asked.get('theo') ?? half.by
	});
	if (!said.success) return half;
	const { from, to, by } = said.output;
	// Turned round, it is the same days.
	return { from: from < to ? from : to, to: from < to ? to : from, by };
}
