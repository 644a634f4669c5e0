import type { RequestEvent } from '@sveltejs/kit';
import { matterAt } from '#capabilities/counter/rules-matter-of.ts';
import { CLAIM_PAGES, MATTER_PAGES, pageOf } from '#capabilities/counter/ui/steps.ts';
import { awayAt } from '#capabilities/incidents/banner.server.ts';
import { wait } from '#capabilities/counter/wait.server.ts';
import type { Device } from '#web/door.server.ts';
import { isId } from '#web/ids.server.ts';
import { paths, withQuery } from '#web/paths.ts';

const STEPS = ['viec', 'uu-tien'] as const;

/** Which step of taking a number stands on the machine, how long one waits now, and what cannot be done now. */
export async function stepOf({ url, locals }: RequestEvent, { context, device }: Device) {
	const { searchParams } = url;
	const matter = matterAt(searchParams.get('viec'));
	const step = STEPS.find((one) => one === searchParams.get('buoc')) ?? ('dau' as const);
	const pages = step === 'viec' ? MATTER_PAGES : CLAIM_PAGES;
	const shown: 'dau' | 'viec' | 'uu-tien' = step === 'uu-tien' && !matter ? 'viec' : step;
	return {
		step: shown,
		matter,
		at: pageOf(searchParams.get('trang'), pages.length),
		wait: await wait(context, { centre: device.centreId, matter: matter ?? 'certification' }),
		away: shown === 'dau' ? await awayAt(context, { centre: device.centreId }) : [],
		now: locals.now,
		helpComes: searchParams.has('goi')
	};
}

/** The page from which somebody was called, saying that somebody comes. */
export function whereCalled({ searchParams }: URL): string {
	const ticket = searchParams.get('phieu');
	if (ticket && isId(ticket)) return withQuery(paths.machines.ticket(ticket), { goi: true });
	const kept = [...searchParams].filter(([name]) => !name.startsWith('/') && name !== 'goi');
	return withQuery(paths.machines.kiosk, Object.fromEntries([...kept, ['goi', '1']]));
}
