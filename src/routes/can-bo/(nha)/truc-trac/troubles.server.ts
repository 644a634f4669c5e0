import { tryPortal } from '#capabilities/filing/file.server.ts';
import { show } from '#capabilities/cases/case-view.server.ts';
import { notMine } from '#capabilities/cases/claim.server.ts';
import { worklist } from '#capabilities/cases/lists.server.ts';
import { portalTroubles } from '#capabilities/filing/troubles.server.ts';
import { unmatched, settle as settlePayments } from '#capabilities/payments/take-money.server.ts';
import { holds } from '#capabilities/insights/holds.server.ts';
import { getProcedure } from '#capabilities/procedures/get-procedure.server.ts';
import { program } from '#program/program.server.ts';
import type { Locale } from '#design/spoken.ts';
import type { Context } from '#platform/context.server.ts';
import { BACKUP_MS, roomOnDisk } from '#platform/machine-checks.server.ts';
import { may } from '#platform/dispatch.server.ts';
import { givenUp, heartbeats, retry as retryDelivery } from '#platform/troubles.server.ts';

const LEAST_MS = 90_000;

/** How long a chore may be silent before somebody looks: twice its own time. */
function patienceOf(name: string): number {
	// It is no chore of a room.
	if (name === 'backup') return BACKUP_MS;
	const chore = program()
		.rooms.flatMap(({ chores }) => chores)
		.find((one) => one.name === name);
	return Math.max(LEAST_MS, (chore?.everySeconds ?? 0) * 2000);
}

type Beat = Awaited<ReturnType<typeof heartbeats>>[number];

/** Cases with a paper whose file the last backup did not find. */
const missingIn = (beats: readonly Beat[]): string[] => {
	const named = beats.find(({ name }) => name === 'backup')?.detail['missing'];
	return Array.isArray(named) ? [...new Set(named.map(String))] : [];
};

/** Gigabytes that are left, where that is too little; null where there is room. */
async function lowDisk(): Promise<{ gigabytes: number; least: number } | null> {
	const { low, about } = await roomOnDisk(program().settings);
	return low ? about : null;
}

/** What does not go on by itself, of every room, and what may be done about it. */
export async function troublesOf(context: Context, locale: Locale) {
	const { actor } = context;
	const [disk, tasks, denied, money, gaveUp, beats, held] = await Promise.all([
		lowDisk(),
		portalTroubles(context, {}),
		may(actor, notMine) ? notMine(context, {}) : [],
		may(actor, unmatched) ? unmatched(context, {}) : [],
		givenUp(context, {}),
		heartbeats(context, {}),
		holds(context, {})
	]);
	const nameOf = (code: string): string => getProcedure(code).shortName[locale];
	return {
		me: actor.id,
		held,
		tasks: tasks.map((task) => ({ ...task, procedure: nameOf(task.procedureCode) })),
		denied: denied.map((one) => ({ ...one, name: nameOf(one.procedureCode) })),
		money: [...money],
		gaveUp: [...gaveUp],
		disk,
		missing: missingIn(beats),
		beats: beats.map(({ name, at, detail }) => ({
			name,
			at,
			ok: detail['ok'] !== false,
			patienceMs: patienceOf(name)
		})),
		acts: {
			open: may(actor, show),
			list: may(actor, worklist),
			try: may(actor, tryPortal),
			settle: may(actor, settlePayments),
			retry: may(actor, retryDelivery)
		}
	};
}
