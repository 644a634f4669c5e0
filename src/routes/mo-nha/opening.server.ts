import * as v from 'valibot';
import { isOpeningKey } from '#capabilities/access/opening.server.ts';
import { makeDesk } from '#capabilities/counter/move.server.ts';
import { matterNames } from '#capabilities/counter/rules-matters.ts';
import { FoundByRegister } from '#capabilities/places/inputs.ts';
import { foundByRegister } from '#capabilities/places/found-by-register.server.ts';
import { Refusal } from '#kernel/refusal.ts';
import { requestFor } from '#platform/deliver.server.ts';
import { steps } from '#web/act.server.ts';
import { m } from '#words';

/** The key that the start printed; a wrong one is told so, and says nothing of the right one. */
export const showKey = steps(
	v.object({ key: v.pipe(v.string(), v.trim(), v.nonEmpty('opening-missing'), v.maxLength(80)) }),
	async (context, { key }) => {
		if (!isOpeningKey(context, key)) throw new Refusal('opening-wrong');
		return { key };
	}
);

/** The commune with its centre, and the two desks that every centre begins with. */
export const founding = steps(FoundByRegister, async (context, input) => {
	const { centre } = await foundByRegister(context, input);
	for (const [n, kind] of (['guide', 'counter'] as const).entries()) {
		const request = requestFor(context.request, n, kind);
		const name =
			kind === 'guide' ? m['counter.first-guide']({}, { locale: 'vi' }) : m['counter.first-desk']({}, { locale: 'vi' });
		await makeDesk({ ...context, request }, { id: request, centre, name, kind, skills: matterNames });
	}
	return { centre };
});
