import { error } from '@sveltejs/kit';
import { program } from '#program/program.server.ts';
import { centreOf } from '#kernel/actor.ts';
import { readWhole } from '#kernel/plain.ts';
import { centre } from '#capabilities/places/places.server.ts';
import { sheet } from '#capabilities/visit-slips/print.server.ts';
import { staffWho } from '#web/door.server.ts';
import { paths, withQuery } from '#web/paths.ts';
import type { PageServerLoad } from './$types';

export const csr = false;

/** Papers to print, A6; those that lie on somebody's table by now are not among them. */
export const load: PageServerLoad = async (event) => {
	const { context } = await staffWho(event, sheet);
	const [first, last] = ['tu', 'den'].map((name) => readWhole(event.url.searchParams.get(name) ?? ''));
	if (!first || !last || last - first > 60) error(404, 'slip-not-printed');
	const { communeName, provinceName } = await centre(context, { centre: centreOf(context.actor) });
	return {
		papers: (await sheet(context, { first, last })).map(({ number, code }) => ({
			...{ number, code },
			link: program().settings.ORIGIN + withQuery(paths.open.visitSlip, { ma: code })
		})),
		commune: communeName.charAt(0).toLocaleLowerCase('vi') + communeName.slice(1),
		province: provinceName.charAt(0).toLocaleLowerCase('vi') + provinceName.slice(1)
	};
};
