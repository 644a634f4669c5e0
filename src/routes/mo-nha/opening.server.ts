import * as v from 'valibot';
import { firstAuthenticator, isOpeningKey } from '#capabilities/access/opening.server.ts';
import { makeDesk } from '#capabilities/counter/move.server.ts';
import { firstDesks } from '#capabilities/counter/rules-matters.ts';
import { FoundByRegister } from '#capabilities/places/inputs.ts';
import { centres } from '#capabilities/places/places.server.ts';
import { foundByRegister, unitsToChoose } from '#capabilities/places/found-by-register.server.ts';
import type { Context } from '#platform/context.server.ts';
import { Refusal } from '#kernel/refusal.ts';
import { requestFor } from '#platform/deliver.server.ts';
import { steps } from '#web/act.server.ts';
import { newId } from '#web/door.server.ts';
import { isId } from '#web/ids.server.ts';

/** What the page asks next: the commune, or where it is founded the first administrator. */
export async function foundingOrFirst(context: Context, asked: (name: string) => string) {
	const [centre] = await centres(context, {});
	if (centre) {
		const seed = isId(asked('hat')) ? asked('hat') : newId();
		return { step: 'first' as const, centre: centre.name, seed, ...firstAuthenticator(context, seed, 'quan-tri') };
	}
	const province = /^\d{2}$/.test(asked('tinh')) ? asked('tinh') : null;
	return { step: 'commune' as const, province, ...(await unitsToChoose(context, { province })) };
}

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
	for (const [n, desk] of firstDesks.entries()) {
		const request = requestFor(context.request, n, desk.kind);
		await makeDesk({ ...context, request }, { id: request, centre, ...desk });
	}
	return { centre };
});
